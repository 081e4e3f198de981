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
  /// It is somebody else's sale, or of no interest.
  IGNORED;

  /// The metric that counts these deliveries.
  String metric() {
    return "Events" + name().charAt(0) + label().substring(1);
  }

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
