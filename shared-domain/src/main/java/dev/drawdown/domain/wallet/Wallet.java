package dev.drawdown.domain.wallet;

import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.Credits;
import dev.drawdown.domain.Owner;
import dev.drawdown.domain.PoolId;
import dev.drawdown.domain.ledger.Book;
import dev.drawdown.domain.ledger.Bucket;
import dev.drawdown.domain.ledger.Hold;
import dev.drawdown.domain.ledger.WalletId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// What one account or one shard of a pool has, as of its last ledger entry: its book, and what is
/// known of its payments and of pools.
///
/// `trialUsed` says that no trial can start any more; `exhausted` that an entry since the last
/// grant says that the wallet is empty.
///
/// `dueAt` is when something falls due in it. No rule reads it: every change keeps it, so that the
/// store knows which due time it had noted before.
public record Wallet(
    Book book,
    BillingState billing,
    Pooling pooling,
    boolean trialUsed,
    boolean exhausted,
    Optional<Instant> dueAt) {

  public Wallet {
    if (!pooling.getClass().equals(Pooling.unseen(book.id()).getClass())) {
      throw new IllegalArgumentException(book.id() + " can't be in pools as " + pooling);
    }
  }

  /// The wallet of an account or a pool that was never seen.
  public static Wallet unseen(Owner owner) {
    return unseen(WalletId.of(owner));
  }

  public static Wallet unseen(WalletId id) {
    return new Wallet(
        Book.unseen(id), BillingState.NONE, Pooling.unseen(id), false, false, Optional.empty());
  }

  public WalletId id() {
    return book.id();
  }

  /// The number of its last entry, 0 where it was never seen.
  public long version() {
    return book.version();
  }

  /// The time of its last entry.
  public Instant at() {
    return book.at();
  }

  public List<Bucket> buckets() {
    return book.buckets();
  }

  public List<Hold> holds() {
    return book.holds();
  }

  /// What can be spent now, over all buckets.
  public Credits total() {
    return book.total();
  }

  public Credits held() {
    return book.held();
  }

  public Optional<Bucket.Plan> plan() {
    return book.plan();
  }

  public Owner owner() {
    return id().owner();
  }

  /// The account whose wallet this is, where it isn't a pool's.
  public AccountId account() {
    return switch (owner()) {
      case AccountId account -> account;
      case PoolId pool -> throw new IllegalArgumentException("the wallet of a pool: " + pool);
    };
  }

  /// What an account's wallet has to do with pools.
  public Pooling.Member member() {
    return (Pooling.Member) pooling;
  }

  /// What is known to the primary shard of a pool.
  public Pooling.Primary primary() {
    return (Pooling.Primary) pooling;
  }

  /// What is known to another shard of a pool.
  public Pooling.Secondary secondary() {
    return (Pooling.Secondary) pooling;
  }

  /// Whether it is the first of several shards of a pool, which follow what happens to its plan.
  public boolean hasSecondaries() {
    return pooling instanceof Pooling.Primary primary && primary.ever() > 1;
  }

  /// The time of a decision that is made when the clock shows `clock`.
  ///
  /// @see Book#timeOf
  public Instant timeOf(Instant clock) {
    return book.timeOf(clock);
  }

  /// The plan's bucket where it was paid for: no trial, no default plan.
  public Optional<Bucket.Plan> paidPlan() {
    return plan().filter(plan -> billing.term().filter(plan::isPaidBy).isPresent());
  }

  /// The bucket whose usage people see: the current plan's, else the starter's.
  public Optional<Bucket> allowance() {
    return plan().<Bucket>map(plan -> plan).or(book::starter);
  }

  /// This wallet with its book as `change` leaves it.
  public Wallet with(UnaryOperator<Book> change) {
    return new Wallet(change.apply(book), billing, pooling, trialUsed, exhausted, dueAt);
  }

  public Wallet withTrialUsed() {
    return new Wallet(book, billing, pooling, true, exhausted, dueAt);
  }

  public Wallet withExhausted(boolean written) {
    return new Wallet(book, billing, pooling, trialUsed, written, dueAt);
  }

  public Wallet withBilling(BillingState changed) {
    return new Wallet(book, changed, pooling, trialUsed, exhausted, dueAt);
  }

  public Wallet withPooling(Pooling changed) {
    return new Wallet(book, billing, changed, trialUsed, exhausted, dueAt);
  }

  /// This wallet with the due time `noted`.
  public Wallet withDueAt(Optional<Instant> noted) {
    return new Wallet(book, billing, pooling, trialUsed, exhausted, noted);
  }

  /// This wallet, due by `instant` at the latest.
  public Wallet dueBy(Instant instant) {
    return withDueAt(dueAt.filter(instant::isAfter).or(() -> Optional.of(instant)));
  }

  /// A pool's allowance is spread over `shards`; an account has one wallet.
  public Wallet spreadOver(int shards) {
    return pooling instanceof Pooling.Primary primary ? withPooling(primary.over(shards)) : this;
  }
}
