package dev.drawdown.adapters.store;

import dev.drawdown.adapters.store.DueTimes.DueShard;
import dev.drawdown.adapters.store.DueTimes.DueWallet;
import dev.drawdown.adapters.store.Stores.ParkedList;
import dev.drawdown.adapters.store.Stores.ParkedStore;
import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.ChargeId;
import dev.drawdown.domain.PaymentId;
import dev.drawdown.domain.PoolId;
import dev.drawdown.domain.billing.Fact;
import dev.drawdown.domain.billing.RecordedTerm;
import dev.drawdown.domain.billing.StoredSubscription;
import dev.drawdown.domain.charge.ChargeRequest.DocumentKey;
import dev.drawdown.domain.charge.Situation;
import dev.drawdown.domain.commit.Commit;
import dev.drawdown.domain.ledger.Entry;
import dev.drawdown.domain.ledger.LedgerRange;
import dev.drawdown.domain.ledger.WalletId;
import dev.drawdown.domain.manualchange.ManualChange;
import dev.drawdown.domain.manualchange.ManualChanging.ManualChangeSituation;
import dev.drawdown.domain.parking.Parked;
import dev.drawdown.domain.parking.ReceivedEvent;
import dev.drawdown.domain.pool.Pool;
import dev.drawdown.domain.renewal.Renewing.RenewalSituation;
import dev.drawdown.domain.subscription.ProviderEventId;
import dev.drawdown.domain.subscription.SubscriptionId;
import dev.drawdown.domain.topup.Reversing.ReversalSituation;
import dev.drawdown.domain.topup.ToppingUp.TopUpSituation;
import dev.drawdown.domain.wallet.AccountWallet;
import dev.drawdown.domain.wallet.Wallet;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BinaryOperator;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Another store behind a network and in a process that fail by plan. `counts` are the faults that
/// happened.
public record FaultyStore(Stores store, FaultPlan plan, FaultCounts counts) implements WholeStore {
  /// The text in the message of each failure that a fault causes.
  public static final String PLANNED = "the planned fault";

  /// The largest number of reads for which a stale answer waits for a newer one.
  private static final int MOST_READS = 10;

  public FaultyStore(Stores store, FaultPlan plan) {
    this(store, plan, new FaultCounts());
  }

  @Override
  public ParkedList<ProviderEventId, ReceivedEvent> parkedEvents() {
    return new FaultyList<>(store.parkedEvents());
  }

  @Override
  public ParkedStore<String, String> parkedWallets() {
    return store.parkedWallets();
  }

  @Override
  public ParkedStore<LedgerRange, LedgerRange> parkedEntries() {
    return store.parkedEntries();
  }

  private final class FaultyList<K, W> implements ParkedList<K, W> {
    private final ParkedList<K, W> list;

    FaultyList(ParkedList<K, W> list) {
      this.list = list;
    }

    @Override
    public K name(W work) {
      return list.name(work);
    }

    @Override
    public Optional<Parked<W>> find(K name) {
      return read(() -> list.find(name));
    }

    @Override
    public List<Parked<W>> page(int limit, Optional<K> after) {
      return read(() -> list.page(limit, after));
    }
  }

  @Override
  public Situation load(AccountId account, Optional<ChargeId> key, Optional<DocumentKey> document) {
    return read(() -> store.accounts().load(account, key, document), TornReads::torn);
  }

  @Override
  public Wallet<?> wallet(WalletId id) {
    return read(() -> store.wallets().wallet(id));
  }

  @Override
  public AccountWallet wallet(AccountId account) {
    return read(() -> store.wallets().wallet(account));
  }

  @Override
  public Pool pool(PoolId id, int shards) {
    return read(() -> store.wallets().pool(id, shards), TornReads::torn);
  }

  @Override
  public List<AccountWallet> members(PoolId pool, int limit, Optional<AccountId> after) {
    return read(() -> store.wallets().members(pool, limit, after));
  }

  @Override
  public List<Entry> entriesBefore(WalletId wallet, long before, int limit) {
    return read(() -> store.ledgers().entriesBefore(wallet, before, limit));
  }

  @Override
  public List<Entry> entriesAfter(WalletId wallet, long after, int limit) {
    return read(() -> store.ledgers().entriesAfter(wallet, after, limit));
  }

  @Override
  public List<Entry> entries(WalletId wallet, Set<Long> numbers) {
    return read(() -> store.ledgers().entries(wallet, numbers));
  }

  @Override
  public RenewalSituation renewal(SubscriptionId subscription, List<Fact> facts) {
    return read(() -> store.payments().renewal(subscription, facts), TornReads::torn);
  }

