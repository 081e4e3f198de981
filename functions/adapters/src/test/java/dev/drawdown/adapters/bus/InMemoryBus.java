package dev.drawdown.adapters.bus;

import dev.drawdown.adapters.bus.EventBus.BusEvent;
import dev.drawdown.adapters.bus.EventBus.PutOutcome;
import dev.drawdown.events.EventSchemas;
import java.util.ArrayList;
import java.util.List;

/// A bus that keeps its events, and refuses an event that violates its schema. Several threads may
/// use it.
public final class InMemoryBus implements EventBus {
  private final List<BusEvent> events = new ArrayList<>();

  @Override
  public synchronized List<PutOutcome> put(List<BusEvent> more) {
    if (more.isEmpty() || more.size() > MAX_EVENTS) {
      throw new AssertionError("a call has 1 to " + MAX_EVENTS + " events: " + more.size());
    }
    if (more.stream().mapToInt(BusEvent::bytes).sum() > MAX_BYTES) {
      throw new AssertionError("a call has too many bytes");
    }
    more.forEach(InMemoryBus::requireValid);
    events.addAll(more);
    return more.stream().<PutOutcome>map(_ -> new PutOutcome.Put()).toList();
  }

  /// All events in the order of arrival.
  public synchronized List<BusEvent> events() {
    return List.copyOf(events);
  }

  private static void requireValid(BusEvent event) {
    List<String> faults = EventSchemas.faults(event.type(), event.detail());
    if (!faults.isEmpty()) {
      throw new AssertionError(event + ": " + faults);
    }
  }
}
