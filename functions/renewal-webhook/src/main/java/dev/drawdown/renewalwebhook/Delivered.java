package dev.drawdown.renewalwebhook;

import java.util.Locale;

/// The outcome of a delivery, as the webhook answers it. After each of these the provider stops
/// sending the event.
enum Delivered {
  /// The event was applied.
  APPLIED,
  /// Everything in it was known.
  KNOWN,
  /// It is stored whole until an operator decides.
  PARKED,
  /// It belongs to another product, or needs no action.
  IGNORED;

  /// The metric that counts these deliveries.
  String metric() {
    return "Events" + name().charAt(0) + label().substring(1);
  }

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
