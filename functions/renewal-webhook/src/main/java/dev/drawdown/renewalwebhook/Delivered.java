package dev.drawdown.renewalwebhook;

import java.util.Locale;

/// What came of a delivery, as the provider is told. Each of them is the end of it: it need not be
/// sent again.
enum Delivered {
  /// It had its effect.
  APPLIED,
  /// All of it was known.
  KNOWN,
  /// It is kept, whole, for people to look into.
  PARKED,
  /// It is of no interest.
  IGNORED;

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
