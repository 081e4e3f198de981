package dev.drawdown.publishing;

import dev.drawdown.adapters.bus.EventBus;
import java.util.ArrayList;
import java.util.List;

/// Splits what is to be put into as much as one call takes, in order.
final class Batches {
  private Batches() {}

  static List<List<Telling>> of(List<Telling> tellings) {
    List<List<Telling>> batches = new ArrayList<>();
    List<Telling> batch = new ArrayList<>();
    int bytes = 0;
    for (Telling telling : tellings) {
      int more = telling.event().bytes();
      if (batch.size() == EventBus.MAX_EVENTS || bytes + more > EventBus.MAX_BYTES) {
        batches.add(batch);
        batch = new ArrayList<>();
        bytes = 0;
      }
      batch.add(telling);
      bytes += more;
    }
    if (!batch.isEmpty()) {
      batches.add(batch);
    }
    return batches;
  }
}
