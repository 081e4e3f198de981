package dev.drawdown.publishing;

import dev.drawdown.adapters.bus.EventBus;
import java.util.ArrayList;
import java.util.List;

/// Splits what is to be put into as much as one call takes, in order.
final class Batches {
  private Batches() {}

  static List<List<PublishableEntry>> of(List<PublishableEntry> publishables) {
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
}
