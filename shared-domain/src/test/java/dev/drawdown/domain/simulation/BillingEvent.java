package dev.drawdown.domain.simulation;

import java.time.Instant;
import java.util.Optional;

/// A fact about a pool's subscription, in plain words and numbers.
public sealed interface BillingEvent {
  String subscription();

  /// `credits` counts all `seats`. They are granted once, or again every month.
  record Paid(
      String subscription,
      String plan,
      int seats,
      long credits,
      boolean monthly,
      Instant start,
      Instant end,
      boolean renewal)
      implements BillingEvent {}

  record Failed(String subscription, Instant periodStart, boolean last) implements BillingEvent {}

  record GivenUp(String subscription, Instant periodStart) implements BillingEvent {}

  /// A planned cancellation, or a withdrawn one if `at` is empty.
  record Cancelled(String subscription, Instant created, Optional<Instant> at)
      implements BillingEvent {}

  record Ended(String subscription, Instant at) implements BillingEvent {}
}
