package dev.drawdown.domain;

/// The idempotency key of a charge. It stays the charge's id in its account for ever.
public record ChargeId(String value) {
  public ChargeId {
    Identifier.require("charge", value);
  }

  @Override
  public String toString() {
    return value;
  }
}
