package dev.drawdown.publishing;

import dev.drawdown.adapters.bus.EventBus;
import dev.drawdown.adapters.bus.EventBus.PutOutcome;
import dev.drawdown.adapters.store.Deadline;
import dev.drawdown.adapters.store.Jitter;
import dev.drawdown.adapters.store.Jitter.Pause;
import dev.drawdown.publishing.EntryReader.PublishableEntry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Puts entries on the bus in order. If a call fails in part, it retries the failed entries with
/// full jitter, until a deadline.
final class BusWriter {
  /// The time in which one invocation begins new calls: a third of the function's timeout.
  static final Duration LIMIT = Duration.ofSeconds(20);

  private static final Jitter AFTER_FAILURE =
      Jitter.between(Duration.ofMillis(50), Duration.ofSeconds(1));

  /// A throttled bus needs longer pauses than a failed one.
  private static final Jitter AFTER_THROTTLING =
      Jitter.between(Duration.ofMillis(200), Duration.ofSeconds(4));

  private final EventBus bus;
  private final Deadline deadline;
  private final Pause pause;
  private final List<PublishableEntry> left = new ArrayList<>();
  private final List<UnpublishableEntries> refused = new ArrayList<>();
  private boolean throttled;
  private String trouble = "the deadline has passed";

  private BusWriter(EventBus bus, Deadline deadline, Pause pause) {
    this.bus = bus;
    this.deadline = deadline;
    this.pause = pause;
  }

  /// The result. `refused` are the entries that the bus won't take. `left`, in order, are the
  /// entries that it doesn't have at the deadline, because of `trouble`.
  record Result(List<PublishableEntry> left, List<UnpublishableEntries> refused, String trouble) {
    Result {
      left = List.copyOf(left);
      refused = List.copyOf(refused);
    }
  }

  static Result put(
      List<PublishableEntry> publishables, EventBus bus, Deadline deadline, Pause pause) {
    BusWriter writer = new BusWriter(bus, deadline, pause);
    List<List<PublishableEntry>> batches = batches(publishables);
    for (int batch = 0; batch < batches.size(); batch++) {
      // Tries the first batch even after the deadline, so that repeated invocations make progress.
      if (writer.left.isEmpty() && (batch == 0 || !deadline.isOver())) {
        writer.put(batches.get(batch));
      } else {
        writer.left.addAll(batches.get(batch));
      }
    }
    return new Result(writer.left, writer.refused, writer.trouble);
  }

  /// Splits the entries into batches of the size of one call, in order.
  static List<List<PublishableEntry>> batches(List<PublishableEntry> publishables) {
    List<List<PublishableEntry>> batches = new ArrayList<>();
    List<PublishableEntry> batch = new ArrayList<>();
    int bytes = 0;
    for (PublishableEntry publishable : publishables) {
      int more = publishable.event().bytes();
      if (batch.size() == EventBus.MAX_EVENTS || bytes + more > EventBus.MAX_BYTES) {
        batches.add(batch);
        batch = new ArrayList<>();
        bytes = 0;
      }
      batch.add(publishable);
      bytes += more;
    }
    if (!batch.isEmpty()) {
      batches.add(batch);
    }
    return batches;
  }

  private void put(List<PublishableEntry> batch) {
    List<PublishableEntry> again = attempt(batch);
    for (int retry = 1; !again.isEmpty() && !deadline.isOver(); retry++) {
      pause.pause((throttled ? AFTER_THROTTLING : AFTER_FAILURE).before(retry));
      again = attempt(again);
    }
    left.addAll(again);
  }

  /// Makes one call. Returns the entries to retry.
  private List<PublishableEntry> attempt(List<PublishableEntry> batch) {
    List<PutOutcome> outcomes = bus.put(batch.stream().map(PublishableEntry::event).toList());
    List<PublishableEntry> again = new ArrayList<>();
    throttled = outcomes.contains(new PutOutcome.Throttled());
    for (int index = 0; index < batch.size(); index++) {
      PublishableEntry publishable = batch.get(index);
      switch (outcomes.get(index)) {
        case PutOutcome.Put _ -> {}
        case PutOutcome.Throttled _ -> failed(publishable, "throttled", again);
        case PutOutcome.Failed(String reason) -> failed(publishable, reason, again);
        case PutOutcome.Refused(String reason) ->
            refused.add(
                new UnpublishableEntries(publishable.entry(), "refused by the bus: " + reason));
      }
    }
    return again;
  }

  private void failed(PublishableEntry publishable, String reason, List<PublishableEntry> again) {
    trouble = reason;
    again.add(publishable);
  }
}
