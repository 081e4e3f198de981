package dev.drawdown.domain.simulation;

import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.PoolId;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.domain.charge.ChargeWrite;
import dev.drawdown.domain.commit.Commit;
import dev.drawdown.domain.commit.Write;
import dev.drawdown.domain.ledger.Entry;
import dev.drawdown.domain.ledger.WalletId;
import dev.drawdown.domain.pool.Joining.MembershipWrite;
import dev.drawdown.domain.pool.Pool;
import dev.drawdown.domain.pool.PoolWallet;
import dev.drawdown.domain.reading.Balance;
import dev.drawdown.domain.renewal.RenewalFact;
import dev.drawdown.domain.renewal.RenewalResult;
import dev.drawdown.domain.renewal.RenewalSituation;
import dev.drawdown.domain.rules.Rules;
import dev.drawdown.domain.topup.PaymentWrite;
import dev.drawdown.domain.wallet.Journal;
import dev.drawdown.domain.wallet.WalletAdvance;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/// The pools that several accounts draw from, over plain memory.
public final class PoolsInMemory implements Pools {
  private final Catalog catalog;
  private final ProviderInMemory provider;
  private final Map<WalletId, PoolWallet<?>> wallets;
  private final Map<WalletId, List<Entry>> ledgers;
  private final Map<PoolId, Set<AccountId>> members;

  public PoolsInMemory(Catalog catalog) {
    this(catalog, new ProviderInMemory());
  }

  /// Pools that a provider's messages are about which may be about accounts, too.
  public PoolsInMemory(Catalog catalog, ProviderInMemory provider) {
    this(catalog, provider, new HashMap<>(), new HashMap<>(), new HashMap<>());
  }

  private PoolsInMemory(
      Catalog catalog,
      ProviderInMemory provider,
      Map<WalletId, PoolWallet<?>> wallets,
      Map<WalletId, List<Entry>> ledgers,
      Map<PoolId, Set<AccountId>> members) {
    this.catalog = catalog;
    this.provider = provider;
    this.wallets = wallets;
    this.ledgers = ledgers;
    this.members = members;
  }

  /// The same pools, after an edit of the catalog.
  public PoolsInMemory on(Catalog edited) {
    return new PoolsInMemory(edited, provider, wallets, ledgers, members);
  }

  public Pool pool(PoolId id) {
    int shards = primary(id).ever();
    return Pool.of(
        id, IntStream.range(0, shards).mapToObj(shard -> wallet(new WalletId(id, shard))).toList());
  }

  @Override
  public Pool advanced(PoolId id, Instant clock) {
    return Rules.of(catalog).reading().due(pool(id), clock).pool();
  }

  @Override
  public Balance balance(PoolId id, Instant clock) {
    return Rules.of(catalog).reading().balance(pool(id), clock);
  }

  @Override
  public List<List<Entry>> ledgers(PoolId id, Instant clock) {
    Pool pool = pool(id);
    List<List<Entry>> all = new ArrayList<>();
    for (var shard : Rules.of(catalog).reading().due(pool, clock).shards()) {
      List<Entry> entries = new ArrayList<>(written(shard.wallet().id()));
      entries.addAll(shard.entries());
      all.add(entries);
    }
    return all;
  }

  @Override
  public Set<AccountId> members(PoolId id) {
    return members.computeIfAbsent(id, _ -> new TreeSet<>(Comparator.comparing(AccountId::value)));
  }

  @Override
  public void tell(PoolId id, RenewalFact fact, Instant clock) {
    apply(id, fact, clock);
  }

  @Override
  public Instant timeOf(PoolId id, Instant clock) {
    return wallet(WalletId.of(id)).timeOf(clock);
  }

  /// Tells a pool something, and returns what came of it.
  public RenewalResult apply(PoolId id, RenewalFact fact, Instant clock) {
    RenewalSituation situation =
        new RenewalSituation(
            primary(id),
            provider.subscription(fact.subscription()),
            fact instanceof RenewalFact.PeriodPaid paid
                ? provider.claimed(paid)
                : Optional.empty());
    RenewalResult result = Rules.of(catalog).renewing().apply(fact, situation, clock);
    for (Commit commit : result.commits()) {
      write(commit);
      commit.writes().forEach(write -> require(provider.write(write), write));
    }
    return result;
  }

  @Override
  public void advance(PoolId id, Instant clock) {
    for (WalletAdvance<?> shard : Rules.of(catalog).reading().due(pool(id), clock).shards()) {
      Commit.steps(shard).forEach(this::write);
    }
  }

  private void write(Commit commit) {
    if (commit instanceof Commit.Step step) {
      step.journals().forEach(journal -> require(write(journal), journal));
    }
  }

  private PoolWallet.Primary primary(PoolId id) {
    return wallet(WalletId.of(id)) instanceof PoolWallet.Primary primary
        ? primary
        : PoolWallet.Primary.unseen(id);
  }

  private PoolWallet<?> wallet(WalletId id) {
    return wallets.getOrDefault(id, PoolWallet.unseen(id.pool(), id.number()));
  }

  List<Entry> written(WalletId id) {
    return ledgers.computeIfAbsent(id, _ -> new ArrayList<>());
  }

  /// Whether the journal is based on what is stored. Then it is written.
  boolean write(Journal<?> journal) {
    WalletId id = journal.wallet().id();
    boolean fits = journal.basedOn() == wallet(id).version();
    wallets.put(id, (PoolWallet<?>) journal.wallet());
    written(id).addAll(journal.entries());
    return fits;
  }

  /// Whether the condition of `write` holds. Then it is made.
  boolean write(Write write) {
    return switch (write) {
      case MembershipWrite.AddMember(var pool, var account) -> members(pool).add(account);
      case MembershipWrite.RemoveMember(var pool, var account) -> members(pool).remove(account);
      case ChargeWrite.OpenCharge _,
          ChargeWrite.ChangeCharge _,
          ChargeWrite.KeepDocument _,
          ChargeWrite.FreeDocument _,
          Write.ClaimGrant _,
          Write.PutSubscription _,
          PaymentWrite.PutPayment _,
          Write.ClaimEvent _,
          Write.ParkEvent _,
          Write.UnparkEvent _ ->
          false;
    };
  }

  private static void require(boolean condition, Object what) {
    if (!condition) {
      throw new AssertionError("not written, as its condition doesn't hold: " + what);
    }
  }
}
