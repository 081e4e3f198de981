package dev.drawdown.adapters.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class JsonTest {
  static List<Arguments> values() {
    return List.of(
        Arguments.of("a \"quoted\"\n line", "\"a \\\"quoted\\\"\\n line\""),
        Arguments.of("żółć 🐻", "\"żółć 🐻\""),
        Arguments.of(7, "7"),
        Arguments.of(Long.MIN_VALUE, "-9223372036854775808"),
        Arguments.of(BigInteger.TEN.pow(20), "100000000000000000000"),
        Arguments.of(0.5, "0.5"),
        Arguments.of(true, "true"),
        Arguments.of(Instant.parse("2026-03-01T00:00:00Z"), "\"2026-03-01T00:00:00Z\""),
        Arguments.of(Instant.parse("2026-03-01T00:00:00.120Z"), "\"2026-03-01T00:00:00.120Z\""),
        Arguments.of(Optional.of("a"), "\"a\""),
        Arguments.of(List.of(), "[]"),
        Arguments.of(Map.of(), "{}"),
        Arguments.of(Arrays.asList(1, null, Optional.empty(), List.of(2)), "[1,[2]]"),
        Arguments.of(Map.of("a", List.of(Map.of("b", 1))), "{\"a\":[{\"b\":1}]}"));
  }

  @ParameterizedTest
  @MethodSource("values")
  void writes_trees_of_plain_values(Object tree, String json) {
    assertThat(Json.write(tree)).isEqualTo(json);
  }

  @Test
  void keeps_the_order_and_leaves_out_absent_values() {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("z", 1);
    members.put("nothing", null);
    members.put("empty", Optional.empty());
    members.put("a", Optional.of(2));

    String json = Json.write(members);

    assertThat(json).isEqualTo("{\"z\":1,\"a\":2}");
  }

  @Test
  void refuses_values_without_a_json_form() {
    for (Object value : List.of(new Object(), 'c', Double.NaN, Optional.empty())) {
      assertThatIllegalArgumentException().isThrownBy(() -> Json.write(value));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Json.write(Map.of("a", List.of(Map.of("b", new Object())))));
    }
  }

  @Test
  void writes_json_that_can_be_read_again() {
    String json = Json.write(Map.of("text", "\u0000\u2028\\/"));

    assertThat(JsonObject.parse(json).text("text")).isEqualTo("\u0000\u2028\\/");
  }
}
