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

/// Callers of a service at once, and what each of them asked and was answered when.
///
/// A caller doesn't hear every answer: it loses so many percent itself, and others by a service
/// that doesn't know what it did. Then it asks the same again, as clients do.
final class Recorder<C> {
  private static final int MOST_TIMES = 20;

  private final Queue<Operation<C>> history = new ConcurrentLinkedQueue<>();
  private final Service<C> service;
  private final int lostPercent;

  Recorder(Service<C> service, int lostPercent) {
    this.service = service;
    this.lostPercent = lostPercent;
  }

  /// The services that callers ask.
  @FunctionalInterface
  interface Service<C> {
    Heard ask(C call, Random random) throws Exception;
  }

  /// What a caller heard of its call.
  sealed interface Heard {
    /// An answer, as a [Model] writes it.
    record Answer(String text) implements Heard {}

    /// Nothing that says whether the call was carried out.
    record Nothing() implements Heard {}

    /// The service is busy, and the call changed nothing.
    record Busy() implements Heard {}
  }

  /// Has each caller ask its calls one after the other, all callers at once. Returns all that was
  /// recorded so far.
  List<Operation<C>> record(long seed, List<List<C>> callers) throws Exception {
    List<Future<Integer>> asking = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int caller = 0; caller < callers.size(); caller++) {
        Random random = new Random(31 * seed + caller);
        List<C> calls = callers.get(caller);
        asking.add(threads.submit(() -> askAll(calls, random)));
      }
    }
    for (Future<Integer> caller : asking) {
      caller.get();
    }
    return List.copyOf(history);
  }

  private int askAll(List<C> calls, Random random) throws Exception {
    for (C call : calls) {
      askUntilHeard(call, random);
    }
    return calls.size();
  }

  private void askUntilHeard(C call, Random random) throws Exception {
    for (int times = 0; times < MOST_TIMES; times++) {
      if (ask(call, random)) {
        return;
      }
    }
    throw new AssertionError("never answered: " + call);
  }

  /// Returns whether the caller heard an answer.
  private boolean ask(C call, Random random) throws Exception {
    boolean deaf = random.nextInt(100) < lostPercent;
    long invokedAt = System.nanoTime();
    Heard heard = service.ask(call, random);
    long returnedAt = System.nanoTime();
    Optional<Operation<C>> seen =
        switch (heard) {
          case Heard.Answer _ when deaf -> Optional.of(Operation.lost(call, invokedAt));
          case Heard.Answer(var text) ->
              Optional.of(Operation.answered(call, text, invokedAt, returnedAt));
          case Heard.Nothing _ -> Optional.of(Operation.lost(call, invokedAt));
          case Heard.Busy _ -> Optional.empty();
        };
    seen.ifPresent(history::add);
    return seen.flatMap(Operation::answer).isPresent();
  }
}
