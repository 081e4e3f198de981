package dev.drawdown.adapters.store;

import dev.drawdown.adapters.store.DueTimes.DueShard;
import dev.drawdown.adapters.store.DueTimes.DueWallet;
import dev.drawdown.adapters.store.Stores.DueStore;
import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.ChargeId;
import dev.drawdown.domain.Owner;
import dev.drawdown.domain.PaymentId;
import dev.drawdown.domain.PoolId;
import dev.drawdown.domain.charge.Charge;
import dev.drawdown.domain.charge.ChargeRequest.DocumentKey;
import dev.drawdown.domain.charge.Situation;
import dev.drawdown.domain.commit.Commit;
import dev.drawdown.domain.commit.Write;
import dev.drawdown.domain.ledger.Draw;
import dev.drawdown.domain.ledger.Entry;
import dev.drawdown.domain.ledger.LedgerRange;
import dev.drawdown.domain.ledger.WalletId;
import dev.drawdown.domain.parking.Parked;
import dev.drawdown.domain.parking.ReceivedEvent;
import dev.drawdown.domain.pool.Joining.MembershipWrite;
import dev.drawdown.domain.pool.Pool;
import dev.drawdown.domain.pool.PoolWallet;
import dev.drawdown.domain.renewal.RenewalSituation;
import dev.drawdown.domain.subscription.Grant;
import dev.drawdown.domain.subscription.OwnedSubscription;
import dev.drawdown.domain.subscription.ProviderEventId;
import dev.drawdown.domain.subscription.SubscriptionId;
import dev.drawdown.domain.topup.Payment.Credited;
import dev.drawdown.domain.topup.Payment.StoredPayment;
import dev.drawdown.domain.topup.Reversing.ReversalSituation;
import dev.drawdown.domain.topup.ToppingUp.TopUpSituation;
import dev.drawdown.domain.wallet.AccountWallet;
import dev.drawdown.domain.wallet.BilledWallet;
import dev.drawdown.domain.wallet.Membership;
import dev.drawdown.domain.wallet.Wallet;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A store in memory that holds to the same conditions as a real one, for tests that have no need
/// of a database. Safe for use by several threads.
public final class InMemoryStore
    implements Stores,
        Stores.Accounts,
        Stores.Wallets,
        Stores.Ledgers,
        Stores.Commits,
        Stores.Payments,
        DueStore {
  private static final Comparator<DueWallet> BY_DUE_TIME =
      Comparator.comparing(DueWallet::dueAt).thenComparing(DueWallet::wallet);

  private final DueTimes dueTimes;
  private final InMemoryPayments payments = new InMemoryPayments();
  private final InMemoryParked<String, String> parkedWallets =
      new InMemoryParked<>(wallet -> wallet, Comparator.<String>naturalOrder());
  private final InMemoryParked<LedgerRange, LedgerRange> parkedEntries =
      new InMemoryParked<>(entries -> entries, InMemoryParked.BY_WALLET);
  private final Map<WalletId, InMemoryWallet> wallets = new HashMap<>();
  private final Map<PoolId, NavigableSet<String>> members = new HashMap<>();
  private final Map<String, Commit> done = new HashMap<>();

  /// A store that notes no due times, for tests that don't ask for them.
  public InMemoryStore() {
    this(new DueTimes(_ -> Optional.empty()));
  }

  public InMemoryStore(DueTimes dueTimes) {
    this.dueTimes = dueTimes;
  }

  @Override
  public Accounts accounts() {
    return this;
  }

  @Override
  public Wallets wallets() {
    return this;
  }

  @Override
  public Ledgers ledgers() {
    return this;
  }

  @Override
  public Commits commits() {
    return this;
  }

  @Override
  public Payments payments() {
    return this;
  }

  @Override
  public DueStore due() {
    return this;
  }

  @Override
  public InMemoryParked<ProviderEventId, ReceivedEvent> parkedEvents() {
    return payments.parked();
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
    InMemoryWallet account = stored(WalletId.of(id));
    Optional<Charge> onDocument = document.flatMap(account::keeper).flatMap(account::charge);
    Optional<Charge> underKey = key.flatMap(account::charge);
    Stream<PoolId> member = own(id).membership().map(Membership::pool).stream();
    Stream<PoolId> drawnFrom =
        underKey.stream()
            .flatMap(charge -> charge.drawdown().pooled().stream().map(Draw.Pooled::pool));
    List<Pool> pools =
        Stream.concat(member, drawnFrom).distinct().map(pool -> pool(pool, 1)).toList();
    Set<Long> usedUp = Situation.usedUp(own(id), underKey);
    return new Situation(own(id), underKey, onDocument, pools, entries(WalletId.of(id), usedUp));
  }

  private AccountWallet own(AccountId id) {
    return stored(WalletId.of(id)).wallet() instanceof AccountWallet own
        ? own
        : AccountWallet.unseen(id);
  }

  private PoolWallet.Primary primary(PoolId id) {
    return stored(WalletId.of(id)).wallet() instanceof PoolWallet.Primary primary
        ? primary
        : PoolWallet.Primary.unseen(id);
  }

  private BilledWallet<?> billed(Owner owner) {
    return switch (owner) {
      case AccountId account -> own(account);
      case PoolId pool -> primary(pool);
    };
  }

  @Override
  public synchronized Pool pool(PoolId id, int shards) {
    return Pool.of(
        id,
        IntStream.range(0, primary(id).ever())
            .<Wallet<?>>mapToObj(shard -> stored(new WalletId(id, shard)).wallet())
            .toList());
  }

  @Override
  public synchronized List<AccountWallet> members(
      PoolId pool, int limit, Optional<AccountId> after) {
    NavigableSet<String> names = members.getOrDefault(pool, new TreeSet<>());
    return page(after.map(id -> names.tailSet(id.value(), false)).orElse(names), limit).stream()
        .map(name -> own(new AccountId(name)))
        .toList();
  }

  @Override
  public synchronized Wallet<?> wallet(WalletId id) {
    return stored(id).wallet();
  }

  @Override
  public synchronized AccountWallet wallet(AccountId account) {
    return own(account);
  }

  @Override
  public synchronized List<Entry> entriesBefore(WalletId wallet, long before, int limit) {
    return page(entriesOf(wallet).headMap(before, false).descendingMap().values(), limit);
  }

  @Override
  public synchronized List<Entry> entriesAfter(WalletId wallet, long after, int limit) {
    return page(entriesOf(wallet).tailMap(after, false).values(), limit);
  }

  @Override
  public synchronized List<Entry> entries(WalletId wallet, Set<Long> numbers) {
    return entriesOf(wallet).values().stream()
        .filter(entry -> numbers.contains(entry.number()))
        .toList();
  }

  @Override
  public synchronized RenewalSituation renewal(
      Owner owner, SubscriptionId subscription, Optional<Grant.Key> grant) {
    return new RenewalSituation(
        billed(owner), payments.subscription(subscription), grant.flatMap(payments::claimed));
  }

  @Override
  public synchronized Optional<Owner> ownerOf(SubscriptionId subscription) {
    return payments.subscription(subscription).map(OwnedSubscription::owner);
  }

  @Override
  public synchronized TopUpSituation topUp(AccountId owner, PaymentId payment) {
    return new TopUpSituation(
        load(owner, Optional.empty(), Optional.empty()).available(), payments.payment(payment));
  }

  @Override
  public synchronized ReversalSituation reversal(PaymentId payment) {
    Optional<StoredPayment> stored = payments.payment(payment);
    Optional<Credited> credited = stored.flatMap(known -> known.payment().credited());
    return new ReversalSituation(
        stored, credited.map(as -> own(as.owner())), credited.flatMap(this::usedUp));
  }

  private Optional<Entry> usedUp(Credited as) {
    WalletId wallet = WalletId.of(as.owner());
    return wallet(wallet).book().isUsedUp(as.bucket())
        ? entries(wallet, Set.of(as.bucket())).stream().findFirst()
        : Optional.empty();
  }

  @Override
  public synchronized boolean isDone(ProviderEventId event) {
    return payments.isDone(event);
  }

  @Override
  public synchronized List<DueWallet> due(
      DueShard shard, Instant by, int limit, Optional<DueWallet> after) {
    return page(
        wallets.values().stream()
            .map(InMemoryWallet::wallet)
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
    return wallets.values().stream()
        .map(InMemoryWallet::wallet)
        .filter(wallet -> wallet.version() > 0)
        .map(wallet -> wallet.id().toString())
        .toList()
        .stream();
  }

  @Override
  public synchronized Outcome moveOn(Wallet<?> asRead, Optional<Instant> next) {
    InMemoryWallet stored = stored(asRead.id());
    if (stored.wallet().version() != asRead.version()) {
      return Outcome.Stale.WITHOUT_ITEMS;
    }
    stored.note(stored.wallet().withDueAt(next));
    return new Outcome.Committed();
  }

  @Override
  public synchronized Outcome park(Parked<String> parked, DueWallet found, Instant until) {
    InMemoryWallet stored = stored(WalletId.parse(found.wallet()));
    if (!stored.wallet().dueAt().equals(Optional.of(found.dueAt()))) {
      return Outcome.Stale.WITHOUT_ITEMS;
    }
    stored.note(stored.wallet().withDueAt(Optional.of(until)));
    parkedWallets.park(parked);
    return new Outcome.Committed();
  }

  /// Whether nothing was ever written.
  public synchronized boolean isEmpty() {
    return done.isEmpty();
  }

  /// All that is stored, for comparison: wallets with their ledgers, charges and documents by name,
  /// the members of pools, then subscriptions, grants, payments and events.
  public synchronized Map<String, Object> contents() {
    Map<String, Object> contents = new TreeMap<>(payments.contents());
    wallets.values().stream()
        .filter(stored -> stored.wallet().version() > 0)
        .forEach(stored -> contents.put("wallet " + stored.wallet().id(), stored.contents()));
    members.entrySet().stream()
        .filter(pool -> !pool.getValue().isEmpty())
        .forEach(pool -> contents.put("pool " + pool.getKey(), Set.copyOf(pool.getValue())));
    return contents;
  }

  /// Writes what a test has decided, which must be possible.
  public void commitAll(List<Commit> commits) {
    for (Commit commit : commits) {
      Outcome outcome = commit(commit, UUID.randomUUID().toString());
      if (!(outcome instanceof Outcome.Committed)) {
        throw new IllegalStateException("not committed: " + outcome);
      }
    }
  }

  @Override
  public synchronized Outcome commit(Commit commit, String token) {
    Commit before = done.get(token);
    return before == null
        ? commitFirst(dueTimes.noted(commit), token)
        : again(before, dueTimes.noted(commit));
  }

  private Outcome commitFirst(Commit commit, String token) {
    Optional<Outcome.Stale> stale = objection(commit);
    if (stale.isPresent()) {
      return stale.get();
    }
    if (commit instanceof Commit.Step step) {
      step.journals().forEach(journal -> stored(journal.wallet().id()).apply(journal));
      step.writes().forEach(stored(step.journal().wallet().id())::apply);
    }
    commit.writes().forEach(payments::apply);
    commit.writes().forEach(this::apply);
    done.put(token, commit);
    return new Outcome.Committed();
  }

  private Optional<Outcome.Stale> objection(Commit commit) {
    Optional<Outcome.Stale> stale =
        switch (commit) {
          case Commit.Step step -> objection(step);
          case Commit.RecordsOnly _ -> Optional.empty();
        };
    boolean possible =
        commit.writes().stream().allMatch(write -> payments.mayBe(write) && mayBe(write));
    return possible ? stale : stale.or(() -> Optional.of(Outcome.Stale.WITHOUT_ITEMS));
  }

  private Optional<Outcome.Stale> objection(Commit.Step step) {
    InMemoryWallet account = stored(step.journal().wallet().id());
    List<Wallet<?>> newer =
        step.journals().stream()
            .<Wallet<?>>flatMap(
                journal -> stored(journal.wallet().id()).objection(journal).stream())
            .toList();
    boolean possible =
        step.journals().stream().allMatch(journal -> stored(journal.wallet().id()).mayBe(journal));
    if (possible && step.writes().stream().allMatch(account::mayBe)) {
      return Optional.empty();
    }
    return Optional.of(
        new Outcome.Stale(newer, account.otherCharge(step), account.otherKeeper(step)));
  }

  private boolean mayBe(Write write) {
    return switch (write) {
      case MembershipWrite.AddMember(var pool, var account) ->
          !membersOf(pool).contains(account.value());
      case MembershipWrite.RemoveMember(var pool, var account) ->
          membersOf(pool).contains(account.value());
      default -> true;
    };
  }

  private void apply(Write write) {
    switch (write) {
      case MembershipWrite.AddMember(var pool, var account) -> membersOf(pool).add(account.value());
      case MembershipWrite.RemoveMember(var pool, var account) ->
          membersOf(pool).remove(account.value());
      default -> {}
    }
  }

  private NavigableSet<String> membersOf(PoolId pool) {
    return members.computeIfAbsent(pool, _ -> new TreeSet<>());
  }

  private static Outcome again(Commit before, Commit commit) {
    if (!before.equals(commit)) {
      throw new IllegalStateException("the token was used for another commit");
    }
    return new Outcome.Committed();
  }

  private InMemoryWallet stored(WalletId id) {
    return wallets.computeIfAbsent(id, InMemoryWallet::new);
  }

  private NavigableMap<Long, Entry> entriesOf(WalletId id) {
    return stored(id).entries();
  }

  private static <T> List<T> page(Collection<T> all, int limit) {
    if (limit < 1) {
      throw new IllegalArgumentException("a page has at least one element: " + limit);
    }
    return all.stream().limit(limit).toList();
  }
}
