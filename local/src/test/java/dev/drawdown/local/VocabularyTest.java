package dev.drawdown.local;

import static java.util.Map.entry;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.local.Repository.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Each thing has one word, and each word has one meaning: in names, in JSON and in documents.
class VocabularyTest {
  /// Words that other words have replaced, in any text.
  private static final Set<String> RETIRED =
      Set.of(
          "settle",
          "settles",
          "settled",
          "settling",
          "settlement",
          "settlements",
          "unsettled", //
          "lapse",
          "lapses",
          "lapsed",
          "lapsing",
          "cell",
          "cells",
          "foresight",
          "arrears",
          "follower",
          "followers",
          "patience",
          "untellable",
          "visitor");

  /// Words that are English but must not be in any name of the code.
  private static final Set<String> RETIRED_IN_NAMES =
      Set.of(
          "leader",
          "leaders",
          "lead",
          "coverage",
          "funds",
          "attempts",
          "levels",
          "meaning",
          "share",
          "shares",
          "moves",
          "visit",
          "visits",
          "aside",
          "tell",
          "tells",
          "told",
          "telling",
          "tellings",
          "hear",
          "hears",
          "heard",
          "unheard",
          "news",
          "said",
          "effecting");

  /// Names of other projects.
  private static final Set<String> FOREIGN =
      Set.of(
          "ApiCallAttemptTimeoutException",
          "apiCallAttemptTimeout",
          "FileVisitResult",
          "SimpleFileVisitor",
          "preVisitDirectory",
          "visitFile");

  /// Constructions that make a reader read a sentence twice, and the reason or the remedy. None of
  /// them has a use in plain English.
  private static final Map<String, String> UNCLEAR =
      Map.ofEntries(
          entry("whoever", "name the actor"),
          entry("what of", "name the thing"),
          entry("that which", "name the thing"),
          entry("of which", "make two sentences"),
          entry("as far as", "say 'if' or 'where'"),
          entry("(?:is|are|was|were|be) to be", "say who does it"),
          entry("had rather", "state the preference"),
          entry("(?:comes?|came) of (?:it|this|that|them)", "name the result"),
          entry("(?:nobody|somebody|others?) (?:is|are|was|were) at", "say who changes it"),
          entry("(?:is|are|was|were) told of", "say who receives or reports it"),
          entry("bears?", "say 'has', 'carries' or 'tolerates'"),
          entry("counts? no more", "say 'no longer counts'"),
          entry("unless it is said", "say 'by default'"));

  private static final Pattern TEXT =
      Pattern.compile(
          "(?s)\"\"\".*?\"\"\"|\"(?:\\\\.|[^\"\\\\\\n"
              + "])*\"|'(?:\\\\.|[^'\\\\\\n"
              + "])*'|//[^\\n"
              + "]*|/\\*.*?\\*/");

  /// The end of a line within a paragraph or a comment.
  private static final Pattern WRAP = Pattern.compile("\\s*\\n\\s*(?:///?|#)?\\s*");

  private static final Pattern NAME = Pattern.compile("[A-Za-z_$][\\w$]*");
  private static final Pattern WORD = Pattern.compile("[A-Z]?[a-z]+|[A-Z]+(?![a-z])");
  private static final Pattern JSON_NAME = Pattern.compile("\"([A-Za-z][\\w-]*)\"\\s*:");
  private static final Pattern TYPE =
      Pattern.compile(
          "(?m)^(?:(?:public|final|sealed|non-sealed|abstract) )*"
              + "(?:class|record|interface|enum|@interface) (\\w+)");

  @Test
  void no_name_in_code_uses_a_retired_word() {
    assertThat(Repository.sources(".java").stream().flatMap(file -> inNames(file).stream()))
        .isEmpty();
  }

  @Test
  void no_comment_and_no_document_uses_a_retired_word() {
    assertThat(Repository.sources(".java", ".md").stream().flatMap(file -> inProse(file).stream()))
        .isEmpty();
  }

  @Test
  void no_comment_and_no_document_has_a_sentence_that_is_read_twice() {
    assertThat(
            Repository.sources(".java", ".md", ".yaml").stream()
                .flatMap(file -> unclear(file).stream()))
        .isEmpty();
  }

  @Test
  void no_name_in_json_uses_a_retired_word() {
    assertThat(Repository.sources(".json").stream().flatMap(file -> inJson(file).stream()))
        .isEmpty();
  }

