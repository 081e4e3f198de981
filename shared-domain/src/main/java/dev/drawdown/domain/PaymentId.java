package dev.drawdown.domain;

/// A payment's name at its provider, unique over all accounts.
public record PaymentId(String value) implements Comparable<PaymentId> {
  public PaymentId {
    Identifier.require("payment", value);
  }

  @Override
  public int compareTo(PaymentId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
