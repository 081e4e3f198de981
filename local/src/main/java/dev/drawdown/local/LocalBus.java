package dev.drawdown.local;

import dev.drawdown.adapters.bus.BusEvent;
import dev.drawdown.adapters.bus.EventBus;
import dev.drawdown.adapters.bus.PutOutcome;
import dev.drawdown.adapters.json.Json;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// A bus in memory, that tells whoever listens at the time. Nobody who listens can hold it up.
final class LocalBus implements EventBus {
  private final Set<Listener> listeners = ConcurrentHashMap.newKeySet();

  @Override
  public List<PutOutcome> put(List<BusEvent> events) {
    for (BusEvent event : events) {
      String line = line(event);
      listeners.forEach(listener -> listener.hear(line));
    }
    listeners.removeIf(Listener::isBehind);
    return events.stream().<PutOutcome>map(_ -> new PutOutcome.Put()).toList();
  }

  void join(Listener listener) {
    listeners.add(listener);
  }

  void leave(Listener listener) {
    listeners.remove(listener);
  }

  /// The event as one line of JSON: `{"type": ...}` and in the same object its detail.
  private static String line(BusEvent event) {
    String fields = event.detail().substring(event.detail().indexOf('{') + 1);
    return "{\"type\":" + Json.write(event.type()) + (fields.equals("}") ? "" : ",") + fields;
  }
}