  @Test
  void no_two_types_have_one_name_except_those_of_clients() {
    Map<String, Set<String>> places = new TreeMap<>();
    for (Source file : Repository.sources(".java")) {
      if (!file.path().startsWith("client/")) {
        names(TYPE, file.text())
            .forEach(name -> places.computeIfAbsent(name, _ -> new TreeSet<>()).add(file.path()));
      }
    }
    places.values().removeIf(files -> files.size() == 1);

    assertThat(places).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "void settle() {}",
        "int cellCount;",
        "record Lapse() {}",
        "MAX_CELLS",
        "isUnsettled()",
        "aVeryLongLead",
        "Subscription.unheardOf(id)",
        "a_test_of_what_lapsed()",
      })
  void a_retired_word_is_found_at_any_place_in_a_name(String code) {
    assertThat(inNames(new Source("A.java", code))).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Cancellation cancellation = elapsed(shared);",
        "String text = \"settled\";",
        "int a; // settled",
        "new SimpleFileVisitor<>() {}",
      })
  void a_name_that_only_looks_retired_does_not_count(String code) {
    assertThat(inNames(new Source("A.java", code))).isEmpty();
  }

  @Test
  void a_retired_word_is_found_in_comments_documents_and_json() {
    assertThat(inProse(new Source("A.java", "int cells; /// Two\n/// cells."))).hasSize(1);
    assertThat(inProse(new Source("a.md", "It has lapsed."))).hasSize(1);
    assertThat(inJson(new Source("a.json", "{\"moves\": []}"))).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/// Whoever finds it\n/// parks it.",
        "  /// The wallet is to\n  /// be committed.",
        "// Says what\n// comes of it.",
        "int a; // It bears more.",
      })
  void an_unclear_construction_is_found_in_comments_also_across_lines(String code) {
    assertThat(unclear(new Source("A.java", code))).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Of two wallets, one\nof which has expired.", "It *is to be* done."})
  void an_unclear_construction_is_found_in_documents(String text) {
    assertThat(unclear(new Source("a.md", text))).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "String text = \"is to be\";",
        "/// The bearer's token.",
        "/// It is not\n/// to be.",
      })
  void what_only_looks_like_an_unclear_construction_is_none(String code) {
    assertThat(unclear(new Source("A.java", code))).isEmpty();
  }

  private static List<String> inNames(Source file) {
    String code = TEXT.matcher(file.text()).replaceAll(" ");
    List<String> found = new ArrayList<>();
    for (String name : names(NAME, code)) {
      if (!FOREIGN.contains(name) && isRetired(name)) {
        found.add(file.path() + ": " + name);
      }
    }
    return found;
  }

  private static boolean isRetired(String name) {
    boolean sentence = name.chars().filter(letter -> letter == '_').count() > 1;
    return words(name).stream()
        .anyMatch(word -> RETIRED.contains(word) || (!sentence && RETIRED_IN_NAMES.contains(word)));
  }

  private static List<String> unclear(Source file) {
    String text = WRAP.matcher(prose(file)).replaceAll(" ");
    List<String> found = new ArrayList<>();
    UNCLEAR.forEach(
        (construction, remedy) ->
            Pattern.compile("(?i)\\b(?:" + construction + ")\\b")
                .matcher(text)
                .results()
                .forEach(hit -> found.add(file.path() + " says '" + hit.group() + "': " + remedy)));
    return found;
  }

  private static String prose(Source file) {
    return file.path().endsWith(".java") ? comments(file.text()) : file.text();
  }

  private static List<String> inProse(Source file) {
    return words(prose(file)).stream()
        .filter(RETIRED::contains)
        .map(word -> file.path() + " says " + word)
        .toList();
  }

  private static String comments(String java) {
    return TEXT.matcher(java)
        .results()
        .map(MatchResult::group)
        .filter(text -> text.startsWith("/"))
        .collect(joining("\n"));
  }

  private static List<String> inJson(Source file) {
    return JSON_NAME
        .matcher(file.text())
        .results()
        .map(name -> name.group(1))
        .distinct()
        .filter(VocabularyTest::isRetired)
        .map(name -> file.path() + ": " + name)
        .toList();
  }

  private static Set<String> names(Pattern pattern, String text) {
    Set<String> names = new TreeSet<>();
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      names.add(matcher.group(matcher.groupCount()));
    }
    return names;
  }

  private static Set<String> words(String text) {
    Set<String> words = new TreeSet<>();
    WORD.matcher(text)
        .results()
        .map(MatchResult::group)
        .map(word -> word.toLowerCase(Locale.ROOT))
        .forEach(words::add);
    return words;
  }
}
