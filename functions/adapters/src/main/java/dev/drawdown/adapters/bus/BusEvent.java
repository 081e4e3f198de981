package dev.drawdown.adapters.bus;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;

/// An event on its way to the bus: who tells, what happened, when, and the rest as the text of a
/// JSON object.
public record BusEvent(String source, String type, Instant at, String detail) {
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
