package dev.drawdown.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.drawdown.fuzz.Fuzzing;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The command line of the local service, one argument a line. It is read, or refused by a
/// sentence.
class OptionsFuzzTest {
  static List<byte[]> seeds() {
    return Fuzzing.seeds(
        "--catalog\nassistant-coach\n--port\n0\n--data=target/data",
        "--webhook-secret=whsec_c2VjcmV0",
        "guide\n--out\ntarget/guide\n--name=OutSmart\n--catalog\nmine.json",
        "--help");
  }

  @MethodSource("seeds")
  @FuzzTest
  void a_command_line_is_read_or_refused(byte[] arguments) {
    Fuzzing.take(OptionsFuzzTest::parse, arguments);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = 1)
  void a_changed_command_line_is_read_or_refused(long seed) {
    Fuzzing.run(OptionsFuzzTest::parse, OptionsFuzzTest.class, seeds(), seed);
  }

  private static void parse(byte[] arguments) {
    List<String> words = List.of(new String(arguments, UTF_8).split("\n", -1));
    if (Options.parse(words) instanceof Options.Wrong(String reason)) {
      assertThat(reason).isNotBlank();
      Fuzzing.requireNothingInternal(reason, arguments);
    }
  }
}
