package dev.drawdown.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

/// Events only grow: a reader of the last release can read the current events.
class GrowthTest {
  private static final Path FOLDER = Path.of("src/test/resources/dev/drawdown/events/released");

  /// The events of all releases. An event never leaves this list.
  private static final List<String> RELEASED =
      List.of(
          "AccountRestored",
          "AccountSuspended",
          "AccountUpdated",
          "CreditsAdjusted",
          "CreditsCaptured",
          "CreditsCharged",
          "CreditsExhausted",
          "CreditsGranted",
          "CreditsHeld",
          "CreditsExpired",
          "CreditsLow",
          "CreditsRefunded",
          "CreditsReleased",
          "CreditsClawedBack",
          "LedgerLine",
          "RenewalFailed");

  /// The new events of the next release.
  private static final List<String> NEW = List.of();

  private static final String SCHEMA =
      """
      {
        "title": "Sold",
        "type": "object",
        "anyOf": [{"required": ["by"]}, {"required": ["at"]}],
        "required": ["what"],
        "properties": {
          "what": {"type": "string", "description": "What was sold."},
          "by": {"type": "string"},
          "parts": {"type": "array", "items": {"$ref": "#/$defs/part"}},
          "sizes": {"type": "array", "items": {"type": "object", "properties": {"wide": {}}}}
        },
        "$defs": {
          "part": {"type": "object", "required": ["name"], "properties": {"name": {"minLength": 1}}}
        }
      }
      """;

  @ParameterizedTest
  @FieldSource("RELEASED")
  void a_released_schema_has_only_grown(String type) throws IOException {
    JsonNode before = EventSchemas.json(Files.readString(FOLDER.resolve(type + ".json")));

    assertThat(Growth.objections(before, EventSchemas.json(EventSchemas.schema(type)))).isEmpty();
  }

  @Test
  void every_released_schema_still_exists() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      assertThat(files.map(file -> file.getFileName().toString().replace(".json", "")))
          .containsExactlyInAnyOrderElementsOf(RELEASED);
    }
  }

  @Test
  void every_event_was_released_or_is_listed_as_new() {
    assertThat(ContractTest.schemas())
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(RELEASED.stream(), NEW.stream()).toList());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"by\":     | \"newer\": {\"type\": \"integer\"}, \"by\":",
        "{\"wide\":  | {\"high\": {}, \"wide\":",
        "\"name\": { | \"size\": {}, \"name\": {",
        "\"part\":   | \"whole\": {}, \"part\":",
        "What was sold. | What went over the counter.",
        "\"Sold\"    | \"Sale\"",
      })
  void new_fields_and_changed_descriptions_are_growth(String from, String to) {
    assertThat(objections(from, to)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"by\": {\"type\": \"string\"},| '' | /properties/by is gone",
        "\"what\": {\"type\"| \"item\": {\"type\" | /properties/what is gone",
        "\"required\": [\"what\"] | \"required\": [\"what\", \"by\"] | /required was",
        "\"required\": [\"what\"], | '' | /required is gone",
        "\"required\": [\"name\"] | \"required\": [] | /$defs/part/required was",
        "\"by\": {\"type\": \"string\"} | \"by\": {\"type\": \"integer\"} | /properties/by/type"
            + " was",
        "\"by\": {\"type\": \"string\"} | \"by\": {\"type\": \"string\", \"maxLength\": 9} |"
            + " /properties/by/maxLength is new",
        "\"minLength\": 1 | \"minLength\": 2 | /$defs/part/properties/name/minLength was",
        "\"minLength\": 1 | \"enum\": [\"a\"] | /$defs/part/properties/name/enum is new",
        "#/$defs/part | #/$defs/piece | /properties/parts/items/$ref was",
        "{\"wide\": {}} | {\"broad\": {}} | /properties/sizes/items/properties/wide is gone",
        "{\"required\": [\"by\"]}, | '' | /anyOf was",
        "\"title\": \"Sold\", | \"additionalProperties\": false, | /additionalProperties is new",
      })
  void guarantees_to_readers_stay(String from, String to, String objection) {
    assertThat(objections(from, to)).anySatisfy(found -> assertThat(found).startsWith(objection));
  }

  private static List<String> objections(String from, String to) {
    assertThat(SCHEMA).contains(from);
    return Growth.objections(
        EventSchemas.json(SCHEMA), EventSchemas.json(SCHEMA.replace(from, to)));
  }
}
