package dev.drawdown.adapters.store;

import dev.drawdown.adapters.store.DueTimes.DueShard;
import dev.drawdown.adapters.store.DueTimes.DueWallet;
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
import dev.drawdown.domain.fixtures.InMemoryTable;
import dev.drawdown.domain.fixtures.InMemoryTable.Objection;
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
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;

/// A store in memory with the conditions of a real one, for tests without a database. Several
/// threads may use it.
public final class InMemoryStore implements WholeStore {
  private static final Comparator<DueWallet> BY_DUE_TIME =
      Comparator.comparing(DueWallet::dueAt).thenComparing(DueWallet::wallet);
  private static final Comparator<LedgerRange> BY_WALLET =
      Comparator.comparing((LedgerRange entries) -> entries.wallet().toString())
          .thenComparingLong(LedgerRange::first)
          .thenComparingLong(LedgerRange::last);

  private final DueTimes dueTimes;
  private final InMemoryTable table = new InMemoryTable();
  private final InMemoryParked<ProviderEventId, ReceivedEvent> parkedEvents =
      new InMemoryParked<>(ReceivedEvent::id, table.parkedEvents());
  private final InMemoryParked<String, String> parkedWallets =
      new InMemoryParked<>(wallet -> wallet, new ConcurrentSkipListMap<>());
  private final InMemoryParked<LedgerRange, LedgerRange> parkedEntries =
      new InMemoryParked<>(entries -> entries, new ConcurrentSkipListMap<>(BY_WALLET));
  private final Map<UUID, Commit> done = new HashMap<>();

  /// A store without due times, for tests that don't need them.
  public InMemoryStore() {
    this(new DueTimes(_ -> Optional.empty()));
  }

  public InMemoryStore(DueTimes dueTimes) {
    this.dueTimes = dueTimes;
  }

  @Override
  public InMemoryParked<ProviderEventId, ReceivedEvent> parkedEvents() {
    return parkedEvents;
  }

  @Override
  public InMemoryParked<String, String> parkedWallets() {
    return parkedWallets;
  }

  @Override
  public InMemoryParked<LedgerRange, LedgerRange> parkedEntries() {
    return parkedEntries;
  }

  @Override
  public synchronized Situation load(
      AccountId id, Optional<ChargeId> key, Optional<DocumentKey> document) {
    return table.situation(id, key, document);
  }

  @Override
  public synchronized Pool pool(PoolId id, int shards) {
    return table.pool(id);
  }

  @Override
  public synchronized List<AccountWallet> members(
      PoolId pool, int limit, Optional<AccountId> after) {
    NavigableSet<AccountId> names = table.members(pool);
    return page(after.map(id -> names.tailSet(id, false)).orElse(names), limit).stream()
        .map(table::wallet)
        .toList();
  }

  @Override
  public synchronized Wallet<?> wallet(WalletId id) {
    return table.wallet(id);
  }

  @Override
  public synchronized AccountWallet wallet(AccountId account) {
    return table.wallet(account);
  }

  @Override
  public synchronized List<Entry> entriesBefore(WalletId wallet, long before, int limit) {
    return page(table.entries(wallet).headMap(before, false).descendingMap().values(), limit);
  }

  @Override
  public synchronized List<Entry> entriesAfter(WalletId wallet, long after, int limit) {
    return page(table.entries(wallet).tailMap(after, false).values(), limit);
  }

  @Override
  public synchronized List<Entry> entries(WalletId wallet, Set<Long> numbers) {
    return table.entries(wallet, numbers);
  }

  @Override
  public synchronized RenewalSituation renewal(SubscriptionId subscription, List<Fact> facts) {
    return table.renewal(subscription, facts);
  }

  @Override
  public synchronized Optional<StoredSubscription> subscription(SubscriptionId subscription) {
    return table.subscription(subscription);
  }

  @Override
  public synchronized Optional<RecordedTerm> recordedTerm(RecordedTerm.Name name) {
    return table.recordedTerm(name);
  }

