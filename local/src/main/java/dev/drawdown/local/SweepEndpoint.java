package dev.drawdown.local;

import dev.drawdown.adapters.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/// Has the schedule tick once, now, and tells what that wrote down: `{}`. `GET` tells when
/// something falls due next.
final class SweepEndpoint extends DevEndpoint {
  static final String PATH = "/__dev/sweep";

  private final Ticks ticks;

  SweepEndpoint(Ticks ticks) {
    this.ticks = ticks;
  }

  @Override
  Map<String, ?> state() {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("next", ticks.next(DevClock.LATEST));
    return body;
  }

  @Override
  Supplier<Map<String, ?>> read(JsonObject order) {
    return ticks::tick;
  }
}
