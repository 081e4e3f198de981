package dev.drawdown.local.console;

import dev.drawdown.adapters.http.Problem;
import dev.drawdown.adapters.json.JsonObject;
import dev.drawdown.local.stream.DevClock;
import dev.drawdown.local.stream.DevClock.Reading;
import dev.drawdown.local.stream.DevClock.Span;
import dev.drawdown.local.stream.Ticks;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Reads and moves the clock: `{"now": "..."}`, `{"advance": "P1M"}` or `{"resume": true}`.
///
/// What falls due on the way is written down in order, unless `"sweep": false` is given. Answers
/// are right either way.
final class ClockEndpoint extends DevEndpoint {
  private final DevClock clock;
  private final Ticks ticks;

  ClockEndpoint(DevClock clock, Ticks ticks) {
    this.clock = clock;
    this.ticks = ticks;
  }

  @Override
  Map<String, ?> state() {
    return body(clock.read());
  }

  @Override
  Supplier<Map<String, ?>> read(JsonObject request) {
    Optional<String> now = request.optionalText("now");
    Optional<String> advance = request.optionalText("advance");
    boolean resume = request.flag("resume");
    boolean sweep = request.optionalFlag("sweep").orElse(true);
    if (Stream.of(now.isPresent(), advance.isPresent(), resume).filter(on -> on).count() != 1) {
      throw Problem.invalid("body", "must have one of now, advance and resume");
    }
    return () ->
        body(
            target(now, advance)
                .map(target -> sweep ? ticks.moveTo(target) : clock.stopAt(target))
                .orElseGet(clock::resume));
  }

  private Optional<Instant> target(Optional<String> now, Optional<String> advance) {
    return now.map(text -> named("now", () -> clock.reachable(Instant.parse(text))))
        .or(() -> advance.map(text -> named("advance", () -> clock.after(Span.parse(text)))));
  }

  private static Instant named(String field, Supplier<Instant> target) {
    try {
      return target.get();
    } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
      throw Problem.invalid(field, "is refused: " + e.getMessage());
    }
  }

  private static Map<String, ?> body(Reading reading) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("now", reading.now());
    body.put("running", reading.running());
    return body;
  }
}
