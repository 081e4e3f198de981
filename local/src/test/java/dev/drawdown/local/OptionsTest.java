package dev.drawdown.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.local.Options.Help;
import dev.drawdown.local.Options.Start;
import dev.drawdown.local.Options.WriteGuide;
import dev.drawdown.local.Options.Wrong;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class OptionsTest {
  static Stream<Arguments> lines() {
    return Stream.of(
        line("", new Start("outsmart", 8080, Optional.empty(), "whsec_local")),
        line(
            "--catalog ai-employee",
            new Start("ai-employee", 8080, Optional.empty(), "whsec_local")),
        line(
            "--catalog=my.json --port=0", new Start("my.json", 0, Optional.empty(), "whsec_local")),
        line("--port 65535", new Start("outsmart", 65_535, Optional.empty(), "whsec_local")),
        line("--data d", new Start("outsmart", 8080, Optional.of(Path.of("d")), "whsec_local")),
        line("--webhook-secret whsec_1", new Start("outsmart", 8080, Optional.empty(), "whsec_1")),
        line(
            "--webhook-secret secret",
            new Wrong("--webhook-secret must be whsec_ and letters or digits")),
        line("--port 1 --help", new Help()),
        line("--colour red", new Wrong("unknown option --colour")),
        line("ai-employee", new Wrong("unknown option ai-employee")),
        line("--port", new Wrong("--port needs a value")),
        line("--catalog --port 1", new Wrong("--catalog needs a value")),
        line("--data=", new Wrong("--data needs a value")),
        line("--port 1 --port 2", new Wrong("--port is given twice")),
        line("--port 65536", new Wrong("--port must be a number from 0 to 65535: 65536")),
        line("guide", new WriteGuide("outsmart", Path.of("target", "guide"), Optional.empty())),
        line(
            "guide --catalog=my.json --out o --name Notes",
            new WriteGuide("my.json", Path.of("o"), Optional.of("Notes"))),
        line("guide --port 1", new Wrong("unknown option --port")),
        line("guide --out", new Wrong("--out needs a value")),
        line("--catalog my.json guide", new Wrong("unknown option guide")),
        line("--port -1", new Wrong("--port must be a number from 0 to 65535: -1")),
        line("--port http", new Wrong("--port must be a number from 0 to 65535: http")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("lines")
  void a_command_line_is_parsed_or_refused_with_the_reason(String line, Options expected) {
    List<String> arguments = line.isEmpty() ? List.of() : List.of(line.split(" "));

    Options options = Options.parse(arguments);

    assertThat(options).isEqualTo(expected);
  }

  @Test
  void a_folder_whose_name_no_file_system_takes_is_refused() {
    for (List<String> line : List.of(List.of("--data", "\0"), List.of("guide", "--out", "\0"))) {
      assertThat(Options.parse(line))
          .isInstanceOfSatisfying(
              Wrong.class, wrong -> assertThat(wrong.reason()).startsWith("not a path: "));
    }
  }

  private static Arguments line(String line, Options expected) {
    return Arguments.of(line, expected);
  }
}
