package dev.drawdown.domain.billing;

import java.util.Locale;

/// Whether an account may spend, as people are told. The worst is last.
public enum Standing {
  /// It may.
  ACTIVE,
  /// It may, although the payment of a plan's next period failed.
  GRACE,
  /// It may only draw what the catalog leaves to suspended accounts.
  SUSPENDED;

  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
