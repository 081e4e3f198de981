package dev.drawdown.domain.reading;

import dev.drawdown.domain.Credits;
import dev.drawdown.domain.Owner;
import dev.drawdown.domain.PoolId;
import dev.drawdown.domain.billing.Standing;
import dev.drawdown.domain.catalog.Plan.PlanId;
import dev.drawdown.domain.catalog.UsageThresholds.UsageLevel;
import dev.drawdown.domain.ledger.Bucket;
import dev.drawdown.domain.wallet.Drawing.Spendable;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What the owner of an account or a pool sees: the plans, that which is shown first; what is held;
/// buckets in the order in which they are drawn, and those that are `frozen`; usage and standing.
///
/// `pool` is the one that an account is a member of. `total` is what could be drawn now. `version`
/// is the number of the last entry; of a pool, how many entries its ledgers have together.
public record Balance(
    Owner owner,
    Standing standing,
    List<ShownPlan> plans,
    Optional<PoolId> pool,
    Credits total,
    Credits held,
    List<Spendable> buckets,
    List<Bucket.Paid> frozen,
    Usage usage,
    long version) {
  public Balance {
    plans = List.copyOf(plans);
    buckets = List.copyOf(buckets);
    frozen = List.copyOf(frozen);
  }

  /// A plan that runs or is in grace: when its paid time ends, and when it is cancelled if that is
  /// known ahead.
  public record ShownPlan(PlanId id, Optional<Instant> periodEnd, Optional<Instant> cancelsAt) {}

  /// The plan that is shown, if there is one.
  public Optional<ShownPlan> plan() {
    return plans.stream().findFirst();
  }

  /// How much of the current allowance is used: `percent` is rounded down, `level` is exact.
  ///
  /// `resetsAt` is when a fresh allowance comes, where one does.
  public record Usage(
      Credits used, Credits granted, int percent, UsageLevel level, Optional<Instant> resetsAt) {}
}
