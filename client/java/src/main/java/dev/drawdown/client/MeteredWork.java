package dev.drawdown.client;

import dev.drawdown.client.DrawdownClient.Work;
import dev.drawdown.client.Metered.Release;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Runs work on a thread of its own, for at most its timeout, and then captures or releases its
/// credits.
record MeteredWork<T extends @Nullable Object, X extends Exception>(
    Work<T, X> work, Duration timeout, ThreadFactory threads) {

  /// @throws X the exception of the work
  /// @throws InterruptedException when the caller was interrupted; the work is interrupted too
  Metered<T> run(CreditHold hold) throws X, InterruptedException {
    FutureTask<Returned<T, X>> task = new FutureTask<>(() -> new Returned<>(work.run()));
    start(task, hold);
    Ending<T, X> ending;
    try {
      ending = endingInTime(task);
    } catch (InterruptedException e) {
      task.cancel(true);
      release(hold, "interrupted", e);
      throw e;
    }
    return ending.close(hold);
  }

  private void start(FutureTask<?> task, CreditHold hold) {
    try {
      threads.newThread(task).start();
    } catch (RuntimeException | Error failure) {
      release(hold, "failed", failure);
      throw failure;
    }
  }

  private Ending<T, X> endingInTime(FutureTask<Returned<T, X>> task) throws InterruptedException {
    try {
      return ending(task, timeout.toNanos());
    } catch (TimeoutException e) {
      // Work that ends at this very moment can't be cancelled any more. It was in time.
      return task.cancel(true) ? new OutOfTime<>() : endingOfEnded(task);
    }
  }

  private Ending<T, X> endingOfEnded(FutureTask<Returned<T, X>> task) throws InterruptedException {
    try {
      return ending(task, Long.MAX_VALUE);
    } catch (TimeoutException e) {
      throw new IllegalStateException("a task that has ended gave no result", e);
    }
  }

  private Ending<T, X> ending(FutureTask<Returned<T, X>> task, long nanos)
      throws InterruptedException, TimeoutException {
    try {
      return task.get(nanos, TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      return new Threw<>(e.getCause() == null ? e : e.getCause());
    }
  }

  /// How the work ended.
  private sealed interface Ending<T extends @Nullable Object, X extends Exception> {
    Metered<T> close(CreditHold hold) throws X;
  }

  private record Returned<T extends @Nullable Object, X extends Exception>(T value)
      implements Ending<T, X> {
    @Override
    public Metered<T> close(CreditHold hold) {
      return new Metered.Completed<>(value, hold.capture());
    }
  }

  private record OutOfTime<T extends @Nullable Object, X extends Exception>()
      implements Ending<T, X> {
    @Override
    public Metered<T> close(CreditHold hold) {
      return new Metered.TimedOut<>(hold.release("timed out"));
    }
  }

  private record Threw<T extends @Nullable Object, X extends Exception>(Throwable failure)
      implements Ending<T, X> {
    @Override
    @SuppressWarnings("unchecked") // The work throws X, or what needs no declaration.
    public Metered<T> close(CreditHold hold) throws X {
      release(hold, "failed", failure);
      if (failure instanceof Error error) {
        throw error;
      }
      throw (X) failure;
    }
  }

  private static void release(CreditHold hold, String reason, Throwable failure) {
    if (hold.release(reason) instanceof Release.Unconfirmed unconfirmed) {
      failure.addSuppressed(new DrawdownException(unconfirmed));
    }
  }
}
