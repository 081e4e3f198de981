package dev.drawdown.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Threads that call something in a closed loop, `calls` times in all.
record Load(int threads, int calls) {
  /// What the threads of a load are named by.
  static final String THREAD = "load-";

  /// Prepares the next call of one of the threads. Only the call itself is measured.
  @FunctionalInterface
  interface Caller {
    Runnable next(int thread);

    /// How many calls were refused so far. They did nothing.
    default long refused() {
      return 0;
    }
  }

  /// What callers waited for, in nanoseconds and in ascending order, how many of these calls were
  /// refused, and how long all of it took.
  record Result(List<Long> waits, long refused, double seconds) {
    Result {
      waits = List.copyOf(waits);
    }

    double median() {
      return waits.get(waits.size() / 2);
    }

    double worst() {
      return waits.getLast();
    }

    /// Refused calls don't count.
    double perSecond() {
      return (waits.size() - refused) / seconds;
    }
  }

  Load {
    if (threads < 1 || calls < threads) {
      throw new IllegalArgumentException(
          threads + " threads make at least as many calls: " + calls);
    }
  }

  /// Calls, and waits for all answers. A call that throws ends the measurement.
  Result run(Caller caller) {
    try (ExecutorService executor =
        Executors.newFixedThreadPool(threads, Thread.ofPlatform().name(THREAD, 0).factory())) {
      List<Callable<List<Long>>> loops = new ArrayList<>();
      for (int number = 0; number < threads; number++) {
        int thread = number;
        loops.add(() -> loop(thread, caller));
      }
      long refused = caller.refused();
      long start = System.nanoTime();
      List<Future<List<Long>>> results = executor.invokeAll(loops);
      double seconds = (System.nanoTime() - start) / 1e9;
      List<Long> waits = new ArrayList<>();
      for (Future<List<Long>> result : results) {
        waits.addAll(result.get());
      }
      waits.sort(null);
      return new Result(waits, caller.refused() - refused, seconds);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", interrupted);
    } catch (ExecutionException failed) {
      throw new IllegalStateException("a call failed", failed.getCause());
    }
  }

  private List<Long> loop(int thread, Caller caller) {
    List<Long> waits = new ArrayList<>();
    for (int call = 0; call < calls / threads; call++) {
      Runnable next = caller.next(thread);
      long start = System.nanoTime();
      next.run();
      waits.add(System.nanoTime() - start);
    }
    return waits;
  }
}
