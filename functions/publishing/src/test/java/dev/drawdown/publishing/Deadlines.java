package dev.drawdown.publishing;

import dev.drawdown.adapters.store.Pause;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/// Deadlines of tests, that pass without anybody waiting.
final class Deadlines {
  private Deadlines() {}

  /// Each look at the clock takes a second, each pause none.
  static PublishDeadline everySecond() {
    return everySecond(_ -> {});
  }

  static PublishDeadline everySecond(Pause pause) {
    AtomicLong seconds = new AtomicLong();
    return new PublishDeadline(
        () -> Duration.ofSeconds(seconds.getAndIncrement()).toNanos(), pause);
  }

  /// The second look finds it over.
  static PublishDeadline passed() {
    AtomicLong looks = new AtomicLong();
    return new PublishDeadline(
        () -> looks.getAndIncrement() * PublishDeadline.AFTER.toNanos(), _ -> {});
  }

  static PublishDeadline never() {
    return new PublishDeadline(() -> 0, _ -> {});
  }
}
