package dev.drawdown.domain.reading;

import dev.drawdown.domain.Credits;
import dev.drawdown.domain.Owner;
import dev.drawdown.domain.catalog.UsageThresholds.UsageLevel;
import dev.drawdown.domain.ledger.Bucket;
import dev.drawdown.domain.wallet.Drawing.Spendable;
import dev.drawdown.domain.wallet.Standing;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What the owner of an account or a pool sees: buckets in the order in which they are drawn, what
/// is held, the plan, when it is cancelled, its use and the standing. `version` is the number of
/// the last entry; of a pool, how many entries its ledgers have together.
public record Balance(
    Owner owner,
    Standing standing,
    Optional<Bucket.Plan> plan,
    Optional<Instant> cancelsAt,
    Credits total,
    Credits held,
    List<Spendable> buckets,
    Usage usage,
    long version) {

  /// How much of the current allowance is used: `percent` is rounded down, `level` is exact.
  ///
  /// `resetsAt` is when a fresh allowance comes, where one does.
  public record Usage(
      Credits used, Credits granted, int percent, UsageLevel level, Optional<Instant> resetsAt) {}
}
