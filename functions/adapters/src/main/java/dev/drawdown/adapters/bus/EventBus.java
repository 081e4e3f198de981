package dev.drawdown.adapters.bus;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.List;

/// The bus that delivers events to consumers: each at least once, in any order.
public interface EventBus {
  /// The largest number of events in one call.
  int MAX_EVENTS = 10;

  /// The largest size of one call in bytes, as [BusEvent#bytes()] counts them. One call takes less
  /// than 256 KB.
  int MAX_BYTES = 256 * 1024 - 1;

  /// Puts as many events as one call takes, and returns the outcome of each in the same order.
  List<PutOutcome> put(List<BusEvent> events);

  /// An event on its way to the bus: its source, type and time, and its detail as the text of a
  /// JSON object.
  record BusEvent(String source, String type, Instant at, String detail) {
    private static final int TIME_BYTES = 14;

    /// Its size as EventBridge counts it: 14 bytes for the time, plus source, type and detail in
    /// UTF-8.
    public int bytes() {
      return TIME_BYTES + utf8(source) + utf8(type) + utf8(detail);
    }

    private static int utf8(String text) {
      return text.getBytes(UTF_8).length;
    }
  }

  /// The outcome of putting one event on the bus.
  sealed interface PutOutcome {
    /// The bus has the event and will deliver it.
    record Put() implements PutOutcome {}

    /// The bus doesn't have the event, because it got too many in this time. The caller may try
    /// again later.
    record Throttled() implements PutOutcome {}

    /// The bus may not have the event, for `reason`. After a lost answer it may have it. The caller
    /// may try again.
    record Failed(String reason) implements PutOutcome {}

    /// The bus never takes this event, for `reason`.
    record Refused(String reason) implements PutOutcome {}
  }
}
