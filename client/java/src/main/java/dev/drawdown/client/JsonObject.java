package dev.drawdown.client;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// A JSON object. A reader takes the members that it knows and ignores the rest.
///
/// A `null` is an absent member. A member of another type than expected is a [Problem], never a
/// guess. So are a repeated name, more than 64 levels, a number of more than 100 characters, and a
/// text of more than 64 Ki characters. A document of more than [#MAX_DOCUMENT] characters is one,
/// too.
final class JsonObject {
  static final int MAX_DOCUMENT = 1024 * 1024;
  static final JsonObject EMPTY = new JsonObject(Map.of());

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(64)
                  .maxNumberLength(100)
                  .maxStringLength(64 * 1024)
                  .maxNameLength(1_000)
                  .maxDocumentLength(MAX_DOCUMENT)
                  .build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private final Map<?, ?> members;

  private JsonObject(Map<?, ?> members) {
    this.members = members;
  }

  /// The reason why a text can't be read: it isn't JSON, exceeds a limit, or lacks a required
  /// member.
  static final class Problem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String reason;

    Problem(String reason) {
      super(reason);
      this.reason = reason;
    }

    String reason() {
      return reason;
    }
  }

  /// @throws Problem when `text` is anything but one JSON object
  static JsonObject parse(String text) {
    // The parser checks the length only when it refills its buffer, and it never refills that of a
    // text.
    if (text.length() > MAX_DOCUMENT) {
      throw new Problem("longer than " + MAX_DOCUMENT + " characters");
    }
    try (JsonParser json = JSON.createParser(text)) {
      json.nextToken();
      JsonObject object = object("the document", value(json));
      if (json.nextToken() != null) {
        throw new Problem("not JSON: more after the end");
      }
      return object;
    } catch (JsonProcessingException e) {
      throw new Problem("not JSON: " + e.getOriginalMessage());
    } catch (NumberFormatException e) {
      throw new Problem("not JSON: a number too large to read");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Writes texts, whole numbers, flags and maps of them.
  static String write(Map<String, ?> members) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      write(members, json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  String text(String name) {
    return optionalText(name).orElseThrow(() -> missing(name));
  }

  Optional<String> optionalText(String name) {
    return member(name).map(value -> typed(name, value, String.class));
  }

  /// The member if it is a text. A member of another type counts as absent.
  Optional<String> textIfAny(String name) {
    return member(name).filter(String.class::isInstance).map(String.class::cast);
  }

  long number(String name) {
    return optionalNumber(name).orElseThrow(() -> missing(name));
  }

  OptionalLong optionalNumber(String name) {
    Optional<BigDecimal> number = member(name).map(value -> typed(name, value, BigDecimal.class));
    try {
      return number
          .map(BigDecimal::longValueExact)
          .map(OptionalLong::of)
          .orElseGet(OptionalLong::empty);
    } catch (ArithmeticException e) {
      throw new Problem(name + " is not a whole number");
    }
  }

  /// A whole number that fits into an `int`.
  OptionalInt optionalInt(String name) {
    OptionalLong number = optionalNumber(name);
    if (number.isEmpty()) {
      return OptionalInt.empty();
    }
    if (number.getAsLong() != (int) number.getAsLong()) {
      throw new Problem(name + " is larger than an int");
    }
    return OptionalInt.of((int) number.getAsLong());
  }

  /// An absent flag is false.
  boolean flag(String name) {
    return member(name).map(value -> typed(name, value, Boolean.class)).orElse(false);
  }

  Instant instant(String name) {
    return optionalInstant(name).orElseThrow(() -> missing(name));
  }

  Optional<Instant> optionalInstant(String name) {
    try {
      return optionalText(name).map(Instant::parse);
    } catch (DateTimeParseException e) {
      throw new Problem(name + " is not an instant");
    }
  }

  JsonObject object(String name) {
    return optionalObject(name).orElseThrow(() -> missing(name));
  }

  Optional<JsonObject> optionalObject(String name) {
    return member(name).map(value -> object(name, value));
  }

  /// The elements of an array. An absent array is empty.
  List<JsonObject> objects(String name) {
    List<?> elements =
        member(name).<List<?>>map(value -> typed(name, value, List.class)).orElse(List.of());
    return elements.stream().map(element -> object(name, element)).toList();
  }

  private Optional<Object> member(String name) {
    return Optional.ofNullable(members.get(name));
  }

  private static JsonObject object(String name, @Nullable Object value) {
    return new JsonObject(typed(name, value, Map.class));
  }

  private static <T> T typed(String name, @Nullable Object value, Class<T> type) {
    if (!type.isInstance(value)) {
      throw new Problem(name + " has another type than expected");
    }
    return type.cast(value);
  }

  private static Problem missing(String name) {
    return new Problem(name + " is missing");
  }

  /// The value at the parser's current token. Afterwards the parser is at the value's last token.
  private static @Nullable Object value(JsonParser json) throws IOException {
    JsonToken token = json.currentToken();
    if (token == null) {
      throw new Problem("not JSON: no value");
    }
    return switch (token) {
      case START_OBJECT -> members(json);
      case START_ARRAY -> elements(json);
      case VALUE_STRING -> json.getText();
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> json.getDecimalValue();
      case VALUE_TRUE, VALUE_FALSE -> json.getBooleanValue();
      case VALUE_NULL -> null;
      default -> throw new Problem("not JSON: " + token);
    };
  }

  private static Map<String, Object> members(JsonParser json) throws IOException {
    Map<String, Object> members = new LinkedHashMap<>();
    for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
      json.nextToken();
      Object value = value(json);
      if (value != null) {
        members.put(name, value);
      }
    }
    return members;
  }

  private static List<Object> elements(JsonParser json) throws IOException {
    List<Object> elements = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      Object value = value(json);
      if (value != null) {
        elements.add(value);
      }
    }
    return elements;
  }

  private static void write(Map<?, ?> members, JsonGenerator json) throws IOException {
    json.writeStartObject();
    for (Map.Entry<?, ?> member : members.entrySet()) {
      json.writeFieldName(member.getKey().toString());
      Object value = member.getValue();
      if (value instanceof String text) {
        json.writeString(text);
      } else if (value instanceof Integer || value instanceof Long) {
        json.writeNumber(((Number) value).longValue());
      } else if (value instanceof Boolean flag) {
        json.writeBoolean(flag);
      } else if (value instanceof Map<?, ?> inner) {
        write(inner, json);
      } else {
        throw new IllegalArgumentException("can't be written as JSON: " + value);
      }
    }
    json.writeEndObject();
  }
}
