package dev.drawdown.domain.billing;

import dev.drawdown.domain.subscription.SubscriptionId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What a subscription comes to for one owner at one instant.
///
/// `phase` is the state of its worst item that counts. `cancelsAt` is when a cancellation, a pause
/// or an end that is known ahead takes effect. `goneBecause` is why a bucket that isn't listed any
/// more is gone.
public record SubscriptionState(
    SubscriptionId subscription,
    Phase phase,
    List<PaidBucket> buckets,
    Optional<Instant> cancelsAt,
    Why goneBecause) {

  /// How a subscription affects the account's standing, worst last.
  public enum Phase {
    /// Nothing of it concerns the owner: never paid for, gone to another owner, cancelled or ended.
    NONE,
    /// A term runs, waits or is in grace.
    ALIVE,
    /// The same, and the payment for an item in grace has failed.
    FAILED,
    /// Nothing of it runs, waits or is in grace, and it hasn't ended.
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
        subscription, Phase.NONE, List.of(), Optional.empty(), Why.PLAN_ENDED);
  }

  /// The same with other buckets.
  public SubscriptionState with(List<PaidBucket> changed) {
    return new SubscriptionState(subscription, phase, changed, cancelsAt, goneBecause);
  }
}
