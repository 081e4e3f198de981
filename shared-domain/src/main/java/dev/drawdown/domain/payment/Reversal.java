package dev.drawdown.domain.payment;

/// A refund or a dispute of `amount`, in the currency's minor unit, out of a payment's `total`.
///
/// Once `reinstated`, by a won dispute or a failed refund, it takes nothing, whatever is told of it
/// later. One that is only known to be reinstated has an amount of 0.
public record Reversal(ReversalId id, long amount, long total, boolean reinstated) {
  public Reversal {
    if (amount < 0 || total < 1) {
      throw new IllegalArgumentException("a reversal takes " + amount + " of " + total);
    }
  }

  public static Reversal taking(ReversalId id, long amount, long total) {
    return new Reversal(id, amount, total, false);
  }

  public static Reversal reinstated(ReversalId id) {
    return new Reversal(id, 0, 1, true);
  }

  /// What two messages about one reversal come to.
  Reversal join(Reversal other) {
    return new Reversal(
        id,
        Math.max(amount, other.amount),
        Math.max(total, other.total),
        reinstated || other.reinstated);
  }
}
