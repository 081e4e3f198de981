package dev.drawdown.domain.billing;

import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.domain.catalog.Catalog.GracePolicy;
import dev.drawdown.domain.catalog.Plan;
import dev.drawdown.domain.catalog.Plan.PlanId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The time for which an unpaid item stays usable: the catalog's rule for all plans, and for single
/// plans.
///
/// A parked payment event shields its account from suspension without a known failure for 30 days.
/// `shieldedUntil` is the end of that time, if an event is parked.
public record BillingPolicy(
    Grace standard, Map<PlanId, Grace> byPlan, Optional<Instant> shieldedUntil) {
  /// The time for which a parked event shields its account, from its first delivery.
  public static final Duration SHIELD = Duration.ofDays(30);

  public BillingPolicy {
    byPlan = Map.copyOf(byPlan);
  }

  /// An item stays usable for `full` after its term's end, or for `minimum` if the provider has
  /// given up. The `minimum` is never longer than `full`.
  public record Grace(Duration full, Duration minimum) {
    public static final Duration MAX = Duration.ofDays(366);

    public Grace {
      if (full.isNegative() || full.compareTo(MAX) > 0) {
        throw new IllegalArgumentException("grace must be 0 to " + MAX.toDays() + " days: " + full);
      }
      if (minimum.isNegative()) {
        throw new IllegalArgumentException("minimumGrace must not be negative: " + minimum);
      }
      minimum = minimum.compareTo(full) < 0 ? minimum : full;
    }
  }

  /// The policy of `catalog`. A plan's own setting overrides the catalog's.
  public static BillingPolicy of(Catalog catalog) {
    GracePolicy all = catalog.gracePolicy();
    Map<PlanId, Grace> byPlan = new HashMap<>();
    for (Plan plan : catalog.plans().values()) {
      if (plan.grace().isPresent() || plan.minimumGrace().isPresent()) {
        Grace own =
            new Grace(
                plan.grace().orElse(all.grace()), plan.minimumGrace().orElse(all.minimumGrace()));
        byPlan.put(plan.id(), own);
      }
    }
    return new BillingPolicy(new Grace(all.grace(), all.minimumGrace()), byPlan, Optional.empty());
  }

  /// This policy for an account with a parked event that was first delivered at `delivered`. Of
  /// several events, the one whose first delivery is latest counts.
  public BillingPolicy shieldedBy(Instant delivered) {
    Instant until = delivered.plus(SHIELD);
    Optional<Instant> later = shieldedUntil.filter(until::isBefore);
    return new BillingPolicy(standard, byPlan, later.or(() -> Optional.of(until)));
  }

  Grace grace(PlanId plan) {
    return byPlan.getOrDefault(plan, standard);
  }

  boolean shieldsAt(Instant now) {
    return shieldedUntil.filter(now::isBefore).isPresent();
  }
}
