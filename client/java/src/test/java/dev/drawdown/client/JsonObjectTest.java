package dev.drawdown.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.drawdown.client.JsonObject.Problem;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonObjectTest {
  @Test
  void reads_each_type_and_ignores_other_members() {
    JsonObject object =
        JsonObject.parse(
            """
            { "text": "a", "number": -12, "at": "2026-11-20T10:15:30Z",
              "object": {"text": "b"}, "objects": [{"number": 1}, {"number": 2}],
              "new": [1.5e-3, true, false, null, [], {}, "x"] }
            """);

    assertThat(object.text("text")).isEqualTo("a");
    assertThat(object.number("number")).isEqualTo(-12);
    assertThat(object.instant("at")).isEqualTo(Instant.parse("2026-11-20T10:15:30Z"));
    assertThat(object.object("object").text("text")).isEqualTo("b");
    assertThat(object.objects("objects"))
        .map(each -> each.number("number"))
        .containsExactly(1L, 2L);
    assertThat(object.objects("absent")).isEmpty();
  }

  @Test
  void a_null_is_absent() {
    JsonObject object = JsonObject.parse("{\"a\": null, \"b\": null, \"c\": [null]}");

    assertThat(object.optionalText("a")).isEmpty();
    assertThat(object.optionalNumber("b")).isEmpty();
    assertThat(object.objects("c")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "1                   | 1",
        "-0                  | 0",
        "9223372036854775807 | 9223372036854775807",
        "1.0                 | 1",
        "1e3                 | 1000",
      })
  void reads_whole_numbers_in_every_form(String written, long number) {
    assertThat(JsonObject.parse("{\"n\":" + written + "}").number("n")).isEqualTo(number);
  }

  @Test
  void a_number_beyond_an_int_is_a_problem() {
    JsonObject object = JsonObject.parse("{\"most\":2147483647,\"more\":2147483648}");

    assertThat(object.optionalInt("most")).hasValue(2_147_483_647);
    assertThat(object.optionalInt("absent")).isEmpty();
    assertThatExceptionOfType(Problem.class)
        .isThrownBy(() -> object.optionalInt("more"))
        .withMessage("more is larger than an int");
  }

  @Test
  void reads_every_escape_and_characters_beyond_ascii() {
    String json = "{\"t\":\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\uD83D\\uDE00 é\"}";

    assertThat(JsonObject.parse(json).text("t")).isEqualTo("\"\\/\b\f\n\r\té😀 é");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "[]",
        "1",
        "null",
        "{",
        "{\"a\"",
        "{\"a\":",
        "{\"a\":1",
        "{\"a\":1,",
        "{\"a\":1,}",
        "{\"a\":01}",
        "{\"a\":.5}",
        "{\"a\":1.}",
        "{\"a\":+1}",
        "{\"a\":1e}",
        "{\"a\":tru}",
        "{\"a\":'b'}",
        "{\"a\":\"b}",
        "{\"a\":\"\\x\"}",
        "{\"a\":\"\\u12\"}",
        "{\"a\":\"\\u12g4\"}",
        "{\"a\":\"\\",
        "{\"a\":\"\n\"}",
        "{a:1}",
        "{\"a\":[1,]}",
        "{\"a\":[1}",
        "{} {}",
        "{\"a\":1,\"a\":2}",
        "<html>",
        "{\"a\":1e99999999999}",
      })
  void a_text_that_is_no_json_object_is_a_problem(String text) {
    assertThatExceptionOfType(Problem.class).isThrownBy(() -> JsonObject.parse(text));
  }

  static Stream<Arguments> beyondLimits() {
    return Stream.of(
        arguments("nesting depth", "[".repeat(64) + "]".repeat(64)),
        arguments("Number value length", "1".repeat(101)),
        arguments("Number value length", "1." + "1".repeat(100)),
        arguments("String value length", "\"" + "x".repeat(64 * 1024 + 1) + "\""),
        arguments("Name length", "{\"" + "x".repeat(1_001) + "\":1}"),
        arguments("longer than 1048576 characters", " ".repeat(1024 * 1024)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("beyondLimits")
  void size_and_depth_are_bounded(String limit, String value) {
    assertThatExceptionOfType(Problem.class)
        .isThrownBy(() -> JsonObject.parse("{\"a\":" + value + "}"))
        .withMessageContaining(limit);
  }

  @Test
  void a_document_within_every_limit_is_read() {
    String deep = "[".repeat(63) + "]".repeat(63);
    String text = "x".repeat(64 * 1024);
    String zeros = "1." + "0".repeat(98);

    JsonObject object =
        JsonObject.parse("{\"a\":%s,\"b\":\"%s\",\"c\":%s}".formatted(deep, text, zeros));

    assertThat(object.text("b")).isEqualTo(text);
    assertThat(object.number("c")).isEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource("wrongTypes")
  void another_type_than_expected_is_a_problem_that_names_it(Consumer<JsonObject> read) {
    JsonObject object = JsonObject.parse("{\"here\": {}, \"text\": \"soon\", \"half\": 0.5}");

    assertThatExceptionOfType(Problem.class)
        .isThrownBy(() -> read.accept(object))
        .withMessageMatching("(here|text|half|absent) .*");
  }

  static Stream<Consumer<JsonObject>> wrongTypes() {
    return Stream.of(
        object -> object.text("here"),
        object -> object.text("absent"),
        object -> object.number("text"),
        object -> object.number("half"),
        object -> object.number("absent"),
        object -> object.instant("text"),
        object -> object.instant("absent"),
        object -> object.object("text"),
        object -> object.object("absent"),
        object -> object.objects("text"));
  }

  @Test
  void reads_its_own_output() {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("document", "a\"b\\c");
    members.put("line", "\u0001");
    members.put("quantity", 2);
    members.put("hold", Map.of("expiresIn", "PT15M"));

    String written = JsonObject.write(members);

    assertThat(written)
        .isEqualTo(
            "{\"document\":\"a\\\"b\\\\c\",\"line\":\"\\u0001\",\"quantity\":2,"
                + "\"hold\":{\"expiresIn\":\"PT15M\"}}");
    assertThat(JsonObject.parse(written).text("document")).isEqualTo("a\"b\\c");
  }
}
