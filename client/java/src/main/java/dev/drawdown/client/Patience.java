package dev.drawdown.client;

import java.time.Duration;
import java.util.Optional;

/// How long one call goes on trying: pauses with full jitter that grow up to a bound, until its
/// budget is spent.
///
/// Full jitter spreads callers that met once over the whole pause, so that they don't meet again.
final class Patience {
  static final Duration FIRST_PAUSE = Duration.ofMillis(50);
  static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);
  private static final int MOST_DOUBLINGS = 16;

  private final Timing timing;
  private final Duration budget;
  private final long startedAt;
  private int pauses;

  Patience(Timing timing, Duration budget) {
    this.timing = timing;
    this.budget = budget;
    this.startedAt = timing.nanoTime().getAsLong();
  }

  Duration left() {
    return budget.minusNanos(timing.nanoTime().getAsLong() - startedAt);
  }

  /// Pauses, for at least as long as asked; or answers false at once where no time would be left.
  boolean pause(Optional<Duration> atLeast) throws InterruptedException {
    long bound = Math.min(FIRST_PAUSE.toNanos() << pauses, LONGEST_PAUSE.toNanos());
    pauses = Math.min(pauses + 1, MOST_DOUBLINGS);
    Duration jitter = Duration.ofNanos(timing.random().nextLong(bound));
    Duration pause = atLeast.orElse(Duration.ZERO).plus(jitter);
    if (pause.compareTo(left()) >= 0) {
      return false;
    }
    timing.pause().pause(pause);
    return left().isPositive();
  }
}
