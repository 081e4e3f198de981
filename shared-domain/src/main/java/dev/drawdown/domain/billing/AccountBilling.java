package dev.drawdown.domain.billing;

import dev.drawdown.domain.billing.SubscriptionState.Phase;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// All subscriptions of one owner at one instant: the account's standing, its displayed plan, and
/// the time of its next refresh.
///
/// Every subscription counts on its own. The displayed plan is chosen for display only.
public record AccountBilling(List<SubscriptionState> subscriptions) {
  public AccountBilling {
    subscriptions =
        subscriptions.stream()
            .sorted(Comparator.comparing(SubscriptionState::subscription))
            .toList();
  }

  /// Suspended if a subscription is past due and no term of another one runs, waits or is in grace.
  public Standing standing() {
    if (subscriptions.stream().map(SubscriptionState::phase).anyMatch(Phase::isAlive)) {
      return has(Phase.FAILED) ? Standing.GRACE : Standing.ACTIVE;
    }
    return has(Phase.PAST_DUE) ? Standing.SUSPENDED : Standing.ACTIVE;
  }

  private boolean has(Phase phase) {
    return subscriptions.stream().anyMatch(state -> state.phase() == phase);
  }

  /// The plans whose terms run or are in grace: the displayed plan first, then the others.
  public List<PaidBucket> plans() {
    return subscriptions.stream()
        .flatMap(state -> state.buckets().stream())
        .filter(bucket -> bucket.state().isUsable())
        .sorted(PaidBucket.SHOWN_FIRST)
        .toList();
  }

  /// Whether the account has the default plan, if no trial runs and the product has such a plan.
  public boolean allowsDefaultPlan() {
    return plans().isEmpty() && standing() != Standing.SUSPENDED;
  }

  /// The displayed plan, whose usage people see.
  public Optional<PaidBucket> shown() {
    return plans().stream().findFirst();
  }

  /// The time at which the plan is cancelled, paused or ended, if it is known ahead.
  public Optional<Instant> cancelsAt(PaidBucket plan) {
    return subscriptions.stream()
        .filter(state -> state.subscription().equals(plan.name().subscription()))
        .flatMap(state -> state.cancelsAt().stream())
        .findFirst();
  }

  /// The time of the displayed plan's next refill or renewal. Empty in grace, and if no payment is
  /// expected.
  public Optional<Instant> resetsAt() {
    return shown()
        .filter(plan -> plan.state() == PaidBucket.State.RUNNING)
        .flatMap(PaidBucket::refreshesAt);
  }
}
