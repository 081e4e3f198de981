package dev.drawdown.domain.renewal;

import dev.drawdown.domain.catalog.Plan.PlanId;
import dev.drawdown.domain.subscription.Cancellation;
import dev.drawdown.domain.subscription.SubscriptionId;
import java.time.Instant;
import java.util.OptionalLong;

/// Something that a payment provider tells of a subscription. Facts commute, and telling one twice
/// is telling it once.
public sealed interface RenewalFact {
  SubscriptionId subscription();

  /// A plan was paid for, for `quantity` people from `start` to `end`, each with `size` credits
  /// where the plan leaves that open; a `renewal` brings the plan's bonus, a first payment or an
  /// upgrade doesn't.
  record PeriodPaid(
      SubscriptionId subscription,
      PlanId plan,
      int quantity,
      OptionalLong size,
      Instant start,
      Instant end,
      boolean renewal)
      implements RenewalFact {}

  /// A payment for the period from `periodStart` failed, perhaps for the last time.
  record PaymentFailed(SubscriptionId subscription, Instant periodStart, boolean last)
      implements RenewalFact {}

  /// The provider has stopped trying to be paid for the period from `periodStart`.
  record GivenUp(SubscriptionId subscription, Instant periodStart) implements RenewalFact {}

  /// A cancellation was planned or withdrawn.
  record CancellationChanged(SubscriptionId subscription, Cancellation cancellation)
      implements RenewalFact {}

  /// The subscription was over from `at` on, and for ever.
  record SubscriptionEnded(SubscriptionId subscription, Instant at) implements RenewalFact {}
}
