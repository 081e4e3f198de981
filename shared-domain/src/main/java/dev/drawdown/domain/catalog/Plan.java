package dev.drawdown.domain.catalog;

import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.Credits;
import dev.drawdown.domain.Owner;
import dev.drawdown.domain.PoolId;
import java.util.Optional;

/// Something that gives credits period by period.
///
/// Without `allowance` the size is agreed with each customer and comes with the payment. `pool`
/// plans are held by a pool, all others by an account. A pool's allowance is spread over so many
/// `shards`, 1 to 16: more of them carry more charges at once.
public record Plan(
    PlanId id,
    String name,
    Period period,
    Optional<Allowance> allowance,
    Credits renewalBonus,
    boolean pool,
    int shards,
    Optional<Price> price,
    Optional<String> stripePrice) {
  public static final int MAX_SHARDS = PoolId.MAX_WALLETS;

  public Plan {
    if (allowance.isEmpty() && !(period instanceof Period.BillingCycle)) {
      throw new IllegalArgumentException(
          "only a plan by billing cycle may leave credits open: " + id);
    }
    if (!renewalBonus.isNone() && !(period instanceof Period.BillingCycle)) {
      throw new IllegalArgumentException("only a plan by billing cycle has renewals: " + id);
    }
    if (pool && !(period instanceof Period.BillingCycle)) {
      throw new IllegalArgumentException("a pool's plan is paid for by billing cycle: " + id);
    }
    if (shards < 1 || shards > MAX_SHARDS || (shards > 1 && !pool)) {
      throw new IllegalArgumentException("a pool has 1 to 16 shards, an account 1: " + id);
    }
  }

  /// Whether it is had by paying for it.
  public boolean isSold() {
    return period instanceof Period.BillingCycle;
  }

  /// Whether owners of this kind have it by paying for it.
  public boolean isSoldTo(Owner owner) {
    return isSold()
        && switch (owner) {
          case AccountId _ -> !pool;
          case PoolId _ -> pool;
        };
  }
}
