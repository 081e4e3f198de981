package dev.drawdown.client.json;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// A JSON object, of which a reader takes the members that it knows and passes over the rest.
///
/// What is asked for and has another type than expected is a [JsonProblem], never a guess.
public final class JsonObject {
  /// An object without members.
  public static final JsonObject EMPTY = new JsonObject(Map.of());

  private final Map<?, ?> members;

  private JsonObject(Map<?, ?> members) {
    this.members = members;
  }

  public static JsonObject parse(String text) {
    return object("the document", JsonReader.read(text));
  }

  /// Writes texts, numbers and maps of them.
  public static String write(Map<String, ?> members) {
    StringBuilder text = new StringBuilder("{");
    members.forEach(
        (name, value) -> {
          String comma = text.length() > 1 ? "," : "";
          text.append(comma).append(JsonString.quoted(name)).append(':').append(written(value));
        });
    return text.append('}').toString();
  }

  public String text(String name) {
    return optionalText(name).orElseThrow(() -> missing(name));
  }

  public Optional<String> optionalText(String name) {
    return member(name).map(value -> typed(name, value, String.class));
  }

  /// The member if it is a text; anything else is nothing here.
  public Optional<String> textIfAny(String name) {
    return member(name).filter(String.class::isInstance).map(String.class::cast);
  }

  public long number(String name) {
    return optionalNumber(name).orElseThrow(() -> missing(name));
  }

  public OptionalLong optionalNumber(String name) {
    Optional<BigDecimal> number = member(name).map(value -> typed(name, value, BigDecimal.class));
    try {
      return number
          .map(BigDecimal::longValueExact)
          .map(OptionalLong::of)
          .orElseGet(OptionalLong::empty);
    } catch (ArithmeticException e) {
      throw new JsonProblem(name + " is not a whole number");
    }
  }

  public Instant instant(String name) {
    return optionalInstant(name).orElseThrow(() -> missing(name));
  }

  public Optional<Instant> optionalInstant(String name) {
    try {
      return optionalText(name).map(Instant::parse);
    } catch (DateTimeParseException e) {
      throw new JsonProblem(name + " is not an instant");
    }
  }

  public JsonObject object(String name) {
    return optionalObject(name).orElseThrow(() -> missing(name));
  }

  public Optional<JsonObject> optionalObject(String name) {
    return member(name).map(value -> object(name, value));
  }

  /// An absent array is empty.
  public List<JsonObject> objects(String name) {
    List<?> elements =
        member(name).<List<?>>map(value -> typed(name, value, List.class)).orElse(List.of());
    return elements.stream().map(element -> object(name, element)).toList();
  }

  private Optional<Object> member(String name) {
    return Optional.ofNullable(members.get(name));
  }

  private static JsonObject object(String name, Object value) {
    return new JsonObject(typed(name, value, Map.class));
  }

  private static <T> T typed(String name, Object value, Class<T> type) {
    if (!type.isInstance(value)) {
      throw new JsonProblem(name + " has another type than expected");
    }
    return type.cast(value);
  }

  private static String written(Object value) {
    return switch (value) {
      case String text -> JsonString.quoted(text);
      case Number number -> number.toString();
      case Map<?, ?> members -> write(byName(members));
      default -> throw new IllegalArgumentException("can't be written as JSON: " + value);
    };
  }

  @SuppressWarnings("unchecked")
  private static Map<String, ?> byName(Map<?, ?> members) {
    return (Map<String, ?>) members;
  }

  private static JsonProblem missing(String name) {
    return new JsonProblem(name + " is missing");
  }
}
