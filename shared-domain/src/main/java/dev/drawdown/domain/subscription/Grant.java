package dev.drawdown.domain.subscription;

import dev.drawdown.domain.Credits;
import dev.drawdown.domain.catalog.Plan.PlanId;
import java.time.Instant;

/// What a payment for a plan brought, kept for ever under its key.
public record Grant(Key key, Credits credits) {
  /// What happens once: a plan for `quantity` people until `end`, by one subscription.
  public record Key(SubscriptionId subscription, Instant end, PlanId plan, int quantity) {}

  public static Grant of(SubscriptionId subscription, PaidPeriod paid) {
    return new Grant(
        new Key(subscription, paid.end(), paid.plan(), paid.quantity()), paid.credits());
  }
}
