package dev.drawdown.domain.wallet;

import dev.drawdown.domain.Credits;
import dev.drawdown.domain.catalog.Plan;
import dev.drawdown.domain.ledger.Bucket;
import dev.drawdown.domain.pool.PoolWallet;
import java.util.Optional;

/// A wallet that is told of payments for plans: an account's, or the one of a pool's that decides
/// for all of them.
public sealed interface BilledWallet<W extends BilledWallet<W>> extends Wallet<W>
    permits AccountWallet, PoolWallet.Primary {
  BillingState billing();

  W withBilling(BillingState changed);

  /// This wallet once its owner pays for `plan`.
  W payingFor(Plan plan);

  /// The part of the credits that a payment brings which belongs in this wallet.
  Credits partOf(Credits paid);

  /// Whether other wallets of the owner have to follow what has happened since `before`, also where
  /// that left no entry.
  boolean isFollowedSince(W before);

  /// The plan's bucket where it was paid for: no trial, no default plan.
  default Optional<Bucket.Plan> paidPlan() {
    return plan().filter(plan -> billing().term().filter(plan::isPaidBy).isPresent());
  }
}
