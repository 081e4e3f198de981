package dev.drawdown.domain.pool;

import dev.drawdown.domain.Credits;
import dev.drawdown.domain.PoolId;
import dev.drawdown.domain.billing.PaidBucket;
import dev.drawdown.domain.catalog.Plan;
import dev.drawdown.domain.ledger.Book;
import dev.drawdown.domain.ledger.Bucket;
import dev.drawdown.domain.ledger.BucketId;
import dev.drawdown.domain.ledger.Draw;
import dev.drawdown.domain.ledger.Drawdown;
import dev.drawdown.domain.ledger.WalletId;
import dev.drawdown.domain.wallet.BilledWallet;
import dev.drawdown.domain.wallet.BillingState;
import dev.drawdown.domain.wallet.PlanFollowing;
import dev.drawdown.domain.wallet.Wallet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// One shard of a pool.
///
/// Many members draw from one pool at once, and one item carries only so many transactions. So a
/// pool's allowance may be spread over up to 16 shards, each a wallet with a ledger of its own. The
/// primary shard, numbered 0, is told of payments and decides for all. The secondary shards follow.
public sealed interface PoolWallet<W extends PoolWallet<W>> extends Wallet<W> {
  PoolId pool();

  /// A shard never seen.
  static PoolWallet<?> unseen(PoolId pool, int shard) {
    return shard == 0 ? Primary.unseen(pool) : Secondary.unseen(pool, shard);
  }

  default int shard() {
    return id().number();
  }

  /// What is left of its parts of the pool's buckets.
  default Credits left() {
    return total();
  }

  /// Whether it has as many open holds as it may have.
  default boolean isFullOfHolds() {
    return holds().size() >= Pool.MAX_OPEN_HOLDS_IN_A_SHARD;
  }

  /// Pools draw from no pool, so an entry changes nothing but the book.
  @Override
  default W afterDrawing(Drawdown drawdown) {
    if (!drawdown.pooled().isEmpty()) {
      throw new IllegalArgumentException("a pool draws from its own buckets: " + drawdown);
    }
    return self();
  }

  /// A pool period, in which a member's draws count towards its cap: that of the bucket `of`, which
  /// was the one shown when the period began. It is named by the number of the entry that `began`
  /// it. Each renewal or refill of that bucket begins a new one, an upgrade doesn't.
  record Period(long began, PaidBucket.Name of) {}

  /// The primary shard, which knows what was paid for and decides for all.
  ///
  /// A bucket that opens now is spread over `shards` of them, this one included; there were once
  /// `ever`.
  record Primary(
      PoolId pool,
      Book book,
      BillingState billing,
      int shards,
      int ever,
      Optional<Period> period,
      Optional<Instant> dueAt)
      implements PoolWallet<Primary>, BilledWallet<Primary> {
    public Primary {
      requireShardOf(pool, book, book.id().number() == 0);
      if (shards < 1 || ever < shards || ever > PoolId.MAX_WALLETS) {
        throw new IllegalArgumentException("a pool has 1 to 16 shards: " + shards + ", " + ever);
      }
    }

    public static Primary unseen(PoolId pool) {
      return new Primary(
          pool,
          Book.unseen(WalletId.of(pool)),
          BillingState.NONE,
          1,
          1,
          Optional.empty(),
          Optional.empty());
    }

    @Override
    public Primary self() {
      return this;
    }

    @Override
    public Primary with(UnaryOperator<Book> change) {
      return new Primary(pool, change.apply(book), billing, shards, ever, period, dueAt);
    }

    @Override
    public Primary withDueAt(Optional<Instant> noted) {
      return new Primary(pool, book, billing, shards, ever, period, noted);
    }

    @Override
    public Primary withBilling(BillingState changed) {
      return new Primary(pool, book, changed, shards, ever, period, dueAt);
    }

    private Primary within(Optional<Period> changed) {
      return new Primary(pool, book, billing, shards, ever, changed, dueAt);
    }

    /// From now on buckets are spread over `number` shards.
    public Primary over(int number) {
      return new Primary(pool, book, billing, number, Math.max(ever, number), period, dueAt);
    }

    @Override
    public Primary payingFor(Plan plan) {
      return over(plan.shards());
    }

    @Override
    public PaidBucket partOf(PaidBucket whole) {
      return whole.part(0, spreadOf(whole));
    }

    /// A bucket stays spread as it was opened.
    @Override
    public int spreadOf(PaidBucket bucket) {
      return PlanFollowing.bucket(this, bucket.name())
          .filter(held -> !held.grantedAt().isBefore(bucket.openedAt()))
          .map(Bucket.Paid::spread)
          .orElse(shards);
    }

    @Override
    public boolean isFollowed() {
      return ever > 1;
    }

    /// O2: a refill of the period's bucket begins the next period, also if members have drawn from
    /// other buckets alone. Without an entry since its grant nobody has drawn.
    @Override
    public boolean countsFrom(Bucket.Paid bucket) {
      return isOf(bucket) && book.version() > bucket.number();
    }

    private boolean isOf(Bucket.Paid bucket) {
      return period.filter(held -> held.of().equals(bucket.held().name())).isPresent();
    }

    @Override
    public Primary renewing(Bucket.Paid before, Bucket.Paid after) {
      return isOf(before)
          ? within(Optional.of(new Period(after.number(), after.held().name())))
          : this;
    }

    /// The period goes on while its bucket can be drawn, and then until another one can. The first
    /// one may begin with a frozen bucket. The other shards follow.
    @Override
    public Primary afterBilling(Instant at) {
      List<Bucket.Paid> usable = book.paidPlans();
      Optional<Period> running =
          period.filter(
              held -> usable.stream().anyMatch(plan -> plan.held().name().equals(held.of())));
      Stream<Bucket.Paid> frozen = closedPlans().stream().filter(Bucket.Paid::isFrozen);
      Primary changed =
          within(running.or(() -> first(usable.stream())).or(() -> period).or(() -> first(frozen)));
      return isFollowed() ? changed.dueBy(at) : changed;
    }

    private static Optional<Period> first(Stream<Bucket.Paid> shown) {
      return shown
          .min(Comparator.comparing(plan -> plan.held().paid(), PaidBucket.SHOWN_FIRST))
          .map(plan -> new Period(plan.number(), plan.held().name()));
    }

    @Override
    public Primary afterReturning(Draw draw) {
      return withBilling(
          billing.changingClosed(draw.bucket(), plan -> plan.givenBack(draw.credits())));
    }
  }

