package dev.drawdown.local.stripe;

import dev.drawdown.adapters.json.JsonObject;
import dev.drawdown.adapters.json.JsonProblem;
import dev.drawdown.domain.Identifier;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/// What a developer asks an event to say, field by field.
///
/// Only what can't be made is refused. What the provider may well send and the service doesn't
/// understand, such as a plan that isn't in the catalog, is made as it is asked for.
record Order(JsonObject json) {
  private static final long MOST = 1_000_000_000_000L;

  Optional<String> text(String field) {
    return json.optionalText(field);
  }

  String text(String field, String otherwise) {
    return text(field).orElse(otherwise);
  }

  /// Something's name, such as an account's.
  Optional<String> name(String field) {
    return text(field).map(text -> named(field, text));
  }

  /// `name`, if it may be the one that `field` says.
  String named(String field, String name) {
    if (!Identifier.isValid(name)) {
      throw problem(field, Identifier.RULE);
    }
    return name;
  }

  OptionalLong number(String field) {
    return json.optionalNumber(field, 0, MOST);
  }

  /// An instant in whole seconds, as the provider writes it.
  Optional<Instant> instant(String field) {
    return text(field).map(text -> parsed(field, text));
  }

  private Instant parsed(String field, String text) {
    try {
      return Instant.ofEpochSecond(Instant.parse(text).getEpochSecond());
    } catch (DateTimeException e) {
      throw problem(field, "must be an instant such as 2026-12-01T00:00:00Z");
    }
  }

  boolean flag(String field) {
    return json.flag(field);
  }

  JsonProblem missing(String field, String why) {
    return problem(field, "is missing: " + why);
  }

  JsonProblem problem(String field, String reason) {
    return json.problem(field, reason);
  }
}
