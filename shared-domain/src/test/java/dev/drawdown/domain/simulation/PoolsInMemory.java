package dev.drawdown.domain.simulation;

import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.Credits;
import dev.drawdown.domain.PoolId;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.domain.commit.Commit;
import dev.drawdown.domain.commit.Write;
import dev.drawdown.domain.ledger.Entry;
import dev.drawdown.domain.ledger.Journal;
import dev.drawdown.domain.reading.Balance;
import dev.drawdown.domain.reading.Reading;
import dev.drawdown.domain.renewal.RenewalFact;
import dev.drawdown.domain.renewal.RenewalResult;
import dev.drawdown.domain.renewal.RenewalSituation;
import dev.drawdown.domain.renewal.Renewing;
import dev.drawdown.domain.wallet.Pool;
import dev.drawdown.domain.wallet.Wallet;
import dev.drawdown.domain.wallet.WalletId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// The pools that several accounts draw from, over plain memory.
public final class PoolsInMemory {
  private final Catalog catalog;
  private final Map<WalletId, Wallet> wallets;
  private final Map<WalletId, List<Entry>> ledgers;
  private final Map<PoolId, Map<AccountId, Optional<Credits>>> members;

  public PoolsInMemory(Catalog catalog) {
    this(catalog, new HashMap<>(), new HashMap<>(), new HashMap<>());
  }

  private PoolsInMemory(
      Catalog catalog,
      Map<WalletId, Wallet> wallets,
      Map<WalletId, List<Entry>> ledgers,
      Map<PoolId, Map<AccountId, Optional<Credits>>> members) {
    this.catalog = catalog;
    this.wallets = wallets;
    this.ledgers = ledgers;
    this.members = members;
  }

  /// The same pools, after an edit of the catalog.
  PoolsInMemory on(Catalog edited) {
    return new PoolsInMemory(edited, wallets, ledgers, members);
  }

  public Pool pool(PoolId id) {
    int cells = wallet(WalletId.of(id)).lead().ever();
    return new Pool(
        id, IntStream.range(0, cells).mapToObj(cell -> wallet(new WalletId(id, cell))).toList());
  }

  public Balance balance(PoolId id, Instant clock) {
    return new Reading(catalog).balance(pool(id), clock);
  }

  /// Each cell's ledger, with what is due.
  public List<List<Entry>> ledgers(PoolId id, Instant clock) {
    Pool pool = pool(id);
    List<List<Entry>> all = new ArrayList<>();
    for (var cell : new Reading(catalog).due(pool, clock).cells()) {
      List<Entry> entries = new ArrayList<>(ledger(cell.wallet().id()));
      entries.addAll(cell.entries());
      all.add(entries);
    }
    return all;
  }

  public Map<AccountId, Optional<Credits>> members(PoolId id) {
    return members.computeIfAbsent(
        id, _ -> new TreeMap<>(java.util.Comparator.comparing(AccountId::value)));
  }

  public RenewalResult tell(PoolId id, RenewalFact fact, ProviderInMemory provider, Instant clock) {
    RenewalSituation situation =
        new RenewalSituation(
            wallet(WalletId.of(id)),
            provider.subscription(fact.subscription()),
            fact instanceof RenewalFact.PeriodPaid paid
                ? provider.claimed(paid)
                : Optional.empty());
    RenewalResult result = new Renewing(catalog).apply(fact, situation, clock);
    for (Commit commit : result.commits()) {
      if (commit instanceof Commit.Step step) {
        step.journals().forEach(journal -> require(write(journal), journal));
      }
      commit.writes().forEach(write -> require(provider.write(write), write));
    }
    return result;
  }

  private Wallet wallet(WalletId id) {
    return wallets.getOrDefault(id, Wallet.unseen(id));
  }

  private List<Entry> ledger(WalletId id) {
    return ledgers.computeIfAbsent(id, _ -> new ArrayList<>());
  }

  /// Whether the journal is based on what is stored. Then it is written.
  boolean write(Journal journal) {
    WalletId id = journal.wallet().id();
    boolean fits = journal.basedOn() == wallet(id).version();
    wallets.put(id, journal.wallet());
    ledger(id).addAll(journal.entries());
    return fits;
  }

  /// Whether the condition of `write` holds. Then it is made.
  boolean write(Write write) {
    return switch (write) {
      case Write.PutMember(var pool, var account, var limit, boolean joining) -> {
        boolean there = members(pool).containsKey(account);
        members(pool).put(account, limit);
        yield there != joining;
      }
      case Write.RemoveMember(var pool, var account) -> members(pool).remove(account) != null;
      case Write.OpenCharge _,
          Write.ChangeCharge _,
          Write.KeepDocument _,
          Write.FreeDocument _,
          Write.ClaimGrant _,
          Write.PutSubscription _,
          Write.PutPayment _,
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