  /// Another shard, which has its parts of the primary shard's buckets: those of `followedAt`, when
  /// that had been told of facts `followed` times. `closedPlans` are frozen or cleared.
  record Secondary(
      PoolId pool,
      Book book,
      List<Bucket.Paid> closedPlans,
      long followed,
      Instant followedAt,
      Optional<Instant> dueAt)
      implements PoolWallet<Secondary> {
    public Secondary {
      closedPlans = List.copyOf(closedPlans);
      requireShardOf(pool, book, book.id().number() > 0);
    }

    public static Secondary unseen(PoolId pool, int shard) {
      return new Secondary(
          pool,
          Book.unseen(new WalletId(pool, shard)),
          List.of(),
          0,
          Instant.EPOCH,
          Optional.empty());
    }

    @Override
    public Secondary self() {
      return this;
    }

    @Override
    public Secondary with(UnaryOperator<Book> change) {
      return new Secondary(pool, change.apply(book), closedPlans, followed, followedAt, dueAt);
    }

    @Override
    public Secondary withDueAt(Optional<Instant> noted) {
      return new Secondary(pool, book, closedPlans, followed, followedAt, noted);
    }

    /// This shard, which has followed the primary one up to `at`, when that had been `told` of
    /// facts so many times.
    Secondary following(long told, Instant at) {
      return new Secondary(pool, book, closedPlans, told, at, dueAt);
    }

    private Secondary closing(List<Bucket.Paid> closed) {
      return new Secondary(pool, book, closed, followed, followedAt, dueAt);
    }

    @Override
    public Secondary withClosed(Bucket.Paid bucket) {
      List<Bucket.Paid> closed = new ArrayList<>(withoutClosed(bucket.id()).closedPlans);
      closed.add(bucket);
      return closing(closed);
    }

    @Override
    public Secondary withoutClosed(BucketId name) {
      return closing(closedPlans.stream().filter(plan -> !plan.id().equals(name)).toList());
    }

    @Override
    public boolean isFollowed() {
      return false;
    }

    @Override
    public Secondary afterReturning(Draw draw) {
      return closing(closedPlans.stream().map(plan -> refilled(plan, draw)).toList());
    }

    private static Bucket.Paid refilled(Bucket.Paid plan, Draw draw) {
      return plan.id().equals(draw.bucket()) ? plan.givenBack(draw.credits()) : plan;
    }
  }

  private static void requireShardOf(PoolId pool, Book book, boolean fits) {
    if (!fits || !book.id().owner().equals(pool)) {
      throw new IllegalArgumentException("not this shard of " + pool + ": " + book.id());
    }
  }
}
