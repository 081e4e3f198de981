package dev.drawdown.domain.pool;

import dev.drawdown.domain.Credits;
import dev.drawdown.domain.PoolId;
import dev.drawdown.domain.catalog.Plan;
import dev.drawdown.domain.ledger.Book;
import dev.drawdown.domain.ledger.Bucket;
import dev.drawdown.domain.ledger.Cause;
import dev.drawdown.domain.ledger.Draw;
import dev.drawdown.domain.ledger.Drawdown;
import dev.drawdown.domain.ledger.WalletId;
import dev.drawdown.domain.wallet.BilledWallet;
import dev.drawdown.domain.wallet.BillingState;
import dev.drawdown.domain.wallet.Wallet;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;

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

  /// What is left of its part of the allowance.
  default Credits left() {
    return plan().map(Bucket::remaining).orElse(Credits.NONE);
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

  /// The primary shard, which knows what was paid for and decides for all.
  ///
  /// The current allowance is spread over `shards` of them, this one included; there were once
  /// `ever`. The plan's bucket has begun, ended or come back `changes` times, which the others
  /// follow; `changedAt` and `reason` are those of the last time.
  record Primary(
      PoolId pool,
      Book book,
      BillingState billing,
      int shards,
      int ever,
      long changes,
      Instant changedAt,
      Optional<String> reason,
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
          0,
          Instant.EPOCH,
          Optional.empty(),
          Optional.empty());
    }

    /// Whether there ever were others, which follow what happens to its plan.
    public boolean hasSecondaries() {
      return ever > 1;
    }

    @Override
    public Primary self() {
      return this;
    }

    @Override
    public Primary with(UnaryOperator<Book> change) {
      return new Primary(
          pool, change.apply(book), billing, shards, ever, changes, changedAt, reason, dueAt);
    }

    @Override
    public Primary withDueAt(Optional<Instant> noted) {
      return new Primary(pool, book, billing, shards, ever, changes, changedAt, reason, noted);
    }

    @Override
    public Primary withBilling(BillingState changed) {
      return new Primary(pool, book, changed, shards, ever, changes, changedAt, reason, dueAt);
    }

    /// From now on the allowance is spread over `number` shards.
    public Primary over(int number) {
      return new Primary(
          pool, book, billing, number, Math.max(ever, number), changes, changedAt, reason, dueAt);
    }

    @Override
    public Primary payingFor(Plan plan) {
      return over(plan.shards());
    }

    @Override
    public Credits partOf(Credits paid) {
      return paid.part(0, shards);
    }

    @Override
    public boolean isFollowedSince(Primary before) {
      return hasSecondaries() && changes != before.changes;
    }

    /// Keeps when and why the plan's bucket last began or ended, and is due where others follow.
    @Override
    public Primary afterPlanChange(Instant at, Cause cause) {
      Primary changed =
          new Primary(pool, book, billing, shards, ever, changes + 1, at, cause.reason(), dueAt);
      return changed.dueForSecondaries(at);
    }

    @Override
    public Primary afterNews(Primary before, Instant at) {
      return billing.term().equals(before.billing.term()) ? this : dueForSecondaries(at);
    }

    private Primary dueForSecondaries(Instant at) {
      return hasSecondaries() ? dueBy(at) : this;
    }

    @Override
    public Primary afterReturning(Draw draw) {
      return withBilling(
          billing.changingCleared(draw.bucket(), plan -> plan.givenBack(draw.credits())));
    }
  }

  /// Another shard, which followed the primary one through so many of its `changes`, as far as they
  /// were written, and has its part of the allowance that entry `grant` of the primary shard
  /// granted; 0 where it never had any. `cleared` is its bucket that was closed last.
  record Secondary(
      PoolId pool,
      Book book,
      Optional<Bucket.Plan> cleared,
      long grant,
      long changes,
      Optional<Instant> dueAt)
      implements PoolWallet<Secondary> {
    public Secondary {
      requireShardOf(pool, book, book.id().number() > 0);
    }

    public static Secondary unseen(PoolId pool, int shard) {
      return new Secondary(
          pool, Book.unseen(new WalletId(pool, shard)), Optional.empty(), 0, 0, Optional.empty());
    }

    @Override
    public Secondary self() {
      return this;
    }

    @Override
    public Secondary with(UnaryOperator<Book> change) {
      return new Secondary(pool, change.apply(book), cleared, grant, changes, dueAt);
    }

    @Override
    public Secondary withDueAt(Optional<Instant> noted) {
      return new Secondary(pool, book, cleared, grant, changes, noted);
    }

    /// This shard, which has followed the primary one through `written` changes to `granted`.
    Secondary following(long granted, long written, Optional<Bucket.Plan> closed) {
      return new Secondary(pool, book, closed, granted, written, dueAt);
    }

    @Override
    public Secondary afterReturning(Draw draw) {
      return new Secondary(
          pool, book, cleared.map(plan -> refilled(plan, draw)), grant, changes, dueAt);
    }

    private static Bucket.Plan refilled(Bucket.Plan plan, Draw draw) {
      return plan.id().equals(draw.bucket()) ? plan.givenBack(draw.credits()) : plan;
    }
  }

  private static void requireShardOf(PoolId pool, Book book, boolean fits) {
    if (!fits || !book.id().owner().equals(pool)) {
      throw new IllegalArgumentException("not this shard of " + pool + ": " + book.id());
    }
  }
}
