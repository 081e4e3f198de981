package dev.drawdown.domain.catalog;

import dev.drawdown.domain.Credits;
import java.util.Optional;

/// Something that gives credits period by period.
///
/// Without `allowance` the size is agreed with each customer and comes with the payment. `pool`
/// plans are held by a pool, all others by an account.
public record Plan(
    PlanId id,
    String name,
    Period period,
    Optional<Allowance> allowance,
    Credits renewalBonus,
    boolean pool,
    Optional<Price> price,
    Optional<String> stripePrice) {

  public Plan {
    if (allowance.isEmpty() && !(period instanceof Period.BillingCycle)) {
      throw new IllegalArgumentException(
          "only a plan by billing cycle may leave credits open: " + id);
    }
    if (!renewalBonus.isNone() && !(period instanceof Period.BillingCycle)) {
      throw new IllegalArgumentException("only a plan by billing cycle has renewals: " + id);
    }
  }

  /// Whether an account gets this plan by paying for it.
  public boolean isSoldToAccounts() {
    return !pool && period instanceof Period.BillingCycle;
  }
}
