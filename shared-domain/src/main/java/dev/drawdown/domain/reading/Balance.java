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

/// The balance that the owner of an account or a pool sees.
///
/// `plans` has the displayed plan first. `buckets` are in draw order, and `frozen` lists the frozen
/// ones. `pool` is the pool that an account is a member of. `total` is the number of credits that
/// can be drawn now. `version` is the number of the last entry; for a pool, the number of entries
/// of all its ledgers.
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

  /// A plan that runs or is in grace, with the end of its paid time, and the time of its
  /// cancellation if one is known.
  public record ShownPlan(PlanId id, Optional<Instant> periodEnd, Optional<Instant> cancelsAt) {}

  /// The displayed plan, if there is one.
  public Optional<ShownPlan> plan() {
    return plans.stream().findFirst();
  }

  /// The used part of the current allowance: `percent` is rounded down, `level` is exact.
  ///
  /// `resetsAt` is the time of the next fresh allowance, if there is one.
  public record Usage(
      Credits used, Credits granted, int percent, UsageLevel level, Optional<Instant> resetsAt) {}
}
