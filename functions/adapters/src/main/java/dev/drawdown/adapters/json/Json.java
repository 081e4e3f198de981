package dev.drawdown.adapters.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Writes trees of maps, collections and plain values as JSON, in their own order.
///
/// Instants are written as RFC 3339 in UTC. `null` and an empty `Optional` are left out.
public final class Json {
  private static final JsonFactory JSON = new JsonFactory();

  private Json() {}

  public static String write(Object tree) {
    StringWriter text = new StringWriter();
    try (JsonGenerator generator = JSON.createGenerator(text)) {
      write(tree, generator);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static void write(Object value, JsonGenerator generator) throws IOException {
    switch (value) {
      case Map<?, ?> members -> writeMembers(members, generator);
      case Collection<?> elements -> writeElements(elements, generator);
      case String text -> generator.writeString(text);
      case Number number -> generator.writeNumber(new BigDecimal(number.toString()));
      case Boolean flag -> generator.writeBoolean(flag);
      case Instant instant -> generator.writeString(instant.toString());
      case Optional<?> present when present.isPresent() -> write(present.get(), generator);
      default ->
          throw new IllegalArgumentException(
              "can't be written as JSON: " + value + " of " + value.getClass());
    }
  }

  private static void writeMembers(Map<?, ?> members, JsonGenerator generator) throws IOException {
    generator.writeStartObject();
    for (Map.Entry<?, ?> member : members.entrySet()) {
      if (isPresent(member.getValue())) {
        generator.writeFieldName((String) member.getKey());
        write(member.getValue(), generator);
      }
    }
    generator.writeEndObject();
  }

  private static void writeElements(Collection<?> elements, JsonGenerator generator)
      throws IOException {
    generator.writeStartArray();
    for (Object element : elements) {
      if (isPresent(element)) {
        write(element, generator);
      }
    }
    generator.writeEndArray();
  }

  private static boolean isPresent(@Nullable Object value) {
    return value != null && !Optional.empty().equals(value);
  }
}
