package dev.drawdown.local.api;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// `docs/openapi.yaml`, and the faults of a value by one of its schemas.
///
/// Clients must ignore members that the document doesn't name. Here they are faults, so the service
/// answers nothing undescribed.
final class ApiDescription {
  static final Path FILE = Path.of("..", "docs", "openapi.yaml");

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final SchemaRegistry SCHEMAS =
      SchemaRegistry.withDefaultDialect(
          SpecificationVersion.DRAFT_2020_12,
          registry ->
              registry.schemaRegistryConfig(
                  SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));

  private final JsonNode root;
  private final JsonNode components;
  private final Map<JsonNode, Schema> schemas = new HashMap<>();

  private ApiDescription(JsonNode root) {
    this.root = root;
    this.components = root.get("components").deepCopy();
    close(components, extended(root));
  }

  static ApiDescription read() {
    try {
      Object tree = new Load(LoadSettings.builder().build()).loadFromString(Files.readString(FILE));
      return new ApiDescription(JSON.valueToTree(tree));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /// Removes the node at a place, which must exist.
  static void remove(JsonNode root, JsonPointer place) {
    if (root.at(place).isMissingNode()) {
      throw new IllegalArgumentException("the description has no " + place);
    }
    switch (root.at(place.head())) {
      case ObjectNode object -> object.remove(place.last().getMatchingProperty());
      case ArrayNode array -> array.remove(place.last().getMatchingIndex());
      default -> throw new IllegalArgumentException(place + " is in no object or array");
    }
  }

  JsonNode root() {
    return root;
  }

  /// The call of one method and path. `parameters` are those of the path and its own.
  record Operation(String method, String path, JsonNode node, List<JsonNode> parameters) {
    String route() {
      return method + " " + path;
    }

    /// Whether its token is that of a browser's session.
    boolean isForSessions() {
      return node.path("security").path(0).has("session");
    }

    String id() {
      return node.get("operationId").textValue();
    }

    @Override
    public String toString() {
      return route();
    }
  }

  List<Operation> operations() {
    List<Operation> operations = new ArrayList<>();
    for (Map.Entry<String, JsonNode> path : root.get("paths").properties()) {
      for (String method : List.of("get", "put", "post", "delete")) {
        JsonNode operation = path.getValue().get(method);
        if (operation != null) {
          List<JsonNode> parameters =
              Stream.of(path.getValue(), operation)
                  .flatMap(place -> place.path("parameters").valueStream())
                  .map(this::resolved)
                  .toList();
          operations.add(
              new Operation(method.toUpperCase(Locale.ROOT), path.getKey(), operation, parameters));
        }
      }
    }
    return operations;
  }

  /// The node that a reference leads to, or the node itself.
  JsonNode resolved(JsonNode node) {
    return node.has("$ref") && node.size() == 1
        ? resolved(root.at(node.get("$ref").textValue().substring(1)))
        : node;
  }

  /// The faults of a value. Empty if there are none.
  List<String> faults(JsonNode schema, JsonNode value) {
    Schema compiled = schemas.computeIfAbsent(schema, this::compiled);
    List<String> faults =
        new ArrayList<>(compiled.validate(value).stream().map(Error::toString).toList());
    faults.addAll(beyond(schema, value));
    return faults;
  }

  private Schema compiled(JsonNode schema) {
    ObjectNode whole = JSON.createObjectNode();
    whole.set("allOf", JSON.createArrayNode().add(schema));
    whole.set("components", components);
    return SCHEMAS.getSchema(whole);
  }

  /// Limits of durations, which JSON Schema can't express.
  private List<String> beyond(JsonNode schema, JsonNode value) {
    List<String> faults = new ArrayList<>();
    JsonNode node = schema;
    if (node.has("$ref")) {
      node = root.at(node.get("$ref").textValue().substring(1));
    }
    if (node.has("x-minimum") && value.isTextual()) {
      try {
        Duration duration = Duration.parse(value.textValue());
        if (duration.compareTo(Duration.parse(node.get("x-minimum").textValue())) < 0
            || duration.compareTo(Duration.parse(node.get("x-maximum").textValue())) > 0) {
          faults.add(value + " is out of bounds");
        }
      } catch (DateTimeParseException unreadable) {
        faults.add(value + " is no duration");
      }
    }
    for (Map.Entry<String, JsonNode> property : node.path("properties").properties()) {
      if (value.has(property.getKey())) {
        faults.addAll(beyond(property.getValue(), value.get(property.getKey())));
      }
    }
    return faults;
  }

  /// The names of the schemas that others extend. They must stay open.
  private static Set<String> extended(JsonNode node) {
    Set<String> names = new HashSet<>();
    node.path("allOf").forEach(part -> names.add(part.path("$ref").asText()));
    node.forEach(child -> names.addAll(extended(child)));
    return names;
  }

  private static void close(JsonNode components, Set<String> extended) {
    for (Map.Entry<String, JsonNode> schema : components.get("schemas").properties()) {
      if (!extended.contains("#/components/schemas/" + schema.getKey())) {
        close(schema.getValue());
      }
    }
  }

  /// Makes each object of a schema refuse unnamed members.
  private static void close(JsonNode schema) {
    boolean named = schema.has("properties") || schema.has("allOf");
    if (named && !schema.has("additionalProperties") && schema instanceof ObjectNode object) {
      object.put("unevaluatedProperties", false);
    }
    for (Map.Entry<String, JsonNode> part : schema.properties()) {
      if (part.getKey().equals("allOf")) {
        part.getValue().forEach(each -> each.path("properties").forEach(ApiDescription::close));
      } else {
        close(part.getValue());
      }
    }
    if (schema.isArray()) {
      schema.forEach(ApiDescription::close);
    }
  }

  static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException notJson) {
      throw new IllegalArgumentException(text, notJson);
    }
  }
}
