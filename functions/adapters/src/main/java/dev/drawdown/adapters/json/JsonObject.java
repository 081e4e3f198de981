package dev.drawdown.adapters.json;

import dev.drawdown.adapters.json.JsonProblem.Place;
import dev.drawdown.domain.Identifier;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// An object of a JSON document, read field by field.
///
/// Nothing is guessed or converted: `"1"`, `1.0` and `1e3` aren't whole numbers. A field that is
/// `null` counts as absent. Every fault is a [JsonProblem] with its place. A reader that knows all
/// fields calls [#requireNoMore()] at the end.
public final class JsonObject {
  private static final Pattern INSTANT =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,3})?Z");

  private final String place;
  private final Map<String, JsonValue> members;
  private final Set<String> asked = new HashSet<>();

  private JsonObject(String place, Map<String, JsonValue> members) {
    this.place = place;
    this.members = members;
  }

  public static JsonObject parse(String text) {
    return objectAt("", JsonReader.read(text));
  }

  public static JsonObject parse(byte[] utf8) {
    try {
      return parse(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString());
    } catch (CharacterCodingException e) {
      throw new JsonProblem("", "is not UTF-8");
    }
  }

  public String text(String field) {
    return optionalText(field).orElseThrow(() -> missing(field));
  }

  public Optional<String> optionalText(String field) {
    return asked(field).map(value -> textAt(place(field), value));
  }

  /// A text that is a name by the rule of [Identifier].
  public String identifier(String field) {
    return optionalIdentifier(field).orElseThrow(() -> missing(field));
  }

  public Optional<String> optionalIdentifier(String field) {
    Optional<String> text = optionalText(field);
    if (text.filter(name -> !Identifier.isValid(name)).isPresent()) {
      throw problem(field, Identifier.RULE);
    }
    return text;
  }

  /// Whether the field's value is of the type text. [#optionalText] may still refuse it.
  public boolean isText(String field) {
    return asked(field).filter(JsonValue.Text.class::isInstance).isPresent();
  }

  public long number(String field, long min, long max) {
    return optionalNumber(field, min, max).orElseThrow(() -> missing(field));
  }

  public OptionalLong optionalNumber(String field, long min, long max) {
    return switch (asked(field).orElse(null)) {
      case null -> OptionalLong.empty();
      case JsonValue.Whole(long value) when min <= value && value <= max -> OptionalLong.of(value);
      default -> throw problem(field, "must be a whole number from " + min + " to " + max);
    };
  }

  /// An absent flag is false.
  public boolean flag(String field) {
    return optionalFlag(field).orElse(false);
  }

  public Optional<Boolean> optionalFlag(String field) {
    return switch (asked(field).orElse(null)) {
      case null -> Optional.empty();
      case JsonValue.Flag(boolean value) -> Optional.of(value);
      default -> throw problem(field, "must be true or false");
    };
  }

  /// An instant with a year of four digits, in UTC, with milliseconds at most.
  public Instant instant(String field) {
    return optionalInstant(field).orElseThrow(() -> missing(field));
  }

  public Optional<Instant> optionalInstant(String field) {
    return optionalText(field).map(text -> instantAt(field, text));
  }

  private Instant instantAt(String field, String text) {
    return instantOf(text)
        .orElseThrow(
            () -> problem(field, "must be an instant in UTC, such as 2026-03-01T00:00:00Z"));
  }

  /// Parses an instant of the API, in UTC with milliseconds at most. The result is empty for any
  /// other text.
  public static Optional<Instant> instantOf(String text) {
    try {
      return Optional.of(text).filter(INSTANT.asMatchPredicate()).map(Instant::parse);
    } catch (DateTimeException noSuchDay) {
      return Optional.empty();
    }
  }

  public JsonObject object(String field) {
    return optionalObject(field).orElseThrow(() -> missing(field));
  }

  public Optional<JsonObject> optionalObject(String field) {
    return asked(field).map(value -> objectAt(place(field), value));
  }

  /// An absent array is empty.
  public List<JsonObject> objects(String field) {
    return elements(field, JsonObject::objectAt);
  }

  /// An absent array is empty.
  public List<String> texts(String field) {
    return elements(field, JsonObject::textAt);
  }

  /// The number of elements of an array. An absent array has none.
  public int size(String field) {
    return elements(field, (_, element) -> element).size();
  }

  /// An object whose values are texts, in the order of the document. An absent object is empty.
  public Map<String, String> textsByName(String field) {
    Map<String, String> texts = new LinkedHashMap<>();
    optionalObject(field).ifPresent(object -> object.addTexts(texts));
    return texts;
  }

  private void addTexts(Map<String, String> texts) {
    for (String name : members.keySet()) {
      optionalText(name).ifPresent(text -> texts.put(name, text));
    }
  }

  /// Whether the document has the field, even as `null`.
  public boolean mentions(String field) {
    asked.add(field);
    return members.containsKey(field);
  }

  /// The path of `field` from the document's root. For an empty `field`, it is the path of this
  /// object.
  public String place(String field) {
    return field.isEmpty() ? place : Place.member(place, field);
  }

  public JsonProblem problem(String field, String reason) {
    return new JsonProblem(place(field), reason);
  }

  /// Refuses the first field that the reader didn't use.
  public void requireNoMore() {
    for (String field : members.keySet()) {
      boolean absent = members.get(field) instanceof JsonValue.Null;
      if (!absent && !asked.contains(field)) {
        throw problem(field, "is not a known field");
      }
    }
  }

  private Optional<JsonValue> asked(String field) {
    asked.add(field);
    return Optional.ofNullable(members.get(field))
        .filter(value -> !(value instanceof JsonValue.Null));
  }

  private JsonProblem missing(String field) {
    return problem(field, "is missing");
  }

  private <T> List<T> elements(String field, BiFunction<String, JsonValue, T> read) {
    return switch (asked(field).orElse(null)) {
      case null -> List.of();
      case JsonValue.Array(List<JsonValue> elements) ->
          IntStream.range(0, elements.size())
              .mapToObj(i -> read.apply(Place.element(place(field), i), elements.get(i)))
              .toList();
      default -> throw problem(field, "must be an array");
    };
  }

  private static JsonObject objectAt(String place, JsonValue value) {
    if (value instanceof JsonValue.Members(Map<String, JsonValue> byName)) {
      return new JsonObject(place, byName);
    }
    throw new JsonProblem(place, "must be an object");
  }

  private static String textAt(String place, JsonValue value) {
    // Half a surrogate pair isn't a character. The store would replace it with a question mark.
    if (value instanceof JsonValue.Text(String text)
        && StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      return text;
    }
    throw new JsonProblem(place, "must be text");
  }
}
