package dev.drawdown.monthlyreset;

import dev.drawdown.adapters.bus.BusEvent;
import dev.drawdown.adapters.json.Json;
import dev.drawdown.adapters.json.JsonObject;
import dev.drawdown.adapters.json.JsonProblem;
import dev.drawdown.adapters.store.DueShard;
import java.time.Instant;
import java.util.Map;

/// What this function is called for, in the envelope in which EventBridge delivers events.
///
/// Fields of the envelope that aren't asked for are AWS's own and may be any; the detail is ours.
sealed interface SweepEvent {
  /// It is time to look: all shards are to be called.
  record Tick() implements SweepEvent {}

  /// A shard is called: what is due in it is to be advanced.
  record ShardCall(DueShard shard) implements SweepEvent {
    BusEvent at(Instant now) {
      return new BusEvent(SOURCE, SHARD, now, Json.write(Map.of("shard", shard.number())));
    }
  }

  /// Not that of the events which others listen to.
  String SOURCE = "drawdown.sweep";

  String TICK = "SweepTick";
  String SHARD = "SweepShard";

  /// Throws a [JsonProblem] where it is neither.
  static SweepEvent read(byte[] utf8) {
    JsonObject event = JsonObject.parse(utf8);
    if (!event.text("source").equals(SOURCE)) {
      throw event.problem("source", "must be " + SOURCE);
    }
    JsonObject detail = event.object("detail");
    SweepEvent read =
        switch (event.text("detail-type")) {
          case TICK -> new Tick();
          case SHARD -> new ShardCall(shard(detail));
          default -> throw event.problem("detail-type", "must be " + TICK + " or " + SHARD);
        };
    detail.requireNoMore();
    return read;
  }

  private static DueShard shard(JsonObject detail) {
    return new DueShard((int) detail.number("shard", 0, DueShard.COUNT - 1));
  }
}
