package dev.drawdown.adapters.hotpool;

import dev.drawdown.domain.charge.ChargeResult;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/// `calls` calls, `atOnce` of them at the same time.
record Rush(int calls, int atOnce) {
  /// The work of one call.
  @FunctionalInterface
  interface Call<T> {
    T make(int number) throws Exception;
  }

  <T> List<T> of(Call<T> call) throws Exception {
    Semaphore room = new Semaphore(atOnce);
    List<Future<T>> answers = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int number = 0; number < calls; number++) {
        int each = number;
        answers.add(
            threads.submit(
                () -> {
                  room.acquire();
                  try {
                    return call.make(each);
                  } finally {
                    room.release();
                  }
                }));
      }
    }
    List<T> all = new ArrayList<>();
    for (Future<T> answer : answers) {
      all.add(answer.get());
    }
    return all;
  }

  static long charged(List<ChargeResult> results) {
    return results.stream().filter(ChargeResult.Charged.class::isInstance).count();
  }
}
