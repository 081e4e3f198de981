package dev.drawdown.adapters.store;

import java.time.Duration;
import java.util.function.LongSupplier;

/// Until when one invocation begins something new. What it leaves, the next invocation finds.
///
/// A deadline comes before the function's own timeout, so that what was begun in time also ends in
/// time.
@FunctionalInterface
public interface Deadline {
  boolean isOver();

  /// Is over `limit` from now on, by a clock that counts nanoseconds.
  static Deadline after(Duration limit, LongSupplier nanoTime) {
    long startedAt = nanoTime.getAsLong();
    return () -> nanoTime.getAsLong() - startedAt >= limit.toNanos();
  }
}
