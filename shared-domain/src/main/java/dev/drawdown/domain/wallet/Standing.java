package dev.drawdown.domain.wallet;

import dev.drawdown.domain.ledger.Reason;
import java.util.Locale;

/// Whether an account may spend, as people are told.
public enum Standing {
  /// It may.
  ACTIVE,
  /// It may, although the payment for the current period failed.
  GRACE,
  /// It may not, but for what the catalog leaves it, until it is paid again.
  SUSPENDED;

  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// What is told where an account comes to this standing.
  public Reason reason() {
    return switch (this) {
      case ACTIVE -> Reason.RESTORED;
      case GRACE -> Reason.PAYMENT_FAILED;
      case SUSPENDED -> Reason.SUSPENDED;
    };
  }
}
