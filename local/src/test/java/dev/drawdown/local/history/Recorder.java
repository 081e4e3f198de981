package dev.drawdown.local.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Concurrent callers of a service, with the times of their calls and answers.
///
/// A caller doesn't receive every answer. It loses some percent itself, and others by a service
/// that doesn't know its outcome. Then it retries the same call, as clients do.
final class Recorder<C> {
  private static final int MOST_TIMES = 100;

  private final Queue<Operation<C>> history = new ConcurrentLinkedQueue<>();
  private final Service<C> service;
  private final int lostPercent;

  Recorder(Service<C> service, int lostPercent) {
    this.service = service;
    this.lostPercent = lostPercent;
  }

  /// The services that callers use.
  @FunctionalInterface
  interface Service<C> {
    Observation ask(C call, Random random) throws Exception;
  }

  /// The caller's knowledge of its call.
  sealed interface Observation {
    /// An answer, as a [Model] writes it.
    record Answer(String text) implements Observation {}

    /// No answer, so the call may have taken effect or not.
    record Nothing() implements Observation {}

    /// The service is busy, and the call changed nothing.
    record Busy() implements Observation {}
  }

  /// Makes callers run the rounds one after the other. In a round, each caller makes its calls in
  /// order, all callers at once. Returns everything recorded so far.
  List<Operation<C>> record(long seed, List<List<List<C>>> rounds) throws Exception {
    List<Random> randoms = new ArrayList<>();
    for (List<List<C>> callers : rounds) {
      while (randoms.size() < callers.size()) {
        randoms.add(new Random(31 * seed + randoms.size()));
      }
      askAtOnce(callers, randoms);
    }
    return List.copyOf(history);
  }

  private void askAtOnce(List<List<C>> callers, List<Random> randoms) throws Exception {
    List<Future<Integer>> asking = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int caller = 0; caller < callers.size(); caller++) {
        Random random = randoms.get(caller);
        List<C> calls = callers.get(caller);
        asking.add(threads.submit(() -> askAll(calls, random)));
      }
    }
    for (Future<Integer> caller : asking) {
      caller.get();
    }
  }

  private int askAll(List<C> calls, Random random) throws Exception {
    for (C call : calls) {
      askUntilAnswered(call, random);
    }
    return calls.size();
  }

  private void askUntilAnswered(C call, Random random) throws Exception {
    for (int times = 0; times < MOST_TIMES; times++) {
      if (ask(call, random)) {
        return;
      }
    }
    throw new AssertionError("never answered: " + call);
  }

  /// Returns whether the caller received an answer.
  private boolean ask(C call, Random random) throws Exception {
    boolean deaf = random.nextInt(100) < lostPercent;
    long invokedAt = System.nanoTime();
    Observation observed = service.ask(call, random);
    long returnedAt = System.nanoTime();
    Optional<Operation<C>> seen =
        switch (observed) {
          case Observation.Answer _ when deaf -> Optional.of(Operation.lost(call, invokedAt));
          case Observation.Answer(var text) ->
              Optional.of(Operation.answered(call, text, invokedAt, returnedAt));
          case Observation.Nothing _ -> Optional.of(Operation.lost(call, invokedAt));
          case Observation.Busy _ -> Optional.empty();
        };
    seen.ifPresent(history::add);
    return seen.flatMap(Operation::answer).isPresent();
  }
}
