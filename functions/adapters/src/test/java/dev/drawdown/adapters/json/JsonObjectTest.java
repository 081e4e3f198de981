package dev.drawdown.adapters.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.drawdown.domain.Identifier;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonObjectTest {
  @Test
  void a_null_field_is_mentioned_and_absent() {
    JsonObject json = JsonObject.parse("{\"a\": null, \"b\": 1}");

    assertThat(json.mentions("a")).isTrue();
    assertThat(json.optionalText("a")).isEmpty();
    assertThat(json.mentions("b")).isTrue();
    assertThat(json.mentions("c")).isFalse();
  }

  @Test
  void reads_all_types_of_values() {
    JsonObject object =
        JsonObject.parse(
            """
            {"text": "a", "number": -7, "flag": true, "object": {"inner": 1},
             "objects": [{"n": 1}, {"n": 2}], "texts": ["x", "y"]}
            """);

    assertThat(object.text("text")).isEqualTo("a");
    assertThat(object.identifier("text")).isEqualTo("a");
    assertThat(object.optionalIdentifier("text")).contains("a");
    assertThat(object.number("number", -10, 10)).isEqualTo(-7);
    assertThat(object.flag("flag")).isTrue();
    assertThat(object.optionalFlag("flag")).contains(true);
    assertThat(object.object("object").number("inner", 1, 1)).isEqualTo(1);
    assertThat(object.objects("objects"))
        .extracting(o -> o.number("n", 1, 2))
        .containsExactly(1L, 2L);
    assertThat(object.texts("texts")).containsExactly("x", "y");
    assertThat(object.size("objects")).isEqualTo(2);
    assertThat(object.size("texts")).isEqualTo(2);
    assertThat(object.isText("text")).isTrue();
    assertThat(object.isText("number")).isFalse();
    assertThat(object.isText("object")).isFalse();
    object.requireNoMore();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"a\": null}"})
  void reads_null_as_an_absent_field(String json) {
    JsonObject object = JsonObject.parse(json);

    object.requireNoMore();
    assertThat(object.optionalText("a")).isEmpty();
    assertThat(object.optionalNumber("a", 0, 1)).isEmpty();
    assertThat(object.optionalObject("a")).isEmpty();
    assertThat(object.flag("a")).isFalse();
    assertThat(object.optionalFlag("a")).isEmpty();
    assertThat(object.objects("a")).isEmpty();
    assertThat(object.texts("a")).isEmpty();
    assertThat(object.size("a")).isZero();
    assertThat(object.isText("a")).isFalse();
    assertThat(object.optionalIdentifier("a")).isEmpty();
    refuses(object, o -> o.identifier("a"), "a", "is missing");
    refuses(object, o -> o.text("a"), "a", "is missing");
    refuses(object, o -> o.number("a", 0, 1), "a", "is missing");
    refuses(object, o -> o.object("a"), "a", "is missing");
  }

  @Test
  void refuses_a_text_that_is_not_an_identifier() {
    JsonObject object = JsonObject.parse("{\"id\": \"two words\", \"number\": 1}");

    refuses(object, o -> o.identifier("id"), "id", Identifier.RULE);
    refuses(object, o -> o.optionalIdentifier("id"), "id", Identifier.RULE);
    refuses(object, o -> o.identifier("number"), "number", "must be text");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.5",
        "1.0",
        "1e3",
        "-1",
        "101",
        "\"1\"",
        "true",
        "[1]",
        "{}",
        "9223372036854775807",
        "9223372036854775808",
        "-9223372036854775809",
        "18446744073709551617"
      })
  void refuses_values_that_are_not_a_whole_number_in_range(String value) {
    JsonObject object = JsonObject.parse("{\"n\": " + value + "}");

    refuses(object, o -> o.number("n", 0, 100), "n", "must be a whole number from 0 to 100");
    refuses(
        object, o -> o.optionalNumber("n", 0, 100), "n", "must be a whole number from 0 to 100");
  }

  @ParameterizedTest
  @ValueSource(longs = {Long.MIN_VALUE, -1, 0, Integer.MAX_VALUE + 1L, Long.MAX_VALUE})
  void reads_every_long(long value) {
    JsonObject object = JsonObject.parse("{\"n\": " + value + "}");

    assertThat(object.number("n", Long.MIN_VALUE, Long.MAX_VALUE)).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "1.5", "false", "[]", "{}", "\"\\ud800\"", "\"\\udc00x\""})
  void refuses_values_that_are_not_text(String value) {
    JsonObject object = JsonObject.parse("{\"t\": " + value + ", \"ts\": [\"a\", " + value + "]}");

    refuses(object, o -> o.text("t"), "t", "must be text");
    refuses(object, o -> o.texts("ts"), "ts[1]", "must be text");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "1.5", "\"true\"", "[]", "{}"})
  void refuses_values_that_are_not_a_flag(String value) {
    refuses(
        JsonObject.parse("{\"f\": " + value + "}"), o -> o.flag("f"), "f", "must be true or false");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "1.5", "\"\"", "true", "[]"})
  void refuses_values_that_are_not_an_object(String value) {
    JsonObject object = JsonObject.parse("{\"o\": " + value + ", \"os\": [{}, " + value + "]}");

    refuses(object, o -> o.object("o"), "o", "must be an object");
    refuses(object, o -> o.objects("os"), "os[1]", "must be an object");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "\"a\"", "{}", "true"})
  void refuses_values_that_are_not_an_array(String value) {
    JsonObject object = JsonObject.parse("{\"a\": " + value + "}");

    refuses(object, o -> o.texts("a"), "a", "must be an array");
    refuses(object, o -> o.objects("a"), "a", "must be an array");
    refuses(object, o -> o.size("a"), "a", "must be an array");
  }

  @Test
  void refuses_null_inside_an_array() {
    JsonObject object = JsonObject.parse("{\"a\": [null]}");

    refuses(object, o -> o.texts("a"), "a[0]", "must be text");
    refuses(object, o -> o.objects("a"), "a[0]", "must be an object");
  }

  @Test
  void a_nested_object_knows_its_place_in_the_document() {
    JsonObject credits =
        JsonObject.parse("{\"plans\": [{}, {}, {\"size\": {\"credits\": \"1\"}}]}")
            .objects("plans")
            .get(2)
            .object("size");

    assertThat(credits.place("credits")).isEqualTo("plans[2].size.credits");
    assertThat(credits.place("")).isEqualTo("plans[2].size");
    assertThat(credits.problem("credits", "is odd")).hasMessage("plans[2].size.credits: is odd");
    refuses(credits, o -> o.text("more"), "plans[2].size.more", "is missing");
  }

  @Test
  void refuses_the_first_unread_field() {
    JsonObject object =
        JsonObject.parse("{\"o\": {\"known\": 1, \"more\": 2, \"most\": 3}}").object("o");

    object.number("known", 0, 1);

    refuses(object, JsonObject::requireNoMore, "o.more", "is not a known field");
  }

  @Test
  void ignores_unread_fields_without_the_final_check() {
    JsonObject object =
        JsonObject.parse("{\"id\": \"evt_1\", \"odd\": [1.5, 1e999999, null, {\"x\": 1}]}");

    assertThat(object.text("id")).isEqualTo("evt_1");
  }

  private static void refuses(
      JsonObject object, Consumer<JsonObject> read, String place, String reason) {
    assertThatExceptionOfType(JsonProblem.class)
        .isThrownBy(() -> read.accept(object))
        .satisfies(p -> assertThat(p.place()).isEqualTo(place))
        .satisfies(p -> assertThat(p.reason()).isEqualTo(reason));
  }
}
