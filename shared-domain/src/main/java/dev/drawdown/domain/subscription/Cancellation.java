package dev.drawdown.domain.subscription;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/// What was told last of a planned end: `at` is when, empty where it was withdrawn or never
/// planned.
///
/// Planning and withdrawing don't commute, so the provider's own order counts: by when it was
/// `created`, then by the event's name.
public record Cancellation(Instant created, ProviderEventId event, Optional<Instant> at) {
  private static final Comparator<Cancellation> LAST =
      Comparator.comparing(Cancellation::created).thenComparing(Cancellation::event);

  Cancellation join(Cancellation other) {
    return LAST.compare(this, other) >= 0 ? this : other;
  }
}
