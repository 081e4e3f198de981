package dev.drawdown.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.local.Repository.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Java sources cite exactly the rules that `docs/rules.md` defines, and a test cites each.
///
/// A source cites rules at the start of a `///` line, before a colon. A defined number in any other
/// place of a comment is an error, so that no citation is overlooked.
class RulesTest {
  /// A letter of a section of the document, and a number.
  private static final String NUMBER = "[DFGHILOPSTUV]\\d{1,2}";

  private static final Pattern DEFINITION = Pattern.compile("^- \\*\\*(" + NUMBER + ")\\*\\* ");
  private static final Pattern RULE = Pattern.compile("\\b" + NUMBER + "\\b");
  private static final Pattern CITATION =
      Pattern.compile("^\\s*/// (?<rules>" + RULE + "(?:(?:, | and )" + RULE + ")*):(?: |$)");
  private static final Pattern LITERAL = Pattern.compile("\"(?:\\\\.|[^\"\\\\])*\"");
  private static final Pattern TEST = Pattern.compile("@\\w*Test\\b");

  @Test
  void every_rule_that_is_cited_is_defined_and_a_test_cites_every_rule() throws IOException {
    List<String> defined = definedIn(Files.readString(Repository.ROOT.resolve("docs/rules.md")));
    List<Source> sources = Repository.sources(".java");
    assertThat(defined).hasSizeGreaterThan(40);
    assertThat(sources).hasSizeGreaterThan(100);

    assertThat(differences(defined, sources)).isEmpty();
  }

  @Test
  void rules_are_read_from_the_bold_number_that_starts_an_item() {
    String document =
        """
        # The rules, such as **F9**
        - **T1** All times are UTC, see T2.
        - **H12** A hold **H3**.
          1. **H4** no item of its own
        """;

    assertThat(definedIn(document)).containsExactly("T1", "H12");
  }

  @Test
  void a_cited_but_undefined_rule_is_a_difference() {
    Source main = new Source("main/Clock.java", "class Clock {}\n  /// T2, T9: time\n");

    assertThat(differences(List.of("T2"), List.of(main, testOf("T2"))))
        .containsExactly("main/Clock.java:2 cites T9, which docs/rules.md doesn't define");
  }

  @Test
  void a_rule_that_no_test_cites_is_a_difference() {
    Source main = new Source("main/Clock.java", "/// T2: time\n");
    Source fixture = new Source("src/test/java/Times.java", "/// T2: time\n");

    assertThat(differences(List.of("T1", "T2"), List.of(main, fixture, testOf("T1"))))
        .containsExactly("docs/rules.md defines T2, which no test cites");
  }

  @Test
  void a_rule_that_is_defined_twice_is_a_difference() {
    assertThat(differences(List.of("T1", "T1"), List.of(testOf("T1"))))
        .containsExactly("docs/rules.md defines T1 twice");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/// T1 over HTTP: what is due",
        "/// T2 to T4: what is due",
        "/// What T1 says.",
        "// T1: what is due",
        "int a; // as T1 says",
        "/// T2: as T1 says",
      })
  void a_rule_in_another_form_is_a_difference(String line) {
    Source test = new Source("A.java", "\n" + line);
    List<Source> sources = List.of(test, testOf("T1"), testOf("T2"), testOf("T4"));

    assertThat(differences(List.of("T1", "T2", "T4"), sources))
        .isNotEmpty()
        .allMatch(text -> text.startsWith("A.java:2 names T"))
        .allMatch(text -> text.endsWith("only `/// T2, D5: ...` cites a rule"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "class Box<T1> {}",
        "String url = \"https://example.org/T1\";",
        "clock.advance(\"T1\"); // by the whole of PT1H",
        "/// Takes `P1M`, `PT1`, `VT10` or S3.",
      })
  void a_text_that_only_looks_like_a_rule_does_not_count(String line) {
    assertThat(differences(List.of("T1"), List.of(new Source("A.java", line), testOf("T1"))))
        .isEmpty();
  }

  /// The rules that a Markdown document defines, in its order.
  private static List<String> definedIn(String document) {
    return document
        .lines()
        .flatMap(line -> DEFINITION.matcher(line).results())
        .map(definition -> definition.group(1))
        .toList();
  }

  /// The differences between the `defined` rules and the `sources`.
  private static List<String> differences(List<String> defined, List<Source> sources) {
    Set<String> known = new LinkedHashSet<>();
    Set<String> tested = new LinkedHashSet<>();
    List<String> differences = new ArrayList<>();
    for (String rule : defined) {
      if (!known.add(rule)) {
        differences.add("docs/rules.md defines " + rule + " twice");
      }
    }
    for (Source source : sources) {
      List<String> cited = read(source, known, differences);
      if (isTest(source)) {
        tested.addAll(cited);
      }
    }
    known.stream()
        .filter(rule -> !tested.contains(rule))
        .forEach(
            rule -> differences.add("docs/rules.md defines " + rule + ", which no test cites"));
    return differences;
  }

  /// The rules that a source cites. Adds wrong citations to `differences`.
  private static List<String> read(Source source, Set<String> known, List<String> differences) {
    List<String> cited = new ArrayList<>();
    List<String> lines = source.text().lines().toList();
    for (int number = 1; number <= lines.size(); number++) {
      String line = lines.get(number - 1);
      String place = source.path() + ":" + number;
      Matcher citation = CITATION.matcher(line);
      boolean cites = citation.find();
      for (String rule : cites ? rulesIn(citation.group("rules")) : List.<String>of()) {
        cited.add(rule);
        if (!known.contains(rule)) {
          differences.add(place + " cites " + rule + ", which docs/rules.md doesn't define");
        }
      }
      rulesIn(comment(cites ? "//" + line.substring(citation.end()) : line)).stream()
          .filter(known::contains)
          .map(rule -> place + " names " + rule + "; only `/// T2, D5: ...` cites a rule")
          .forEach(differences::add);
    }
    return cited;
  }

  private static boolean isTest(Source source) {
    return source.path().contains("src/test/") && TEST.matcher(source.text()).find();
  }

  private static List<String> rulesIn(String text) {
    return RULE.matcher(text).results().map(MatchResult::group).toList();
  }

  /// The text of a Java line after `//`. Empty if there is none.
  private static String comment(String line) {
    String code = line.strip().startsWith("//") ? line : LITERAL.matcher(line).replaceAll("");
    int start = code.indexOf("//");
    return start < 0 ? "" : code.substring(start);
  }

  /// A test that cites `rule`.
  private static Source testOf(String rule) {
    return new Source("src/test/java/" + rule + "Test.java", "/// " + rule + ": so\n@Test");
  }
}
