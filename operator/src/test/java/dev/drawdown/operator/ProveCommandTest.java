package dev.drawdown.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.operator.Console.Printed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// `operator prove`: its output and its exit codes.
class ProveCommandTest {
  private static final Path PAGE = Path.of("..", "docs", "prove.md");

  @TempDir private Path folder;

  @Test
  void a_catalog_without_findings_exits_with_0() {
    Printed proved = run("prove --catalog assistant-coach --depth 3");

    assertThat(proved.exit()).isZero();
    assertThat(proved.errors()).isEmpty();
    assertThat(proved.lines()).hasSize(1);
    assertThat(proved.out())
        .matches(
            "assistant-coach: 3 steps deep, \\d+ states, \\d+ steps tried, \\d+\\.\\d s:"
                + " nothing found, 0 priced exceptions");
  }

  /// `ProvedScriptTest` of the local service runs the same script.
  @Test
  void the_example_of_the_page_is_found_with_the_script_of_the_page() throws IOException {
    Path catalog = folder.resolve("free-is-more.json");
    Files.writeString(catalog, block("json"));

    Printed proved = run("prove --catalog " + catalog + " --depth 5");

    assertThat(proved.exit()).isEqualTo(1);
    assertThat(proved.out().replace(catalog.toString(), "free-is-more.json"))
        .startsWith(block("sh"));
    assertThat(proved.lines().getLast()).endsWith(": 1 finding");
  }

  @Test
  void a_priced_exception_of_the_page_is_listed_with_its_script() throws IOException {
    Printed proved = run("prove --catalog outsmart --depth 4");

    assertThat(proved.exit()).isZero();
    assertThat(proved.out())
        .contains(block("text"))
        .contains("# ./dev --catalog outsmart\n# 2040-01-10T09:01:00Z: a minute passes.\n");
  }

  @Test
  void prices_by_the_year_are_tried_if_the_command_names_them() {
    String catalog = "src/test/resources/prove/yearly-reset.json";

    Printed month = run("prove --catalog " + catalog + " --depth 2");
    Printed year =
        run("prove --catalog " + catalog + " --yearly price_small_year,price_large_year --depth 2");

    assertThat(month.out()).contains(": nothing found");
    assertThat(year.out()).contains(": nothing found");
    assertThat(states(year)).isGreaterThan(states(month));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "13", "99"})
  void a_depth_beyond_the_limits_is_refused(String depth) {
    assertThat(run("prove --catalog outsmart --depth=" + depth))
        .isEqualTo(refusal("--depth must be 1 to 12, not " + depth));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "prove ; Missing required option: '--catalog=CATALOG'",
        "prove --catalog nowhere.json ; there is no catalog nowhere.json: neither a file nor one of"
            + " [outsmart, assistant-coach, ai-employee]",
        "prove --catalog outsmart --depth deep"
            + " ; Invalid value for option '--depth': 'deep' is not an int",
        "prove outsmart --catalog outsmart ; Unmatched argument at index 1: 'outsmart'",
        "prove --catalog outsmart --yearly price_x ; --yearly: no plan lists the price price_x",
      })
  void a_wrong_command_is_refused_in_one_line(String line, String reason) {
    assertThat(run(line)).isEqualTo(refusal(reason));
  }

  @Test
  void a_catalog_that_cannot_be_served_is_refused_with_the_place_and_the_reason()
      throws IOException {
    Path catalog = folder.resolve("wrong.json");
    Files.writeString(catalog, "{\"product\": \"p\"}");

    assertThat(run("prove --catalog " + catalog))
        .isEqualTo(refusal("actions: needs at least one action"));
  }

  private static Printed refusal(String reason) {
    return new Printed(2, "", reason + " (see 'operator prove --help')");
  }

  private static long states(Printed proved) {
    return Pattern.compile(", (\\d+) states,")
        .matcher(proved.lines().getLast())
        .results()
        .mapToLong(found -> Long.parseLong(found.group(1)))
        .sum();
  }

  private static Printed run(String line) {
    return Console.run(Connections.of(Map.of()), Map.of(), line);
  }

  private static String block(String language) throws IOException {
    return Pattern.compile("```" + language + " example\\n(.*?)```", Pattern.DOTALL)
        .matcher(Files.readString(PAGE))
        .results()
        .map(MatchResult::group)
        .map(found -> found.substring(found.indexOf('\n') + 1, found.length() - 3))
        .findFirst()
        .orElseThrow();
  }
}
