package dev.drawdown.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/// The schemas of all events, for tests of published events.
public final class EventSchemas {
  /// All events share the fields of this schema.
  static final String COMMON = "LedgerLine";

  /// The types of all events.
  public static final List<String> TYPES =
      Stream.of(LedgerEvent.class.getPermittedSubclasses()).map(Class::getSimpleName).toList();

  private static final String ID = "urn:drawdown:event:";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final SchemaRegistry SCHEMAS =
      SchemaRegistry.withDefaultDialect(
          SpecificationVersion.DRAFT_2020_12,
          registry ->
              registry
                  .schemas(id -> id.startsWith(ID) ? schema(id.substring(ID.length())) : null)
                  .schemaRegistryConfig(
                      SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));

  private EventSchemas() {}

  /// The faults of an event's detail under the schema of its type.
  public static List<String> faults(String type, String detail) {
    return SCHEMAS
        .getSchema(SchemaLocation.of(ID + type))
        .validate(detail, InputFormat.JSON)
        .stream()
        .map(Error::toString)
        .toList();
  }

  static String schema(String name) {
    return resource("schemas/" + name + ".json");
  }

  static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException notJson) {
      throw new UncheckedIOException(notJson);
    }
  }

  static String resource(String name) {
    try (InputStream file =
        Objects.requireNonNull(EventSchemas.class.getResourceAsStream(name), name)) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
