package dev.drawdown.domain;

import java.math.BigInteger;

/// A whole number of credits, never negative.
///
/// Arithmetic is exact. A result outside `0..Long.MAX_VALUE` throws an exception; it never wraps
/// around.
public record Credits(long amount) implements Comparable<Credits> {
  public static final Credits NONE = new Credits(0);

  public Credits {
    if (amount < 0) {
      throw new IllegalArgumentException("credits must not be negative: " + amount);
    }
  }

  public static Credits of(long amount) {
    return amount == 0 ? NONE : new Credits(amount);
  }

  public boolean isNone() {
    return amount == 0;
  }

  public Credits plus(Credits other) {
    return of(Math.addExact(amount, other.amount));
  }

  /// Subtracts `other`, which must not exceed this number.
  public Credits minus(Credits other) {
    return of(Math.subtractExact(amount, other.amount));
  }

  /// One of `parts` whole parts that add up to this number. They differ by at most 1, and the
  /// larger ones come first.
  public Credits part(int index, int parts) {
    return of(amount / parts + (index < amount % parts ? 1 : 0));
  }

  public Credits times(long factor) {
    return of(Math.multiplyExact(amount, factor));
  }

  /// This number times `factor`, for comparisons only: the product may exceed the range of credits.
  public BigInteger scaled(long factor) {
    return BigInteger.valueOf(amount).multiply(BigInteger.valueOf(factor));
  }

  public Credits min(Credits other) {
    return amount <= other.amount ? this : other;
  }

  public boolean covers(Credits cost) {
    return amount >= cost.amount;
  }

  @Override
  public int compareTo(Credits other) {
    return Long.compare(amount, other.amount);
  }

  @Override
  public String toString() {
    return Long.toString(amount);
  }
}
