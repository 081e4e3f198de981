package dev.drawdown.adapters.body;

import dev.drawdown.adapters.json.JsonObject;
import dev.drawdown.domain.Identifier;
import java.util.Optional;

/// A field whose text must be a name by the rule of [Identifier].
public final class IdentifierField {
  private IdentifierField() {}

  public static String in(JsonObject body, String field) {
    return valid(body, field, body.text(field));
  }

  public static Optional<String> optionalIn(JsonObject body, String field) {
    return body.optionalText(field).map(text -> valid(body, field, text));
  }

  private static String valid(JsonObject body, String field, String text) {
    if (!Identifier.isValid(text)) {
      throw body.problem(field, Identifier.RULE);
    }
    return text;
  }
}
