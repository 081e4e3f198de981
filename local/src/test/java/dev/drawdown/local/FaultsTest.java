package dev.drawdown.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.drawdown.local.Repository.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The faults of `.ci/faults`, which `.ci/planted` applies: each still fits the sources, and names
/// the broken rule and the tests that find it.
class FaultsTest {
  private static final Path FOLDER = Path.of(".ci", "faults");
  private static final Pattern RULE = Pattern.compile("(?m)^- \\*\\*([A-Z]\\d{1,2})\\*\\* ");
  private static final Pattern PAGE = Pattern.compile("docs/\\w+\\.md");
  private static final Pattern TESTS = Pattern.compile("(\\S+) ([\\w-]+(?:,[\\w-]+)*)");

  static List<Fault> faults() {
    return Repository.sources(".patch").stream()
        .filter(source -> Path.of(source.path()).startsWith(FOLDER))
        .map(Fault::read)
        .toList();
  }

  @Test
  void there_are_faults_of_every_section_of_the_rules() throws IOException {
    List<Fault> faults = faults();
    Set<String> sections = rules().stream().map(rule -> rule.substring(0, 1)).collect(toSet());

    assertThat(faults).hasSizeGreaterThanOrEqualTo(40);
    assertThat(faults.stream().map(fault -> fault.rule().substring(0, 1))).containsAll(sections);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("faults")
  void the_lines_that_a_fault_changes_are_once_in_the_sources_that_ship(Fault fault) {
    assertThat(fault.hunks()).isNotEmpty();
    assertThat(fault.hunks())
        .allSatisfy(
            hunk -> {
              assertThat(hunk.file()).containsPattern("/src/").doesNotContain("/test/");
              assertThat(occurrences(hunk.before(), Repository.ROOT.resolve(hunk.file())))
                  .as("how often this is in %s:%n%s", hunk.file(), hunk.before())
                  .isEqualTo(1);
            });
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("faults")
  void a_fault_describes_itself_in_a_sentence_and_names_the_broken_rule(Fault fault)
      throws IOException {
    assertThat(fault.what()).matches("[A-Z][^.]+\\.");
    if (PAGE.matcher(fault.rule()).matches()) {
      assertThat(Repository.ROOT.resolve(fault.rule())).exists();
    } else {
      assertThat(rules()).contains(fault.rule());
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("faults")
  void the_tests_that_find_a_fault_exist(Fault fault) {
    Matcher named = TESTS.matcher(fault.tests());
    assertThat(named.matches()).as(fault.tests()).isTrue();

    assertThat(List.of(named.group(2).split(",", -1)))
        .allSatisfy(test -> assertThat(testFiles(named.group(1), test)).hasSize(1));
  }

  @Test
  void a_patch_is_read_into_its_header_and_the_lines_before_it() {
    String patch =
        """
        What: The sum is off by one.
        Rule: D6
        Tests: shared-domain CreditsTest
        --- a/shared-domain/src/main/java/Sum.java
        +++ b/shared-domain/src/main/java/Sum.java
        @@ -3,3 +3,3 @@
           int sum(int a, int b) {
        -    return a + b;
        +    return a + b + 1;
           }
        @@ -9,2 +9,1 @@
        -  // the end
         }
        """;

    Fault fault = Fault.read(new Source(".ci/faults/sum.patch", patch));

    assertThat(fault.what()).isEqualTo("The sum is off by one.");
    assertThat(fault.hunks())
        .containsExactly(
            new Hunk(
                "shared-domain/src/main/java/Sum.java",
                "  int sum(int a, int b) {\n    return a + b;\n  }\n"),
            new Hunk("shared-domain/src/main/java/Sum.java", "  // the end\n}\n"));
  }

  @Test
  void a_wrong_fault_name_is_refused() throws Exception {
    assumeTrue(hasBash(), "skipped: there is no bash on this machine");

    Process planted =
        new ProcessBuilder("bash", "../.ci/planted", "no-such-fault")
            .redirectErrorStream(true)
            .start();
    String output = new String(planted.getInputStream().readAllBytes(), UTF_8);

    assertThat(output).startsWith("There is no fault no-such-fault in .ci/faults.\nusage: ");
    assertThat(planted.waitFor()).isEqualTo(2);
  }

  /// One patch. `rule` is the number of a rule, or a page of the documentation.
  record Fault(String name, String what, String rule, String tests, List<Hunk> hunks) {
    static Fault read(Source patch) {
      String name = Path.of(patch.path()).getFileName().toString().replaceAll("\\.patch$", "");
      return new Fault(
          name,
          header(patch, "What"),
          header(patch, "Rule"),
          header(patch, "Tests"),
          hunks(patch.text().lines().toList()));
    }

    private static String header(Source patch, String field) {
      return patch
          .text()
          .lines()
          .filter(line -> line.startsWith(field + ": "))
          .map(line -> line.substring(field.length() + 2))
          .findFirst()
          .orElseThrow(() -> new IllegalArgumentException(patch.path() + " has no " + field));
    }

    private static List<Hunk> hunks(List<String> lines) {
      List<Hunk> hunks = new ArrayList<>();
      String file = "";
      for (String line : lines) {
        if (line.startsWith("+++ b/")) {
          file = line.substring("+++ b/".length());
        } else if (line.startsWith("@@ ")) {
          hunks.add(new Hunk(file, ""));
        } else if (!hunks.isEmpty() && line.matches("[ -].*")) {
          hunks.add(hunks.removeLast().with(line.substring(1)));
        }
      }
      return hunks;
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /// One place that a patch changes: the lines `before` the change, with those around them.
  record Hunk(String file, String before) {
    private Hunk with(String line) {
      return new Hunk(file, before + line + "\n");
    }
  }

  /// The number of times that whole lines are in a file. 0 if there is no such file.
  private static long occurrences(String lines, Path file) throws IOException {
    if (!Files.exists(file)) {
      return 0;
    }
    String text = "\n" + Files.readString(file).lines().collect(joining("\n", "", "\n"));
    return Pattern.compile(Pattern.quote("\n" + lines)).matcher(text).results().count();
  }

  private static List<String> rules() throws IOException {
    return RULE.matcher(Files.readString(Repository.ROOT.resolve("docs/rules.md")))
        .results()
        .map((MatchResult rule) -> rule.group(1))
        .toList();
  }

  private static List<Path> testFiles(String module, String test) throws IOException {
    Path folder = Repository.ROOT.resolve(module);
    Path tests =
        Files.exists(folder.resolve("pom.xml"))
            ? folder.resolve("src/test/java")
            : folder.resolve("test");
    try (Stream<Path> files = Files.walk(tests)) {
      return files
          .filter(
              file ->
                  Set.of(test + ".java", test + ".test.ts").contains(file.getFileName().toString()))
          .toList();
    }
  }

  private static boolean hasBash() throws InterruptedException {
    try {
      return new ProcessBuilder("bash", "-c", "true").start().waitFor() == 0;
    } catch (IOException absent) {
      return false;
    }
  }
}