  @Override
  public Optional<StoredSubscription> subscription(SubscriptionId subscription) {
    return read(() -> store.payments().subscription(subscription));
  }

  @Override
  public Optional<RecordedTerm> recordedTerm(RecordedTerm.Name name) {
    return read(() -> store.payments().recordedTerm(name));
  }

  @Override
  public TopUpSituation topUp(AccountId owner, PaymentId payment) {
    return read(() -> store.payments().topUp(owner, payment), TornReads::torn);
  }

  @Override
  public ManualChangeSituation load(AccountId account, ManualChange.Key key) {
    return read(() -> store.manualChanges().load(account, key));
  }

  @Override
  public ReversalSituation reversal(PaymentId payment) {
    return read(() -> store.payments().reversal(payment));
  }

  @Override
  public boolean isDone(ProviderEventId event) {
    return read(() -> store.payments().isDone(event));
  }

  private <T> T read(Supplier<T> call) {
    return read(call, (older, _) -> older);
  }

  /// `torn` is the stale answer, made of an older and a newer one.
  private <T> T read(Supplier<T> call, BinaryOperator<T> torn) {
    Fault fault = plan.nextRead();
    if (fault != Fault.STALE) {
      counts.read(fault);
    }
    return switch (fault) {
      // A read conflicts with nothing.
      case NONE, CONFLICT -> call.get();
      case DUPLICATED -> {
        var _ = call.get();
        yield call.get();
      }
      case STALE -> stale(call, torn);
      case THROTTLED -> throw failure(StoreFailure.Kind.THROTTLED, "throttled the read");
      case LOST_BEFORE -> throw unanswered();
      case LOST_AFTER -> {
        var _ = call.get();
        throw unanswered();
      }
      case DEATH_BEFORE -> throw new Death();
      case DEATH_AFTER -> {
        var _ = call.get();
        throw new Death();
      }
    };
  }

  /// The fault happens only if somebody writes in the meantime.
  private <T> T stale(Supplier<T> call, BinaryOperator<T> torn) {
    T older = call.get();
    for (int reads = 0; reads < MOST_READS; reads++) {
      T newer = call.get();
      if (!newer.equals(older)) {
        counts.read(Fault.STALE);
        return torn.apply(older, newer);
      }
    }
    return older;
  }

  @Override
  public List<DueWallet> due(DueShard shard, Instant by, int limit, Optional<DueWallet> after) {
    return read(() -> store.due().due(shard, by, limit, after));
  }

  @Override
  public Stream<String> walletNames() {
    return read(() -> store.due().walletNames());
  }

  @Override
  public Outcome reschedule(Wallet<?> asRead, Optional<Instant> next) {
    return tried(Set.of(), () -> store.due().reschedule(asRead, next));
  }

  @Override
  public Outcome park(Parked<String> parked, DueWallet found, Instant until) {
    return tried(Set.of(), () -> store.due().park(parked, found, until));
  }

  @Override
  public Outcome commit(Commit commit, UUID token) {
    return tried(crowded(commit), () -> store.commits().commit(commit, token));
  }

  /// A write that may be repeated.
  private interface Attempt {
    Outcome once();
  }

  private Outcome tried(Set<WalletId> crowded, Attempt write) {
    Fault fault = plan.next();
    counts.write(fault);
    return switch (fault) {
      // A write reads nothing.
      case NONE, STALE -> write.once();
      case CONFLICT -> new Outcome.Contended("TransactionConflict", false, crowded);
      case THROTTLED -> new Outcome.Contended("ThrottlingError", true);
      case LOST_BEFORE -> lost();
      case LOST_AFTER -> {
        write.once();
        yield lost();
      }
      case DUPLICATED -> {
        write.once();
        yield write.once();
      }
      case DEATH_BEFORE -> throw new Death();
      case DEATH_AFTER -> {
        write.once();
        throw new Death();
      }
    };
  }

  /// The contended wallets: the shards of a pool that the commit draws from.
  private static Set<WalletId> crowded(Commit commit) {
    return switch (commit) {
      case Commit.Step step ->
          step.pooled().stream().map(shard -> shard.wallet().id()).collect(Collectors.toSet());
      case Commit.RecordsOnly _ -> Set.of();
    };
  }

  private static Outcome lost() {
    return new Outcome.Unknown(unanswered());
  }

  private static StoreFailure unanswered() {
    return failure(StoreFailure.Kind.PASSING, "lost the answer");
  }

  private static StoreFailure failure(StoreFailure.Kind kind, String what) {
    return new StoreFailure(kind, new IllegalStateException(PLANNED + " " + what));
  }

  /// The end of the calling process. Only the test catches it.
  public static final class Death extends VirtualMachineError {
    private static final long serialVersionUID = 1L;
  }
}
