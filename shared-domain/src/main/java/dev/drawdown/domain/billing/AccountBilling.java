package dev.drawdown.domain.billing;

import dev.drawdown.domain.billing.SubscriptionState.Phase;
import dev.drawdown.domain.subscription.SubscriptionId;
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

  /// The reason why the account is active and wasn't in `before`. A plan works again, because it
  /// was paid or its payment may be parked. Otherwise it is what happened to the unpaid plan.
  public BucketReason activeSince(AccountBilling before) {
    boolean restored =
        before.standing() == Standing.GRACE
            ? plans().stream().anyMatch(plan -> !before.hasPaid(plan.name()))
            : subscriptions.stream().map(SubscriptionState::phase).anyMatch(Phase::isAlive);
    return restored ? BucketReason.RESTORED : fate(before.unpaid());
  }

  private boolean hasPaid(PaidBucket.Name name) {
    return plans().stream()
        .anyMatch(plan -> plan.name().equals(name) && plan.state() != PaidBucket.State.FAILED);
  }

  private Optional<SubscriptionId> unpaid() {
    Phase phase = standing() == Standing.GRACE ? Phase.FAILED : Phase.PAST_DUE;
    return subscriptions.stream()
        .filter(state -> state.phase() == phase)
        .map(SubscriptionState::subscription)
        .findFirst();
  }

  private BucketReason fate(Optional<SubscriptionId> unpaid) {
    return subscriptions.stream()
        .filter(state -> unpaid.filter(state.subscription()::equals).isPresent())
        .map(state -> state.phase() == Phase.NONE ? state.goneBecause() : BucketReason.UNPAID)
        .findFirst()
        .orElse(BucketReason.PLAN_ENDED);
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
