package dev.drawdown.domain.wallet;

import dev.drawdown.domain.billing.AccountTimeline;
import dev.drawdown.domain.billing.BillingPolicy;
import dev.drawdown.domain.billing.PaidBucket;
import dev.drawdown.domain.catalog.Plan;
import dev.drawdown.domain.ledger.Bucket;
import dev.drawdown.domain.ledger.BucketId;
import dev.drawdown.domain.pool.PoolWallet;
import java.time.Instant;
import java.util.List;

/// A wallet that is told of payments for plans: an account's, or the one of a pool's that decides
/// for all of them.
public sealed interface BilledWallet<W extends BilledWallet<W>> extends Wallet<W>
    permits AccountWallet, PoolWallet.Primary {
  BillingState billing();

  W withBilling(BillingState changed);

  /// This wallet once its owner pays for `plan`.
  W payingFor(Plan plan);

  /// The part of a paid bucket that belongs in this wallet.
  PaidBucket partOf(PaidBucket whole);

  /// Over how many wallets a paid bucket is spread that opens now.
  int spreadOf(PaidBucket bucket);

  /// This wallet after its buckets changed, or what it knows of payments, at `at`.
  W afterBilling(Instant at);

  /// What its facts mean at any instant.
  default AccountTimeline timeline(BillingPolicy standard) {
    return billing().timeline(owner(), standard);
  }

  /// Whether it has a paid plan that can be drawn, or a frozen one that a payment would bring back.
  default boolean holdsPaidPlan() {
    return !book().paidPlans().isEmpty() || closedPlans().stream().anyMatch(Bucket.Paid::isFrozen);
  }

  @Override
  default List<Bucket.Paid> closedPlans() {
    return billing().closedPlans();
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
