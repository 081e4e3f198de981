package dev.drawdown.adapters.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonReaderTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"a\": 1, \"a\": 1}                     | a",
        "{\"a\": null, \"a\": 1}                  | a",
        "{\"a\": {\"b\": 1, \"c\": 2, \"b\": 3}}  | a.b",
        "{\"a\": [{}, {\"b\": 1, \"b\": 1}]}      | a[1].b",
        "{\"a\": [[{\"b\": 1, \"b\": 1}]]}        | a[0][0].b",
      })
  void refuses_a_repeated_field(String json, String place) {
    refuses(json, place, "is there twice");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "``              | is empty",
        "` `             | is empty",
        "null            | must be an object",
        "[]              | must be an object",
        "1               | must be an object",
        "\"{}\"          | must be an object",
        "{} {}           | goes on after its end",
        "{} 1            | goes on after its end",
        "{}}             | is not JSON, from line 1, column 3",
        "{} x            | is not JSON, from line 1, column 4",
        "{               | is not JSON, from line 1, column 2",
        "{\"a\"          | is not JSON, from line 1, column 5",
        "{\"a\": [}      | is not JSON, from line 1, column 8",
        "{\"a\": 1,}     | is not JSON, from line 1, column 9",
        "{'a': 1}        | is not JSON, from line 1, column 2",
        "{\"a\": 01}     | is not JSON, from line 1, column 8",
        "{\"a\": NaN}    | is not JSON, from line 1, column 10",
        "{\"a\": +1}     | is not JSON, from line 1, column 8",
        "{\"a\": \"\\x\"} | is not JSON, from line 1, column 9",
        "{} // no        | is not JSON, from line 1, column 4",
      })
  void refuses_a_document_that_is_not_an_object(String json, String reason) {
    refuses(json, "", reason);
  }

  @Test
  void refuses_a_document_that_is_nested_too_deep() {
    refuses("{\"a\":" + "[".repeat(64) + "]".repeat(64) + "}", "", "is nested deeper than 64");
    refuses("{\"a\":".repeat(100_000), "", "is nested deeper than 64");
    assertThat(JsonObject.parse("{\"a\":" + "[".repeat(63) + "]".repeat(63) + "}")).isNotNull();
  }

  @Test
  void refuses_a_number_of_thousands_of_digits() {
    assertThatExceptionOfType(JsonProblem.class)
        .isThrownBy(() -> JsonObject.parse("{\"a\": " + "9".repeat(100_000) + "}"));
  }

  @Test
  void reads_bytes_as_utf_8() {
    byte[] utf8 = "{\"a\": \"żółć 🐻\"}".getBytes(StandardCharsets.UTF_8);

    assertThat(JsonObject.parse(utf8).text("a")).isEqualTo("żółć 🐻");
  }

  @Test
  void refuses_bytes_that_are_not_utf_8() {
    for (byte[] bytes :
        List.of(bytes(0xff), bytes(0xc3, 0x28), bytes(0xc0, 0x80), bytes(0xed, 0xa0, 0x80))) {
      assertThatExceptionOfType(JsonProblem.class)
          .isThrownBy(() -> JsonObject.parse(bytes))
          .withMessage("is not UTF-8");
    }
  }

  private static byte[] bytes(int... unsigned) {
    byte[] bytes = new byte[unsigned.length];
    for (int i = 0; i < unsigned.length; i++) {
      bytes[i] = (byte) unsigned[i];
    }
    return bytes;
  }

  private static void refuses(String json, String place, String reason) {
    assertThatExceptionOfType(JsonProblem.class)
        .isThrownBy(() -> JsonObject.parse(json))
        .satisfies(p -> assertThat(p.place()).isEqualTo(place))
        .satisfies(p -> assertThat(p.reason()).isEqualTo(reason));
  }
}
