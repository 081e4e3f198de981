package dev.drawdown.domain;

/// The idempotency key under which a charge was made: its id in its account, for ever.
public record ChargeId(String value) {
  public ChargeId {
    Identifier.require("charge", value);
  }

  @Override
  public String toString() {
    return value;
  }
}
