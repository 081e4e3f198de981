package dev.drawdown.domain.topup;

/// A refund or a dispute of `amount` out of a payment, in the currency's minor unit.
///
/// Once `reinstated`, by a won dispute or a failed refund, it takes nothing, whatever is told of it
/// later. One that is only known to be reinstated has an amount of 0.
public record Reversal(ReversalId id, long amount, boolean reinstated) {
  public Reversal {
    if (amount < 0) {
      throw new IllegalArgumentException("a reversal must not be negative: " + amount);
    }
  }

  public static Reversal taking(ReversalId id, long amount) {
    return new Reversal(id, amount, false);
  }

  public static Reversal reinstated(ReversalId id) {
    return new Reversal(id, 0, true);
  }

  /// What two messages about one reversal come to.
  Reversal join(Reversal other) {
    return new Reversal(id, Math.max(amount, other.amount), reinstated || other.reinstated);
  }
}
