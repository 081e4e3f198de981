package dev.drawdown.monthlyreset;

import dev.drawdown.adapters.json.Json;
import dev.drawdown.adapters.json.JsonObject;
import dev.drawdown.adapters.json.JsonProblem;
import dev.drawdown.adapters.queue.MessageQueue;
import dev.drawdown.adapters.queue.MessageQueue.Unsent;
import dev.drawdown.adapters.store.Deadline;
import dev.drawdown.adapters.store.DueTimes.DueShard;
import dev.drawdown.adapters.store.Jitter;
import dev.drawdown.adapters.store.Jitter.Pause;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Sends one message for each shard to the queue. A second message for the same shard finds nothing
/// left.
record ShardCalls(MessageQueue queue, Pause pause, Jitter jitter) {
  private static final int MOST_RETRIES = 5;

  /// An event that invokes this function.
  ///
  /// Unknown fields of AWS's envelopes are allowed. The content inside them is Drawdown's own and
  /// has no unknown fields.
  sealed interface SweepEvent {
    /// The schedule's event: the function calls every shard.
    record Tick() implements SweepEvent {}

    /// A shard's message from the queue, one at a time: the function advances what is due in the
    /// shard.
    record ShardCall(DueShard shard) implements SweepEvent {
      /// The message's body.
      String body() {
        return Json.write(Map.of("shard", shard.number()));
      }
    }

    /// The source of sweep events. Events on the bus have another one.
    String SOURCE = "drawdown.sweep";

    String TICK = "SweepTick";

    /// The source of every record from a queue.
    String QUEUE = "aws:sqs";

    /// Throws a [JsonProblem] if it is neither event.
    static SweepEvent read(byte[] utf8) {
      JsonObject event = JsonObject.parse(utf8);
      return event.optionalText("source").isPresent() ? tick(event) : shardCall(event);
    }

    private static Tick tick(JsonObject event) {
      if (!event.text("source").equals(SOURCE)) {
        throw event.problem("source", "must be " + SOURCE);
      }
      if (!event.text("detail-type").equals(TICK)) {
        throw event.problem("detail-type", "must be " + TICK);
      }
      event.object("detail").requireNoMore();
      return new Tick();
    }

    private static ShardCall shardCall(JsonObject event) {
      List<JsonObject> records = event.objects("Records");
      if (records.size() != 1) {
        throw event.problem("Records", "must be one message");
      }
      JsonObject record = records.getFirst();
      if (!record.text("eventSource").equals(QUEUE)) {
        throw record.problem("eventSource", "must be " + QUEUE);
      }
      JsonObject body = JsonObject.parse(record.text("body"));
      DueShard shard = new DueShard((int) body.number("shard", 0, DueShard.COUNT - 1));
      body.requireNoMore();
      return new ShardCall(shard);
    }
  }

  /// Sends a message for each shard. Throws if the queue doesn't take one of them. The next tick
  /// calls that shard, too.
  void callAll(Deadline deadline) {
    List<String> bodies =
        DueShard.all().stream().map(shard -> new SweepEvent.ShardCall(shard).body()).toList();
    for (int retry = 1; ; retry++) {
      List<Unsent> unsent = send(bodies);
      if (unsent.isEmpty()) {
        return;
      }
      if (retry > MOST_RETRIES || deadline.isOver()) {
        throw new IllegalStateException(
            unsent.size() + " shards weren't called: " + unsent.getFirst().reason());
      }
      bodies = unsent.stream().map(Unsent::body).toList();
      pause.pause(jitter.before(retry));
    }
  }

  private List<Unsent> send(List<String> bodies) {
    List<Unsent> unsent = new ArrayList<>();
    for (int first = 0; first < bodies.size(); first += MessageQueue.MAX_BATCH) {
      int end = Math.min(first + MessageQueue.MAX_BATCH, bodies.size());
      unsent.addAll(queue.send(bodies.subList(first, end)));
    }
    return unsent;
  }
}
