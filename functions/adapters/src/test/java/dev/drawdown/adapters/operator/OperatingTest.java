package dev.drawdown.adapters.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/// An operator's command line, from its words to its exit code.
class OperatingTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream errors = new ByteArrayOutputStream();
  private boolean done = true;

  @Test
  void words_options_and_flags_may_come_in_any_order() {
    assertThat(parse("--table t replay evt_1 --test-mode --catalog c"))
        .isEqualTo(parse("replay --catalog c --table t evt_1 --test-mode"));
    assertThat(parse("replay evt_1 --table t --catalog c").command()).isEqualTo("replay evt_1");
    assertThat(parse("list --table t --catalog c").option("--catalog")).isEqualTo("c");
    assertThat(parse("list --table t --catalog c --test-mode").flags()).containsOnly("--test-mode");
  }

  @Test
  void a_command_that_could_be_done_exits_with_0_and_one_that_could_not_with_1() {
    assertThat(run("list --table t --catalog c")).isZero();
    done = false;
    assertThat(run("list --table t --catalog c")).isEqualTo(1);
    assertThat(printed(errors)).isEmpty();
  }

  @Test
  void whoever_asks_for_help_needs_to_name_nothing() {
    assertThat(run("help")).isZero();
    assertThat(run("--help")).isZero();
    assertThat(printed(out)).isEqualTo("usage: so\nusage: so\n");
  }

  @Test
  void what_is_no_command_is_told_with_the_usage_and_exits_with_2() {
    assertThat(run("list --table t")).isEqualTo(2);
    assertThat(run("list --catalog c --table")).isEqualTo(2);
    assertThat(run("sing --table t --catalog c")).isEqualTo(2);
    assertThat(printed(errors))
        .isEqualTo(
            """
            --table and --catalog are needed
            usage: so
            --table needs a value
            usage: so
            not a command: sing
            usage: so
            """);
  }

  private int run(String line) {
    PrintStream told = new PrintStream(out, true, StandardCharsets.UTF_8);
    PrintStream complained = new PrintStream(errors, true, StandardCharsets.UTF_8);
    return new Operating("usage: so", told, complained)
        .run(List.of(line.split(" ")), words -> list(String.join(" ", words)));
  }

  private BooleanSupplier list(String line) {
    CommandLine parsed = parse(line);
    if (!parsed.command().equals("list")) {
      throw parsed.isNoCommand();
    }
    return () -> done;
  }

  private static CommandLine parse(String line) {
    return CommandLine.parse(
        List.of(line.split(" ")), List.of("--table", "--catalog"), Set.of("--test-mode"));
  }

  private static String printed(ByteArrayOutputStream stream) {
    return stream.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
  }
}
