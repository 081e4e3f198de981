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

  /// Runs `work` under this deadline. Threads that `work` starts aren't under it.
  default <T, X extends Throwable> T during(ScopedValue.CallableOp<T, X> work) throws X {
    return ScopedValue.where(Current.DEADLINE, this).call(work);
  }

  /// Whether the deadline of the current work is over. Work under no deadline has time.
  ///
  /// A store asks this before it repeats a lost read, so its callers need not pass the deadline on.
  static boolean isCurrentOver() {
    return Current.DEADLINE.isBound() && Current.DEADLINE.get().isOver();
  }

  /// A deadline `limit` from now, by a clock that counts nanoseconds.
  static Deadline after(Duration limit, LongSupplier nanoTime) {
    long startedAt = nanoTime.getAsLong();
    return () -> nanoTime.getAsLong() - startedAt >= limit.toNanos();
  }

  /// Holds the deadline of the work that runs on a thread.
  final class Current {
    private static final ScopedValue<Deadline> DEADLINE = ScopedValue.newInstance();

    private Current() {}
  }
}
