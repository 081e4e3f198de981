package dev.drawdown.domain;

/// The provider's id of a payment, unique over all accounts.
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
