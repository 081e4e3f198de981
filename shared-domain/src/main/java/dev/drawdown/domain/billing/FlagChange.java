package dev.drawdown.domain.billing;

import dev.drawdown.domain.subscription.ProviderEventId;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/// One statement about the time at which a subscription's cancellation or pause takes effect: `at`,
/// or empty if none is planned.
///
/// `before` is the state until this change, as the provider states it. It equals `at` if the event
/// repeats the present state. `created` has a resolution of one second, so several changes may
/// share it; `before` then shows their order.
public record FlagChange(
    Instant created, ProviderEventId event, Optional<Instant> before, Optional<Instant> at)
    implements Comparable<FlagChange> {
  private static final Comparator<FlagChange> ORDER =
      Comparator.comparing(FlagChange::created)
          .thenComparing(FlagChange::event)
          .thenComparing(change -> change.before().orElse(Instant.MIN))
          .thenComparing(change -> change.at().orElse(Instant.MIN));

  /// Whether the event repeats the present state, and changes nothing that the provider knows.
  boolean repeats() {
    return before.equals(at);
  }

  @Override
  public int compareTo(FlagChange other) {
    return ORDER.compare(this, other);
  }
}
