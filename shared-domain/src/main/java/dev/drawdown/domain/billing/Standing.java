package dev.drawdown.domain.billing;

import java.util.Locale;

/// Whether an account may spend, as people see it. The worst is last.
public enum Standing {
  /// The account may spend.
  ACTIVE,
  /// The account may spend, although the payment of a plan's next period failed.
  GRACE,
  /// The account may draw only the buckets that the catalog leaves to suspended accounts.
  SUSPENDED;

  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
