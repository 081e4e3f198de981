package dev.drawdown.monthlyreset;

import dev.drawdown.adapters.json.Json;
import dev.drawdown.adapters.json.JsonObject;
import dev.drawdown.adapters.json.JsonProblem;
import dev.drawdown.adapters.store.DueShard;
import java.util.List;
import java.util.Map;

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
