package dev.drawdown.adapters.store;

import java.time.Duration;
import java.util.function.LongSupplier;

/// The time until which an invocation may start new work. The next invocation finds the remaining
/// work.
///
/// A deadline comes before the function's own timeout, so work that starts in time also ends in
/// time.
@FunctionalInterface
public interface Deadline {
  boolean isOver();

  /// A deadline `limit` from now, by a clock that counts nanoseconds.
  static Deadline after(Duration limit, LongSupplier nanoTime) {
    long startedAt = nanoTime.getAsLong();
    return () -> nanoTime.getAsLong() - startedAt >= limit.toNanos();
  }
}
