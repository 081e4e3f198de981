package dev.drawdown.charge;

import dev.drawdown.adapters.json.JsonObject;
import dev.drawdown.domain.Identifier;
import dev.drawdown.domain.catalog.ActionId;
import dev.drawdown.domain.charge.ChargeRequest;
import dev.drawdown.domain.charge.DocumentId;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/// The body of a charge: `{action, document?, quantity?, hold?: {expiresIn?}}`.
final class ChargeJson {
  private ChargeJson() {}

  static ChargeRequest read(JsonObject body) {
    return new ChargeRequest(
        action(body),
        document(body),
        (int) body.optionalNumber("quantity", 1, ChargeRequest.MAX_QUANTITY).orElse(1),
        body.optionalObject("hold").map(ChargeJson::expiresIn));
  }

  private static ActionId action(JsonObject body) {
    String action = body.text("action");
    if (!Identifier.isValid(action)) {
      throw body.problem("action", Identifier.RULE);
    }
    return new ActionId(action);
  }

  private static Optional<DocumentId> document(JsonObject body) {
    Optional<String> document = body.optionalText("document");
    if (document.filter(text -> !DocumentId.isValid(text)).isPresent()) {
      throw body.problem("document", "must be 1 to 128 visible ASCII characters");
    }
    return document.map(DocumentId::new);
  }

  private static Duration expiresIn(JsonObject hold) {
    Duration lasts =
        hold.optionalText("expiresIn")
            .map(text -> duration(hold, text))
            .orElse(ChargeRequest.DEFAULT_HOLD);
    hold.requireNoMore();
    return lasts;
  }

  private static Duration duration(JsonObject hold, String text) {
    Duration duration;
    try {
      duration = Duration.parse(text);
    } catch (DateTimeParseException unreadable) {
      throw hold.problem("expiresIn", "must be a duration such as PT15M");
    }
    if (!ChargeRequest.isValidHold(duration)) {
      throw hold.problem("expiresIn", "must be PT0.001S to PT24H");
    }
    return duration;
  }
}
