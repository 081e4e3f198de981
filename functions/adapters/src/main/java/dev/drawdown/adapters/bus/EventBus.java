package dev.drawdown.adapters.bus;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
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

  /// An event on its way to the bus: who tells, what happened, when, and the rest as the text of a
  /// JSON object.
  record BusEvent(String source, String type, Instant at, String detail) {
    private static final int TIME_BYTES = 14;

    /// Its size as EventBridge counts it: 14 bytes for the time, and source, type and detail in
    /// UTF-8.
    public int bytes() {
      return TIME_BYTES + utf8(source) + utf8(type) + utf8(detail);
    }

    private static int utf8(String text) {
      return text.getBytes(UTF_8).length;
    }
  }

  /// What came of putting one event on the bus.
  sealed interface PutOutcome {
    /// The bus has it and will deliver it.
    record Put() implements PutOutcome {}

    /// More was put than the bus takes in this time. It doesn't have this one; the same may be
    /// tried again, later.
    record Throttled() implements PutOutcome {}

    /// It isn't known to be there, for `reason`; it may be, where the answer was lost. The same may
    /// be tried again.
    record Failed(String reason) implements PutOutcome {}

    /// The bus won't take it, however often it is tried, for `reason`.
    record Refused(String reason) implements PutOutcome {}
  }
}
