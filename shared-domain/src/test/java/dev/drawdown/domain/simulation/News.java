package dev.drawdown.domain.simulation;

import java.time.Instant;
import java.util.Optional;

/// Something that is told of a pool's subscription, in plain words and numbers.
public sealed interface News {
  String subscription();

  /// `credits` are those of all `seats`. They are granted once, or anew every month.
  record Paid(
      String subscription,
      String plan,
      int seats,
      long credits,
      boolean monthly,
      Instant start,
      Instant end,
      boolean renewal)
      implements News {}

  record Failed(String subscription, Instant periodStart, boolean last) implements News {}

  record GivenUp(String subscription, Instant periodStart) implements News {}

  /// Planned, or withdrawn where there is no `at`.
  record Cancelled(String subscription, Instant told, Optional<Instant> at) implements News {}

  record Ended(String subscription, Instant at) implements News {}
}
