package dev.drawdown.domain.catalog;

import dev.drawdown.domain.Credits;
import java.util.Optional;

/// What an account gets without paying.
///
/// `starter` credits come once, with the first charge, and never expire. The `trial` is a plan of
/// fixed length that starts with the first charge. The `defaultPlan` is what every account has that
/// holds no other plan.
public record FreeTier(
    Optional<Credits> starter, Optional<PlanId> trial, Optional<PlanId> defaultPlan) {
  public static final FreeTier NONE =
      new FreeTier(Optional.empty(), Optional.empty(), Optional.empty());
}
