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
/// Many members draw from a pool at the same time, but one item supports only a limited rate of
/// transactions. So a pool's allowance may be spread over up to 16 shards. Each shard is a wallet
/// with its own ledger. The primary shard, number 0, records payments and decides for all shards.
/// The secondary shards follow it.
public sealed interface PoolWallet<W extends PoolWallet<W>> extends Wallet<W> {
  PoolId pool();

  /// A shard without any entry.
  static PoolWallet<?> unseen(PoolId pool, int shard) {
    return shard == 0 ? Primary.unseen(pool) : Secondary.unseen(pool, shard);
  }

  default int shard() {
    return id().number();
  }

  /// The credits left in its parts of the pool's buckets.
  default Credits left() {
    return total();
  }

  /// Whether it has the maximum number of open holds.
  default boolean isFullOfHolds() {
    return holds().size() >= Pool.MAX_OPEN_HOLDS_IN_A_SHARD;
  }

  /// Returns this wallet unchanged. A pool draws from no other pool, so an entry changes only the
  /// book.
  @Override
  default W afterDrawing(Drawdown drawdown) {
    if (!drawdown.pooled().isEmpty()) {
      throw new IllegalArgumentException("a pool draws from its own buckets: " + drawdown);
    }
    return self();
  }

  /// A pool period. A member's draws in it count towards the member's cap.
  ///
  /// `of` is the bucket that was displayed when the period began. Each renewal or refill of that
  /// bucket begins a new period; an upgrade doesn't. `number` grows by 1 with each period of the
  /// pool. It isn't an entry number: a draw on another shard may name a period before the primary
  /// shard has written its entry.
  record Period(long number, PaidBucket.Name of) {}

  /// The primary shard, which records payments and decides for all shards.
  ///
  /// A bucket that opens now is spread over `shards` shards, this one included. `ever` is the
  /// largest number of shards that the pool ever had.
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
    public Primary withDueAt(Optional<Instant> dueAt) {
      return new Primary(pool, book, billing, shards, ever, period, dueAt);
    }

    @Override
    public Primary withBilling(BillingState changed) {
      return new Primary(pool, book, changed, shards, ever, period, dueAt);
    }

    private Primary within(Optional<Period> changed) {
      return new Primary(pool, book, billing, shards, ever, changed, dueAt);
    }

    /// This shard; buckets that open from now on are spread over `number` shards.
    public Primary over(int number) {
      return new Primary(pool, book, billing, number, Math.max(ever, number), period, dueAt);
    }

    @Override
    public Primary payingFor(Plan plan, Instant start, Instant now) {
      return over(plan.shards());
    }

    @Override
    public PaidBucket partOf(PaidBucket whole) {
      return whole.part(0, spreadOf(whole));
    }

    /// The spread of a bucket stays as it was when the bucket opened.
    @Override
    public int spreadOf(PaidBucket bucket) {
      return PlanFollowing.bucket(this, bucket.name())
          .filter(held -> !held.grantedAt().isBefore(bucket.openedAt()))
          .map(Bucket.Paid::spread)
          .orElse(shards);
    }

    @Override
    public boolean propagates() {
      return ever > 1;
    }

    /// O2: a refill of the period's bucket begins the next period, even if members drew from other
    /// buckets only. Without an entry since the bucket's grant, no member has drawn.
    @Override
    public boolean countsFrom(Bucket.Paid bucket) {
      return isOf(bucket) && book.version() > bucket.number();
    }

    private boolean isOf(Bucket.Paid bucket) {
      return period.filter(held -> held.of().equals(bucket.planBucket().name())).isPresent();
    }

    @Override
    public Primary renewing(Bucket.Paid before, Bucket.Paid after) {
      return isOf(before) ? within(Optional.of(next(after))) : this;
    }

    /// The period continues while its bucket is usable, and after that until another bucket is
    /// usable. A first period may begin with a frozen bucket. The other shards follow.
    @Override
    public Primary afterBilling(Instant at) {
      List<Bucket.Paid> usable = book.paidPlans();
      Optional<Period> running =
          period.filter(
              held -> usable.stream().anyMatch(plan -> plan.planBucket().name().equals(held.of())));
      Stream<Bucket.Paid> frozen = closedPlans().stream().filter(Bucket.Paid::isFrozen);
      Primary changed =
          within(running.or(() -> first(usable.stream())).or(() -> period).or(() -> first(frozen)));
      return propagates() ? changed.dueBy(at) : changed;
    }

    private Optional<Period> first(Stream<Bucket.Paid> shown) {
      return shown
          .min(Comparator.comparing(plan -> plan.planBucket().paid(), PaidBucket.SHOWN_FIRST))
          .map(this::next);
    }

    private Period next(Bucket.Paid of) {
      return new Period(period.map(Period::number).orElse(0L) + 1, of.planBucket().name());
    }

    @Override
    public Primary afterReturning(Draw draw) {
      return withBilling(
          billing.changingClosed(draw.bucket(), plan -> plan.givenBack(draw.credits())));
    }
  }

  /// A further shard, with its parts of the primary shard's buckets as of `followedAt`.
  ///
  /// `followed` is the primary shard's count of received facts at that time. `closedPlans` are
  /// frozen or cleared buckets.
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
    public Secondary withDueAt(Optional<Instant> dueAt) {
      return new Secondary(pool, book, closedPlans, followed, followedAt, dueAt);
    }

    /// This shard after it followed the primary shard up to `at`. `factCount` is the primary
    /// shard's count of received facts.
    Secondary following(long factCount, Instant at) {
      return new Secondary(pool, book, closedPlans, factCount, at, dueAt);
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
    public boolean propagates() {
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
