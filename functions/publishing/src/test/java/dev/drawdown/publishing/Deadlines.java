package dev.drawdown.publishing;

import dev.drawdown.adapters.store.Deadline;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/// Deadlines for tests that pass without waiting.
final class Deadlines {
  private Deadlines() {}

  /// Each look at the clock takes a second.
  static Deadline everySecond() {
    AtomicLong seconds = new AtomicLong();
    return Deadline.after(
        BusWriter.LIMIT, () -> Duration.ofSeconds(seconds.getAndIncrement()).toNanos());
  }

  /// The second look is after the deadline.
  static Deadline passed() {
    AtomicLong looks = new AtomicLong();
    return Deadline.after(
        BusWriter.LIMIT, () -> looks.getAndIncrement() * BusWriter.LIMIT.toNanos());
  }

  static Deadline never() {
    return () -> false;
  }
}
