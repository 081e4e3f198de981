package dev.drawdown.publishing;

import dev.drawdown.adapters.store.Pause;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/// Deadlines of tests, that pass without anybody waiting.
final class Deadlines {
  private Deadlines() {}

  /// Each look at the clock takes a second, each pause none.
  static Deadline everySecond() {
    return everySecond(_ -> {});
  }

  static Deadline everySecond(Pause pause) {
    AtomicLong seconds = new AtomicLong();
    return new Deadline(() -> Duration.ofSeconds(seconds.getAndIncrement()).toNanos(), pause);
  }

  /// The second look finds it over.
  static Deadline passed() {
    AtomicLong looks = new AtomicLong();
    return new Deadline(() -> looks.getAndIncrement() * Deadline.AFTER.toNanos(), _ -> {});
  }

  static Deadline never() {
    return new Deadline(() -> 0, _ -> {});
  }
}
