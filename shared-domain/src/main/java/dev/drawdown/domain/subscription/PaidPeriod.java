package dev.drawdown.domain.subscription;

import dev.drawdown.domain.Credits;
import dev.drawdown.domain.catalog.Plan.PlanId;
import java.time.Instant;
import java.util.Comparator;

/// What a payment bought: a plan for `quantity` people until `end`, and the `credits` it came with,
/// a renewal's bonus included.
///
/// A period is named by its end: an upgrade within it is paid from the day of the upgrade on. So
/// `start` is when the last of what was paid for the period began.
public record PaidPeriod(PlanId plan, int quantity, Credits credits, Instant start, Instant end) {
  public static final int MAX_QUANTITY = 1_000_000;

  /// Of different periods the one that starts latest counts.
  static final Comparator<PaidPeriod> LATEST =
      Comparator.comparing(PaidPeriod::start).thenComparing(PaidPeriod::end);

  /// Of payments for one period the one that brought most credits counts.
  private static final Comparator<PaidPeriod> LARGEST =
      Comparator.comparing(PaidPeriod::credits)
          .thenComparing(period -> period.plan().value())
          .thenComparingInt(PaidPeriod::quantity);

  public PaidPeriod {
    if (quantity < 1 || quantity > MAX_QUANTITY) {
      throw new IllegalArgumentException("quantity must be 1 to " + MAX_QUANTITY + ": " + quantity);
    }
    if (!start.isBefore(end)) {
      throw new IllegalArgumentException("a period must not end before it starts: " + end);
    }
  }

  /// Whether both are the same grant, whenever it was paid for.
  public boolean grantsAs(PaidPeriod other) {
    return plan.equals(other.plan)
        && quantity == other.quantity
        && credits.equals(other.credits)
        && end.equals(other.end);
  }

  /// What two payments for one period come to.
  PaidPeriod join(PaidPeriod other) {
    PaidPeriod largest = LARGEST.compare(this, other) >= 0 ? this : other;
    Instant latest = start.isAfter(other.start) ? start : other.start;
    return new PaidPeriod(largest.plan, largest.quantity, largest.credits, latest, end);
  }
}
