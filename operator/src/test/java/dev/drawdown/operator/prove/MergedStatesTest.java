package dev.drawdown.operator.prove;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.adapters.catalog.Catalogs;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.operator.prove.CatalogProver.Proof;
import dev.drawdown.operator.prove.CatalogProver.Scope;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The search continues from one story of each state. That loses nothing: a search that continues
/// from every story has the same result.
class MergedStatesTest {
  @ParameterizedTest
  @CsvSource({"outsmart, 3", "assistant-coach, 6", "ai-employee, 3"})
  void every_story_of_a_shipped_catalog_leads_to_a_state_that_the_search_reaches(
      String name, int depth) {
    Catalog catalog = Catalogs.shipped(name);

    requireTheSame(catalog, Set.of(), new RulesUnderTest(catalog), depth);
  }

  /// A customer can subscribe again in a month of another length.
  @Test
  void every_story_of_one_plan_leads_to_a_state_that_the_search_reaches() {
    Catalog catalog = Catalogs.read(ONE_PLAN);

    requireTheSame(catalog, Set.of(), new RulesUnderTest(catalog), 5);
  }

  @Test
  void
      every_story_of_a_plan_by_the_month_and_by_the_year_leads_to_a_state_that_the_search_reaches() {
    Catalog catalog = Catalogs.load("src/test/resources/prove/yearly-reset.json");

    requireTheSame(catalog, CatalogProverTest.YEARLY, new RulesUnderTest(catalog), 3);
  }

  @ParameterizedTest
  @CsvSource({
    "BONUS_ON_UPGRADE, outsmart",
    "FREE_MONTH_FOR_COMING_BACK, outsmart",
    "SEATS_THAT_RESET, ai-employee",
    "REFUND_OF_WHAT_EXPIRED, assistant-coach",
    "PACK_THAT_STAYS, outsmart",
  })
  void every_story_of_a_planted_exploit_is_like_one_that_the_search_finds(
      PlantedRules planted, String name) {
    Catalog catalog = Catalogs.shipped(name);

    Proof proof = requireTheSame(catalog, Set.of(), planted.under(catalog), 3);

    assertThat(proof.findings()).isNotEmpty();
  }

  /// Returns the proof of the usual search. The other one also tries every order of steps.
  private static Proof requireTheSame(
      Catalog catalog, Set<String> yearly, RulesUnderTest rules, int depth) {
    Proof usual =
        new CatalogProver(catalog, yearly, rules, Scope.ONE_STORY_OF_EACH_STATE).prove(depth);
    Proof every = new CatalogProver(catalog, yearly, rules, Scope.EVERY_STORY).prove(depth);

    assertThat(usual.states()).isEqualTo(every.states());
    assertThat(usual.tried()).isLessThan(every.tried());
    assertThat(findings(usual)).containsExactlyInAnyOrderElementsOf(findings(every));
    assertThat(exceptions(usual)).containsExactlyInAnyOrderElementsOf(exceptions(every));
    return usual;
  }

  private static List<String> findings(Proof proof) {
    return proof.findings().stream()
        .map(finding -> finding.signature() + ": " + finding.flaw().sentence())
        .toList();
  }

  private static List<String> exceptions(Proof proof) {
    return proof.priced().stream().map(PricedException::sentence).toList();
  }

  private static final String ONE_PLAN =
      """
      {
        "product": "one-plan",
        "actions": [{"id": "ask", "name": "Ask", "cost": 1}],
        "plans": [
          {"id": "one", "name": "One", "period": "billing-cycle", "credits": 30,
           "price": {"amount": 500, "currency": "usd"}, "stripePrices": ["price_one"]}
        ]
      }
      """;
}
