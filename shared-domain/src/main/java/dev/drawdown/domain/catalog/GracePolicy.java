package dev.drawdown.domain.catalog;

import java.time.Duration;
import java.util.Set;

/// What a product allows those who haven't paid for their plan's next period: to go on for `grace`,
/// and then, suspended, to draw only buckets of the kinds `suspendedDraws`.
public record GracePolicy(Duration grace, Set<BucketKind> suspendedDraws) {
  public static final GracePolicy STANDARD = new GracePolicy(Duration.ofDays(14), Set.of());

  public GracePolicy {
    suspendedDraws = Set.copyOf(suspendedDraws);
    if (grace.isNegative() || grace.compareTo(Duration.ofDays(366)) > 0) {
      throw new IllegalArgumentException("grace must be 0 to 366 days: " + grace);
    }
  }
}
