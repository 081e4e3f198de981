package dev.drawdown.adapters.contention;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/// A clock that processes share. It moves only while all of them sleep: it jumps to the instant at
/// which the first one wakes.
///
/// Each process is ordinary blocking code on its own thread, but only one of them runs at a time.
/// Processes that wake at one instant run in the order of their sleep calls. So a run takes no real
/// time for its waits, and always has the same result.
final class VirtualTime {
  private static final Comparator<Sleeper> BY_WAKING =
      Comparator.comparingLong(Sleeper::wakesAt).thenComparingLong(Sleeper::number);

  private final PriorityQueue<Sleeper> sleepers = new PriorityQueue<>(BY_WAKING);
  private long now;
  private long slept;

  /// A process that waits for its turn.
  private record Sleeper(long wakesAt, long number, Semaphore turn) {
    void waitForTurn() {
      turn.acquireUninterruptibly();
    }
  }

  /// The nanoseconds since the clock was made.
  long nanoTime() {
    return now;
  }

  /// Lets other processes run until `duration` has passed. Only processes of [#run] call it.
  void sleep(Duration duration) {
    Sleeper sleeper = sleeperFor(duration);
    wakeNext();
    sleeper.waitForTurn();
  }

  /// Runs all processes from now on, and returns when the last one has ended.
  void run(List<Runnable> processes) {
    List<Future<?>> running = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Runnable process : processes) {
        Sleeper start = sleeperFor(Duration.ZERO);
        running.add(threads.submit(() -> runInTurn(start, process)));
      }
      wakeNext();
    }
    running.forEach(VirtualTime::requireEnded);
  }

  private void runInTurn(Sleeper start, Runnable process) {
    start.waitForTurn();
    try {
      process.run();
    } finally {
      wakeNext();
    }
  }

  private Sleeper sleeperFor(Duration duration) {
    Sleeper sleeper = new Sleeper(now + duration.toNanos(), slept++, new Semaphore(0));
    sleepers.add(sleeper);
    return sleeper;
  }

  private void wakeNext() {
    Sleeper next = sleepers.poll();
    if (next != null) {
      now = next.wakesAt();
      next.turn().release();
    }
  }

  private static void requireEnded(Future<?> process) {
    try {
      process.get();
    } catch (ExecutionException failed) {
      throw new AssertionError("a process failed", failed.getCause());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while processes run", interrupted);
    }
  }
}
