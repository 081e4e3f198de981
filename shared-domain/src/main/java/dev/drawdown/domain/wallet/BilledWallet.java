package dev.drawdown.domain.wallet;

import dev.drawdown.domain.Credits;
import dev.drawdown.domain.billing.AccountTimeline;
import dev.drawdown.domain.billing.BillingPolicy;
import dev.drawdown.domain.billing.PaidBucket;
import dev.drawdown.domain.catalog.Plan;
import dev.drawdown.domain.ledger.Bucket;
import dev.drawdown.domain.ledger.BucketId;
import dev.drawdown.domain.pool.PoolWallet;
import java.time.Instant;
import java.util.List;

/// A wallet that records payments for plans: an account's, or the primary shard of a pool.
///
/// The primary shard decides for all shards of its pool.
public sealed interface BilledWallet<W extends BilledWallet<W>> extends Wallet<W>
    permits AccountWallet, PoolWallet.Primary {
  BillingState billing();

  W withBilling(BillingState changed);

  /// This wallet at `now`, after its owner paid for `plan` from `start` on.
  W payingFor(Plan plan, Instant start, Instant now);

  /// The part of a paid bucket that belongs in this wallet.
  PaidBucket partOf(PaidBucket whole);

  /// The number of wallets over which a paid bucket is spread if it opens now.
  int spreadOf(PaidBucket bucket);

  /// This wallet after its buckets or its payment facts changed at `at`.
  W afterBilling(Instant at);

  /// The effect of its facts over time.
  default AccountTimeline timeline(BillingPolicy standard) {
    return billing().timeline(owner(), standard);
  }

  /// Whether it has a usable paid plan, or a frozen one that a payment would restore.
  default boolean holdsPaidPlan() {
    return !book().paidPlans().isEmpty() || closedPlans().stream().anyMatch(Bucket.Paid::isFrozen);
  }

  @Override
  default List<Bucket.Paid> closedPlans() {
    return billing().closedPlans();
  }

  @Override
  default Credits keptInClosed(Instant at) {
    return billing()
        .closedMonth()
        .filter(month -> at.isBefore(month.endsAt()))
        .map(Bucket::remaining)
        .orElse(Credits.NONE)
        .plus(Wallet.super.keptInClosed(at));
  }

  @Override
  default W withClosed(Bucket.Paid bucket) {
    return withBilling(billing().closing(bucket));
  }

  @Override
  default W withoutClosed(BucketId name) {
    return withBilling(billing().without(name));
  }
}
