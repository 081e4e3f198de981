package dev.drawdown.renewalwebhook;

import java.util.Locale;

/// The outcome of a delivery, as the webhook answers it. After each of these the provider doesn't
/// send the event again.
enum Delivered {
  /// It had its effect.
  APPLIED,
  /// All of it was known.
  KNOWN,
  /// It is kept whole until an operator decides.
  PARKED,
  /// It is somebody else's, or of no interest.
  IGNORED;

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
