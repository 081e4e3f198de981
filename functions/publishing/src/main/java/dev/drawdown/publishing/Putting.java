package dev.drawdown.publishing;

import dev.drawdown.adapters.bus.EventBus;
import dev.drawdown.adapters.bus.PutOutcome;
import dev.drawdown.adapters.store.Jitter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Puts entries on the bus, in order, until they are there: of a call that failed in part only what
/// failed is tried again, with full jitter, until a deadline.
final class Putting {
  private static final Jitter AFTER_FAILURE =
      Jitter.between(Duration.ofMillis(50), Duration.ofSeconds(1));

  /// A bus that is told too much needs longer to have room again than one that failed.
  private static final Jitter AFTER_THROTTLING =
      Jitter.between(Duration.ofMillis(200), Duration.ofSeconds(4));

  private final EventBus bus;
  private final Deadline deadline;
  private final List<Telling> left = new ArrayList<>();
  private final List<Untellable> refused = new ArrayList<>();
  private boolean throttled;
  private String trouble = "the deadline is over";

  private Putting(EventBus bus, Deadline deadline) {
    this.bus = bus;
    this.deadline = deadline;
  }

  /// What came of it: `refused` is what the bus won't take; `left`, in order, is what it doesn't
  /// have at the deadline, because of `trouble`.
  record Result(List<Telling> left, List<Untellable> refused, String trouble) {
    Result {
      left = List.copyOf(left);
      refused = List.copyOf(refused);
    }
  }

  static Result put(List<Telling> tellings, EventBus bus, Deadline deadline) {
    Putting putting = new Putting(bus, deadline);
    List<List<Telling>> batches = Batches.of(tellings);
    for (int batch = 0; batch < batches.size(); batch++) {
      // The first is tried however late it is: whoever is called again and again gets on.
      if (putting.left.isEmpty() && (batch == 0 || !deadline.isOver())) {
        putting.put(batches.get(batch));
      } else {
        putting.left.addAll(batches.get(batch));
      }
    }
    return new Result(putting.left, putting.refused, putting.trouble);
  }

  private void put(List<Telling> batch) {
    List<Telling> again = attempt(batch);
    for (int retry = 1; !again.isEmpty() && !deadline.isOver(); retry++) {
      deadline.pause(retry, throttled ? AFTER_THROTTLING : AFTER_FAILURE);
      again = attempt(again);
    }
    left.addAll(again);
  }

  /// One call; returns what is to be tried again.
  private List<Telling> attempt(List<Telling> batch) {
    List<PutOutcome> outcomes = bus.put(batch.stream().map(Telling::event).toList());
    List<Telling> again = new ArrayList<>();
    throttled = outcomes.contains(new PutOutcome.Throttled());
    for (int index = 0; index < batch.size(); index++) {
      Telling telling = batch.get(index);
      switch (outcomes.get(index)) {
        case PutOutcome.Put _ -> {}
        case PutOutcome.Throttled _ -> failed(telling, "throttled", again);
        case PutOutcome.Failed(String reason) -> failed(telling, reason, again);
        case PutOutcome.Refused(String reason) ->
            refused.add(new Untellable(telling.entry(), "refused by the bus: " + reason));
      }
    }
    return again;
  }

  private void failed(Telling telling, String reason, List<Telling> again) {
    trouble = reason;
    again.add(telling);
  }
}
