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

/// Calls every shard, by a message of its own in the queue. A shard that is called twice has
/// nothing left the second time.
record ShardCalls(MessageQueue queue, Pause pause, Jitter jitter) {
  private static final int MOST_RETRIES = 5;

  /// What this function is called for.
  ///
  /// Fields of AWS's envelopes that aren't asked for may be any. What is inside them is ours.
  sealed interface SweepEvent {
    /// It is time to look: every shard is called. Scheduler sends this.
    record Tick() implements SweepEvent {}

    /// A shard is called: the function writes down what is due in it. The queue sends this, one
    /// message at a time.
    record ShardCall(DueShard shard) implements SweepEvent {
      /// The message's body.
      String body() {
        return Json.write(Map.of("shard", shard.number()));
      }
    }

    /// Not that of the events on the bus.
    String SOURCE = "drawdown.sweep";

    String TICK = "SweepTick";

    /// The source of every record from a queue.
    String QUEUE = "aws:sqs";

    /// Throws a [JsonProblem] where it is neither.
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

  /// Sends a message for each shard. Throws if the queue doesn't take one of them: the next tick
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
