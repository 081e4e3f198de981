package dev.drawdown.monthlyreset;

import dev.drawdown.adapters.queue.MessageQueue;
import dev.drawdown.adapters.queue.MessageQueue.Unsent;
import dev.drawdown.adapters.store.DueShard;
import dev.drawdown.adapters.store.Jitter;
import dev.drawdown.adapters.store.Pause;
import java.util.ArrayList;
import java.util.List;

/// Calls every shard, by a message of its own in the queue. A shard that is called twice has
/// nothing left the second time.
record ShardCalls(MessageQueue queue, Pause pause, Jitter jitter) {
  private static final int MOST_RETRIES = 5;

  /// Sends a message for each shard. Throws if the queue doesn't take one of them: the next tick
  /// calls that shard, too.
  void callAll(SweepDeadline deadline) {
    List<String> bodies =
        DueShard.all().stream().map(shard -> new SweepEvent.ShardCall(shard).body()).toList();
    for (int retry = 1; ; retry++) {
      List<Unsent> unsent = send(bodies);
      if (unsent.isEmpty()) {
        return;
      }
      if (retry > MOST_RETRIES || deadline.isNear()) {
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
