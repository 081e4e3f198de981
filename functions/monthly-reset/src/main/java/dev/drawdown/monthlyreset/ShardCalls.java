package dev.drawdown.monthlyreset;

import dev.drawdown.adapters.bus.BusEvent;
import dev.drawdown.adapters.bus.EventBus;
import dev.drawdown.adapters.bus.PutOutcome;
import dev.drawdown.adapters.store.DueShard;
import dev.drawdown.adapters.store.Jitter;
import dev.drawdown.adapters.store.Pause;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Calls every shard, by an event of its own on the bus. Whoever is called twice finds nothing
/// left.
record ShardCalls(EventBus bus, Pause pause, Jitter jitter) {
  /// One call of the bus takes so many events.
  private static final int BATCH = 10;

  private static final int MOST_RETRIES = 5;

  /// Puts all of them, or throws what came of the rest: the next tick calls those, too.
  void callAll(Instant now, SweepDeadline deadline) {
    List<BusEvent> left =
        DueShard.all().stream().map(shard -> new SweepEvent.ShardCall(shard).at(now)).toList();
    for (int retry = 1; ; retry++) {
      List<PutOutcome> troubles = new ArrayList<>();
      left = put(left, troubles);
      if (left.isEmpty()) {
        return;
      }
      if (retry > MOST_RETRIES || deadline.isNear()) {
        throw new IllegalStateException(
            left.size() + " shards weren't called: " + troubles.getFirst());
      }
      pause.pause(jitter.before(retry));
    }
  }

  /// Returns what the bus didn't take, and adds why.
  private List<BusEvent> put(List<BusEvent> events, List<PutOutcome> troubles) {
    List<BusEvent> left = new ArrayList<>();
    for (int first = 0; first < events.size(); first += BATCH) {
      List<BusEvent> batch = events.subList(first, Math.min(first + BATCH, events.size()));
      List<PutOutcome> outcomes = bus.put(batch);
      for (int index = 0; index < batch.size(); index++) {
        if (!(outcomes.get(index) instanceof PutOutcome.Put)) {
          left.add(batch.get(index));
          troubles.add(outcomes.get(index));
        }
      }
    }
    return left;
  }
}
