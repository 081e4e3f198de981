package dev.drawdown.adapters.body;

import dev.drawdown.adapters.json.JsonObject;
import dev.drawdown.domain.charge.ChargeRequest;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/// The field `expiresIn` of a hold or of its extension: an ISO 8601 duration from 1 millisecond to
/// 24 hours.
public final class HoldTime {
  private static final String FIELD = "expiresIn";

  private HoldTime() {}

  public static Optional<Duration> in(JsonObject body) {
    return body.optionalText(FIELD).map(text -> duration(body, text));
  }

  private static Duration duration(JsonObject body, String text) {
    Duration duration;
    try {
      duration = Duration.parse(text);
    } catch (DateTimeParseException unreadable) {
      throw body.problem(FIELD, "must be a duration such as PT15M");
    }
    if (!ChargeRequest.isValidHold(duration)) {
      throw body.problem(FIELD, "must be PT0.001S to PT24H");
    }
    return duration;
  }
}
