package dev.drawdown.client;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Runs work on a thread of its own for at most so long.
final class TimedWork {
  private TimedWork() {}

  /// How the work ended.
  sealed interface Ending<T extends @Nullable Object> {}

  record Returned<T extends @Nullable Object>(T value) implements Ending<T> {}

  record Threw<T extends @Nullable Object>(Throwable failure) implements Ending<T> {}

  record RanOutOfTime<T extends @Nullable Object>() implements Ending<T> {}

  /// @throws InterruptedException when the caller was interrupted; so is the work, then
  static <T extends @Nullable Object> Ending<T> run(Work<T, ?> work, Duration timeout)
      throws InterruptedException {
    FutureTask<Returned<T>> task = new FutureTask<>(() -> new Returned<>(work.run()));
    Thread.ofVirtual().name("metered-work").start(task);
    try {
      return ending(task, timeout.toNanos());
    } catch (TimeoutException e) {
      // Work that ends at this very moment can't be cancelled any more: it was in time.
      return task.cancel(true) ? new RanOutOfTime<>() : ended(task);
    } catch (InterruptedException e) {
      task.cancel(true);
      throw e;
    }
  }

  private static <T extends @Nullable Object> Ending<T> ended(FutureTask<Returned<T>> task)
      throws InterruptedException {
    try {
      return ending(task, Long.MAX_VALUE);
    } catch (TimeoutException e) {
      throw new IllegalStateException("an ended task didn't answer", e);
    }
  }

  private static <T extends @Nullable Object> Ending<T> ending(
      FutureTask<Returned<T>> task, long nanos) throws InterruptedException, TimeoutException {
    try {
      return task.get(nanos, TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      return new Threw<>(e.getCause() == null ? e : e.getCause());
    }
  }
}