  @Override
  public synchronized TopUpSituation topUp(AccountId owner, PaymentId payment) {
    return table.topUp(owner, payment);
  }

  @Override
  public synchronized ManualChangeSituation load(AccountId account, ManualChange.Key key) {
    return table.manualChange(account, key);
  }

  @Override
  public synchronized ReversalSituation reversal(PaymentId payment) {
    return table.reversal(payment);
  }

  @Override
  public synchronized boolean isDone(ProviderEventId event) {
    return table.isDone(event);
  }

  @Override
  public synchronized List<DueWallet> due(
      DueShard shard, Instant by, int limit, Optional<DueWallet> after) {
    return page(
        table.wallets().stream()
            .filter(wallet -> DueShard.of(wallet.id()).equals(shard))
            .flatMap(wallet -> wallet.dueAt().stream().map(at -> found(wallet, at)))
            .filter(wallet -> !wallet.dueAt().isAfter(by))
            .filter(wallet -> after.isEmpty() || BY_DUE_TIME.compare(after.get(), wallet) < 0)
            .sorted(BY_DUE_TIME)
            .toList(),
        limit);
  }

  private static DueWallet found(Wallet<?> wallet, Instant dueAt) {
    return new DueWallet(wallet.id().toString(), dueAt);
  }

  @Override
  public synchronized Stream<String> walletNames() {
    return table.wallets().stream()
        .filter(wallet -> wallet.version() > 0)
        .map(wallet -> wallet.id().toString())
        .toList()
        .stream();
  }

  @Override
  public synchronized Outcome reschedule(Wallet<?> asRead, Optional<Instant> next) {
    Wallet<?> stored = table.wallet(asRead.id());
    if (stored.version() != asRead.version()) {
      return Outcome.Stale.WITHOUT_ITEMS;
    }
    table.put(stored.withDueAt(next));
    return new Outcome.Committed();
  }

  @Override
  public synchronized Outcome park(Parked<String> parked, DueWallet found, Instant until) {
    Wallet<?> stored = table.wallet(WalletId.parse(found.wallet()));
    if (!stored.dueAt().equals(Optional.of(found.dueAt()))) {
      return Outcome.Stale.WITHOUT_ITEMS;
    }
    table.put(stored.withDueAt(Optional.of(until)));
    parkedWallets.park(parked);
    return new Outcome.Committed();
  }

  /// Whether nothing was ever written.
  public synchronized boolean isEmpty() {
    return done.isEmpty();
  }

  /// All records, for comparison.
  ///
  /// @see InMemoryTable#contents
  public synchronized Map<String, Object> contents() {
    return table.contents();
  }

  /// Writes a test's commits, which must succeed.
  public void commitAll(List<Commit> commits) {
    for (Commit commit : commits) {
      Outcome outcome = commit(commit, UUID.randomUUID());
      if (!(outcome instanceof Outcome.Committed)) {
        throw new IllegalStateException("not committed: " + outcome);
      }
    }
  }

  @Override
  public synchronized Outcome commit(Commit commit, UUID token) {
    Commit before = done.get(token);
    return before == null
        ? commitFirst(dueTimes.withDueTimes(commit), token)
        : again(before, dueTimes.withDueTimes(commit));
  }

  private Outcome commitFirst(Commit commit, UUID token) {
    Optional<Outcome> stale = table.tryToWrite(commit).map(InMemoryStore::stale);
    if (stale.isEmpty()) {
      done.put(token, commit);
    }
    return stale.orElseGet(Outcome.Committed::new);
  }

  private static Outcome stale(Objection objection) {
    return new Outcome.Stale(objection.newer(), objection.otherCharge(), objection.otherKeeper());
  }

  private static Outcome again(Commit before, Commit commit) {
    if (!before.equals(commit)) {
      throw new IllegalStateException("the token was used for another commit");
    }
    return new Outcome.Committed();
  }

  private static <T> List<T> page(Collection<T> all, int limit) {
    if (limit < 1) {
      throw new IllegalArgumentException("a page has at least one element: " + limit);
    }
    return all.stream().limit(limit).toList();
  }
}
