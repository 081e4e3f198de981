package dev.drawdown.domain.charge;

import java.util.Locale;

/// What became of a charge, in the API's words.
public enum ChargeStatus {
  CHARGED,
  HELD,
  CAPTURED,
  RELEASED,
  EXPIRED,
  REFUNDED;

  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// Whether its credits are back, or on their way to expire: nothing of it is spent or set aside.
  public boolean isGivenBack() {
    return switch (this) {
      case CHARGED, HELD, CAPTURED -> false;
      case RELEASED, EXPIRED, REFUNDED -> true;
    };
  }
}
