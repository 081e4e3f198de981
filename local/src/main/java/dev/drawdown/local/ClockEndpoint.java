package dev.drawdown.local;

import dev.drawdown.adapters.http.Problem;
import dev.drawdown.adapters.json.JsonObject;
import dev.drawdown.local.DevClock.Reading;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Reads and moves the clock: `{"now": "..."}`, `{"advance": "P1M"}` or `{"resume": true}`.
///
/// `sweep` is accepted and changes nothing yet: no job writes down what fell due, and answers are
/// right without one.
final class ClockEndpoint extends DevEndpoint {
  static final String PATH = "/__dev/clock";

  private final DevClock clock;

  ClockEndpoint(DevClock clock) {
    this.clock = clock;
  }

  @Override
  Map<String, ?> state() {
    return body(clock.read());
  }

  @Override
  Supplier<Map<String, ?>> read(JsonObject order) {
    Optional<String> now = order.optionalText("now");
    Optional<String> advance = order.optionalText("advance");
    boolean resume = order.flag("resume");
    order.flag("sweep");
    if (Stream.of(now.isPresent(), advance.isPresent(), resume).filter(on -> on).count() != 1) {
      throw Problem.invalid("body", "must have one of now, advance and resume");
    }
    return () -> body(move(now, advance));
  }

  private Reading move(Optional<String> now, Optional<String> advance) {
    return now.map(text -> named("now", () -> clock.moveTo(Instant.parse(text))))
        .or(() -> advance.map(text -> named("advance", () -> clock.advance(Span.parse(text)))))
        .orElseGet(clock::resume);
  }

  private static Reading named(String field, Supplier<Reading> move) {
    try {
      return move.get();
    } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
      throw Problem.invalid(field, "can't be done: " + e.getMessage());
    }
  }

  private static Map<String, ?> body(Reading reading) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("now", reading.now());
    body.put("running", reading.running());
    return body;
  }
}
