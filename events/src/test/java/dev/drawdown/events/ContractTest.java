package dev.drawdown.events;

import static com.networknt.schema.InputFormat.JSON;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.dialect.Dialects;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/// The record, the schema and the sample of every event agree.
class ContractTest {
  static final List<String> TYPES = EventSchemas.TYPES;

  private static final Path RESOURCES = Path.of("src/main/resources/dev/drawdown/events");
  private static final ObjectMapper MAPPER = new ObjectMapper();

  static List<String> schemas() {
    return Stream.concat(TYPES.stream(), Stream.of(EventSchemas.COMMON)).toList();
  }

  @Test
  void only_records_have_a_schema_and_a_sample_and_each_has_one() throws IOException {
    assertThat(files("schemas")).containsExactlyInAnyOrderElementsOf(schemas());
    assertThat(files("samples")).containsExactlyInAnyOrderElementsOf(TYPES);
  }

  @ParameterizedTest
  @MethodSource("schemas")
  void a_schema_is_a_2020_12_schema_under_its_events_name(String type) {
    Schema meta =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(SchemaLocation.of(Dialects.getDraft202012().getId()));
    JsonNode schema = EventSchemas.json(EventSchemas.schema(type));

    assertThat(meta.validate(EventSchemas.schema(type), JSON)).isEmpty();
    assertThat(schema.path("title").textValue()).isEqualTo(type);
    assertThat(schema.path("$id").textValue()).isEqualTo("urn:drawdown:event:" + type);
  }

  @ParameterizedTest
  @FieldSource("TYPES")
  void a_sample_matches_its_schema(String type) {
    assertThat(EventSchemas.faults(type, sample(type))).isEmpty();
  }

  @ParameterizedTest
  @FieldSource("TYPES")
  void a_sample_is_read_into_the_record_and_written_unchanged(String type) throws IOException {
    Optional<LedgerEvent> event = LedgerEvent.read(type, fields(sample(type)));

    assertThat(event.orElseThrow().type()).isEqualTo(type);
    String written = MAPPER.writeValueAsString(event.get().detail());
    assertThat(EventSchemas.json(written)).isEqualTo(EventSchemas.json(sample(type)));
  }

  @ParameterizedTest
  @FieldSource("TYPES")
  void a_record_has_the_fields_of_its_schema(String type) throws ClassNotFoundException {
    Set<String> described = new TreeSet<>(properties(EventSchemas.COMMON));
    described.addAll(properties(type));

    Set<String> written =
        components(LedgerLine.class).collect(Collectors.toCollection(TreeSet::new));
    written.add("id");
    written.remove("purchase");
    components(LedgerLine.Purchase.class).forEach(written::add);
    components(Class.forName(LedgerEvent.class.getName() + "$" + type))
        .filter(name -> !name.equals("line"))
        .forEach(written::add);

    assertThat(written).isEqualTo(described);
  }

  @ParameterizedTest
  @FieldSource("TYPES")
  void the_record_requires_the_fields_that_its_schema_requires(String type) {
    Set<String> refused = new HashSet<>();
    Set<String> invalid = new HashSet<>();
    for (String name : fields(sample(type)).keySet()) {
      ObjectNode without = ((ObjectNode) EventSchemas.json(sample(type))).without(List.of(name));
      if (!EventSchemas.faults(type, without.toString()).isEmpty()) {
        invalid.add(name);
      }
      try {
        LedgerEvent.read(type, fields(without.toString()));
      } catch (IllegalArgumentException missing) {
        refused.add(name);
      }
    }
    // The record has the id from wallet and number.
    refused.add("id");

    assertThat(refused).isEqualTo(invalid).contains("wallet", "number", "at", "postings");
  }

  @ParameterizedTest
  @FieldSource("TYPES")
  void unknown_fields_are_ignored(String type) {
    ObjectNode grown = (ObjectNode) EventSchemas.json(sample(type));
    grown.put("invented", true);

    assertThat(EventSchemas.faults(type, grown.toString())).isEmpty();
    assertThat(LedgerEvent.read(type, fields(grown.toString())))
        .isEqualTo(LedgerEvent.read(type, fields(sample(type))));
  }

  private static Stream<String> components(Class<?> event) {
    return Stream.of(event.getRecordComponents()).map(RecordComponent::getName);
  }

  private static Set<String> properties(String schema) {
    return EventSchemas.json(EventSchemas.schema(schema))
        .path("properties")
        .propertyStream()
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  private static String sample(String type) {
    return EventSchemas.resource("samples/" + type + ".json");
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> fields(String json) {
    return MAPPER.convertValue(EventSchemas.json(json), Map.class);
  }

  private static List<String> files(String folder) throws IOException {
    try (Stream<Path> files = Files.list(RESOURCES.resolve(folder))) {
      return files.map(file -> file.getFileName().toString().replace(".json", "")).toList();
    }
  }
}
