package dev.drawdown.domain.billing;

import dev.drawdown.domain.subscription.SubscriptionId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The effect of a subscription for one owner at one instant.
///
/// `phase` is the effect on the account's standing. `cancelsAt` is the time of a cancellation, a
/// pause or an end that is known ahead. `goneBecause` is the reason for the removal of buckets that
/// aren't listed any more.
public record SubscriptionState(
    SubscriptionId subscription,
    Phase phase,
    List<PaidBucket> buckets,
    Optional<Instant> cancelsAt,
    BucketReason goneBecause) {

  /// The effect of a subscription on the account's standing, worst last.
  public enum Phase {
    /// Nothing of it concerns the owner: it was never paid, belongs to another owner, or was
    /// cancelled or ended.
    NONE,
    /// A term runs, waits or is in grace.
    ALIVE,
    /// A term runs, waits or is in grace, and the payment for an item in grace has failed.
    FAILED,
    /// No term runs, waits or is in grace, and the subscription hasn't ended.
    PAST_DUE;

    boolean isAlive() {
      return this == ALIVE || this == FAILED;
    }
  }

  public SubscriptionState {
    buckets = List.copyOf(buckets);
  }

  /// A subscription that is over and whose facts are no longer known.
  public static SubscriptionState over(SubscriptionId subscription) {
    return new SubscriptionState(
        subscription, Phase.NONE, List.of(), Optional.empty(), BucketReason.PLAN_ENDED);
  }

  /// The same state with other buckets.
  public SubscriptionState with(List<PaidBucket> changed) {
    return new SubscriptionState(subscription, phase, changed, cancelsAt, goneBecause);
  }
}
