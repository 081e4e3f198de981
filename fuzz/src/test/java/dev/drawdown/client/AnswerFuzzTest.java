package dev.drawdown.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.jr.ob.JSON;
import dev.drawdown.fuzz.Fuzzing;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The bodies of answers, as the Java client reads them. A proxy on the way can send anything. A
/// body is read as it is, or is a problem with a reason: work never fails with another exception.
class AnswerFuzzTest {
  static List<byte[]> seeds() {
    String charge =
        "{\"id\":\"k\",\"action\":\"reply\",\"document\":\"d\",\"quantity\":2,\"cost\":2,"
            + "\"status\":\"held\",\"draws\":[{\"bucket\":\"plan-1\",\"kind\":\"plan\","
            + "\"credits\":2}],\"at\":\"2026-11-20T10:15:30Z\","
            + "\"expiresAt\":\"2026-11-20T10:30:30Z\",\"captured\":0}";
    String balance =
        "{\"account\":\"anna\",\"standing\":\"active\",\"plan\":{\"id\":\"monthly\","
            + "\"periodEnd\":\"2026-12-01T00:00:00Z\"},\"total\":49,\"held\":1,"
            + "\"buckets\":[{\"id\":\"plan-1\",\"kind\":\"plan\",\"remaining\":49,\"granted\":50,"
            + "\"expiresAt\":\"2026-12-01T00:00:00Z\",\"frozen\":true}],"
            + "\"usage\":{\"used\":1,\"granted\":50,\"percent\":2,\"level\":\"ok\","
            + "\"resetsAt\":\"2026-12-01T00:00:00Z\"},\"version\":3}";
    return Fuzzing.seeds(
        charge,
        balance,
        "{\"code\":\"out-of-credits\",\"actions\":[{\"type\":\"wait\",\"href\":\"/plans\","
            + "\"at\":\"2026-12-01T00:00:00Z\"}]}",
        "<html>Bad Gateway</html>",
        "");
  }

  @MethodSource("seeds")
  @FuzzTest
  void an_answer_is_read_or_is_a_problem(byte[] body) {
    Fuzzing.take(AnswerFuzzTest::read, body);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2})
  void a_changed_answer_is_read_or_is_a_problem(long seed) {
    Fuzzing.run(AnswerFuzzTest::read, AnswerFuzzTest.class, seeds(), seed);
  }

  private static void read(byte[] body) throws IOException {
    String text = new String(body, UTF_8);
    try {
      JsonObject answer = JsonObject.parse(text);
      Refusal.NextStep.listOf(answer);
      if (answer.textIfAny("account").isPresent()) {
        requireSame("version", Balance.of(answer).version(), text);
      } else {
        requireSame("quantity", Charge.of(answer).quantity(), text);
      }
    } catch (JsonObject.Problem problem) {
      assertThat(problem.reason()).isNotBlank();
    }
  }

  /// Fails if the number differs from the one in the text. An absent quantity is 1.
  private static void requireSame(String name, long read, String text) throws IOException {
    Map<String, Object> members = JSON.std.mapFrom(text);
    if (members.get(name) instanceof Number written) {
      assertThat(written.doubleValue()).isEqualTo((double) read);
    }
  }
}
