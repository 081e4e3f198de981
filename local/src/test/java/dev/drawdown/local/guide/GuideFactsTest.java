package dev.drawdown.local.guide;

import static dev.drawdown.local.guide.GuideTest.TODAY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.adapters.catalog.Catalogs;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.local.guide.CreditsGuide.Page;
import dev.drawdown.local.guide.CreditsGuide.Result;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The page of a shipped catalog states every fact of the product's own guide that a test cites.
///
/// `<product>.facts.txt`, beside this class, lists the sentences of the page that state each fact.
/// The cited facts are those of `<product>.guide.txt`, beside the guide tests of the domain.
class GuideFactsTest {
  private static final Pattern NUMBER = Pattern.compile("[0-9]+");

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"outsmart", "assistant-coach", "ai-employee"})
  void the_page_states_each_fact_that_a_test_cites(String product) throws IOException {
    List<String> cited = cited(text("/dev/drawdown/domain/product/" + product + ".guide.txt"));

    assertThat(cited).hasSizeGreaterThan(20);
    assertThat(problems(cited, facts(text(product + ".facts.txt")), statements(product))).isEmpty();
  }

  @Test
  void a_cited_fact_without_a_sentence_is_a_problem() {
    assertThat(
            problems(
                List.of("Packs never expire.", "Drafts cost 1."),
                facts("a: Drafts cost 1."),
                Map.of("a", "Drafts cost 1.")))
        .containsExactly("no sentence states: Packs never expire.");
  }

  @Test
  void a_missing_sentence_or_another_number_is_a_problem() {
    assertThat(
            problems(
                List.of("Drafts cost 1.", "A trial has 14 days."),
                facts("a, b: Drafts cost 1.\na: A trial has 14 days."),
                Map.of("a", "A draft costs 1 credit.")))
        .containsExactly("the page has no b", "14 isn't in a: A trial has 14 days.");
  }

  @Test
  void a_fact_that_no_test_cites_is_a_problem() {
    assertThat(problems(List.of(), facts("a: Drafts cost 1."), Map.of("a", "Drafts cost 1.")))
        .containsExactly("no test cites: Drafts cost 1.");
  }

  private static List<String> cited(String guide) {
    return guide
        .lines()
        .filter(line -> line.startsWith("cited: "))
        .map(line -> line.substring("cited: ".length()))
        .toList();
  }

  /// The ids of the sentences that state each fact.
  private static Map<String, List<String>> facts(String text) {
    Map<String, List<String>> facts = new LinkedHashMap<>();
    text.lines()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .forEach(
            line -> {
              int colon = line.indexOf(": ");
              List<String> ids = List.of(line.substring(0, colon).split(", ", -1));
              assertThat(facts.put(line.substring(colon + 2), ids)).as(line).isNull();
            });
    return facts;
  }

  private static Map<String, String> statements(String product) {
    Catalog catalog = Catalogs.shipped(product);
    Page page = ((Result.Complete) CreditsGuide.of(catalog, TODAY).prove(catalog, TODAY)).page();
    Map<String, String> statements = new LinkedHashMap<>();
    page.proved().forEach((id, proved) -> statements.put(id, proved.text(name -> name)));
    return statements;
  }

  private static List<String> problems(
      List<String> cited, Map<String, List<String>> facts, Map<String, String> statements) {
    List<String> problems = new ArrayList<>();
    for (String fact : cited) {
      List<String> ids = facts.get(fact);
      if (ids == null) {
        problems.add("no sentence states: " + fact);
        continue;
      }
      ids.stream()
          .filter(id -> !statements.containsKey(id))
          .forEach(id -> problems.add("the page has no " + id));
      String stated =
          String.join(" ", ids.stream().map(id -> statements.getOrDefault(id, "")).toList());
      List<String> numbers = numbers(stated);
      numbers(fact).stream()
          .filter(number -> !numbers.contains(number))
          .forEach(
              number -> problems.add(number + " isn't in " + String.join(", ", ids) + ": " + fact));
    }
    facts.keySet().stream()
        .filter(fact -> !cited.contains(fact))
        .forEach(fact -> problems.add("no test cites: " + fact));
    return problems;
  }

  private static List<String> numbers(String text) {
    return NUMBER.matcher(text).results().map(MatchResult::group).toList();
  }

  private static String text(String resource) throws IOException {
    try (InputStream text =
        Objects.requireNonNull(GuideFactsTest.class.getResourceAsStream(resource), resource)) {
      return new String(text.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
