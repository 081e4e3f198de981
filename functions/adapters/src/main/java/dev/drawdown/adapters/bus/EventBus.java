package dev.drawdown.adapters.bus;

import java.util.List;

/// Where events are put for whoever listens. It delivers each at least once, and in any order.
public interface EventBus {
  /// One call takes so many events.
  int MAX_EVENTS = 10;

  /// One call takes less than 256 KB: so many bytes, as [BusEvent#bytes()] counts them.
  int MAX_BYTES = 256 * 1024 - 1;

  /// Puts events, no more than one call takes, and says of each, in the same order, what came of
  /// it.
  List<PutOutcome> put(List<BusEvent> events);
}
