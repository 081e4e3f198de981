package dev.drawdown.local.stripe;

import dev.drawdown.domain.subscription.PaidPeriod;
import dev.drawdown.domain.subscription.SubscriptionId;
import java.util.Optional;

/// What the service knows of a subscription: the period that was paid for, with its plan.
@FunctionalInterface
public interface PaidBefore {
  Optional<PaidPeriod> of(SubscriptionId subscription);
}
