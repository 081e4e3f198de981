package dev.drawdown.operator.prove;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drawdown.adapters.catalog.Catalogs;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.operator.prove.CatalogProver.Proof;
import dev.drawdown.operator.prove.CatalogProver.Scope;
import dev.drawdown.operator.prove.FlawedStory.Flaw;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// P1, P2, P3, P4, P5, P6, P7, P8, U3, F1, F2, H1, H2, O1: in no short story does a customer get
/// credits that nobody paid for or granted, or lose paid credits. `CONTRIBUTING.md` names the
/// command that tries longer stories.
class CatalogProverTest {
  @ParameterizedTest
  @CsvSource({"outsmart, 3", "assistant-coach, 5", "ai-employee, 3"})
  void the_shipped_catalogs_give_nothing_away(String catalog, int depth) {
    Proof proof = new CatalogProver(Catalogs.shipped(catalog)).prove(depth);

    assertThat(proof.findings()).isEmpty();
    assertThat(proof.depth()).isEqualTo(depth);
    assertThat(proof.states()).isGreaterThan(40);
  }

  /// Plans by month and by year, with a refill each month.
  @Test
  void years_that_refill_each_month_give_nothing_away() {
    Proof proof = new CatalogProver(Catalogs.read(yearly("reset"))).prove(3);

    assertThat(proof.findings()).isEmpty();
  }

  /// One charge is for at most 1,000 units, so these balances need more holds than the service
  /// accepts: 101 of an account, and 21 of a member.
  @Test
  void balances_that_need_too_many_holds_give_nothing_away() {
    Proof proof = new CatalogProver(Catalogs.read(LARGE)).prove(3);

    assertThat(proof.findings()).isEmpty();
    assertThat(proof.depth()).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource({
    "BONUS_ON_UPGRADE, outsmart, 2",
    "FREE_MONTH_FOR_COMING_BACK, outsmart, 3",
    "SEATS_THAT_RESET, ai-employee, 3",
    "REFUND_OF_WHAT_EXPIRED, assistant-coach, 3",
    "PACK_THAT_STAYS, outsmart, 2",
  })
  void an_exploit_in_the_rules_is_found_by_its_shortest_story(
      PlantedRules planted, String name, int steps) {
    Catalog catalog = Catalogs.shipped(name);

    Proof proof = new CatalogProver(catalog, planted.under(catalog)).prove(4);

    assertThat(proof.findings()).isNotEmpty();
    assertThat(proof.findings())
        .allSatisfy(
            finding -> {
              assertThat(finding.flaw()).isInstanceOf(Flaw.Unpaid.class);
              assertThat(finding.story().steps()).hasSize(steps);
            });
  }

  @Test
  void a_catalog_whose_free_plan_is_larger_than_a_paid_one_is_found() {
    Proof proof = new CatalogProver(Catalogs.read(SMALLER_THAN_FREE)).prove(4);

    assertThat(proof.findings()).hasSize(1);
    assertThat(proof.findings().getFirst().flaw()).isEqualTo(new Flaw.PaidForLess(50, 30));
    assertThat(new Script(proof.findings().getFirst().story()).lines())
        .containsExactlyElementsOf(PAID_FOR_LESS);
  }

  @Test
  void the_reset_that_outsmarts_guide_promises_is_a_priced_exception() {
    Proof proof = new CatalogProver(Catalogs.shipped("outsmart")).prove(4);

    assertThat(proof.findings()).isEmpty();
    assertThat(proof.priced().stream().map(PricedException::sentence))
        .contains(
            "From solo to plus the catalog resets the balance: 400 credits in a period for 19.97."
                + " At the price of plus they cost 65.33.");
  }

  @ParameterizedTest
  @CsvSource({"outsmart, 4", "ai-employee, 4"})
  void one_order_of_independent_steps_reaches_every_state(String name, int depth) {
    Catalog catalog = Catalogs.shipped(name);
    RulesUnderTest rules = new RulesUnderTest(catalog);

    Proof one = new CatalogProver(catalog, rules, Scope.ONE_STORY_OF_EACH_STATE).prove(depth);
    Proof every = new CatalogProver(catalog, rules, Scope.EVERY_ORDER).prove(depth);

    assertThat(one.states()).isEqualTo(every.states());
    assertThat(one.tried()).isLessThan(every.tried());
    assertThat(one.findings()).isEqualTo(every.findings());
  }

  @Test
  void a_repeated_proof_has_the_same_result() {
    Catalog catalog = Catalogs.shipped("outsmart");

    Proof one = new CatalogProver(catalog).prove(2);
    Proof other = new CatalogProver(catalog).prove(2);

    assertThat(other).isEqualTo(one);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 13, 99})
  void a_depth_out_of_range_is_refused(int depth) {
    CatalogProver prover = new CatalogProver(Catalogs.shipped("assistant-coach"));

    assertThatThrownBy(() -> prover.prove(depth))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("depth must be 1 to 12: " + depth);
  }

  static final String SMALLER_THAN_FREE =
      """
      {
        "product": "planted",
        "actions": [{"id": "ask", "name": "Ask", "cost": 1}],
        "plans": [
          {"id": "free", "name": "Free", "period": "calendar-month", "credits": 50},
          {"id": "lite", "name": "Lite", "period": "billing-cycle", "credits": 30,
           "price": {"amount": 500, "currency": "usd"}, "stripePrices": ["price_lite"]}
        ],
        "defaultPlan": "free"
      }
      """;

  private static final String LARGE =
      """
      {
        "product": "large",
        "actions": [{"id": "ask", "name": "Ask", "cost": 1}],
        "plans": [
          {"id": "large", "name": "Large", "period": "billing-cycle", "credits": 100001,
           "price": {"amount": 50000, "currency": "usd"}, "stripePrices": ["price_large"]},
          {"id": "team", "name": "Team", "period": "billing-cycle", "credits": 20001,
           "pool": true,
           "price": {"amount": 90000, "currency": "usd"}, "stripePrices": ["price_team"]}
        ]
      }
      """;

  private static final List<String> PAID_FOR_LESS =
      List.of(
          "# 2040-01-10T09:01:00Z: a minute passes.",
          "curl -s -X POST localhost:8080/__dev/clock -d '{\"now\":\"2040-01-10T09:01:00Z\"}'",
          "# 2040-01-10T09:01:00Z: the customer pays 5.00 for lite (sub-1) until"
              + " 2040-02-10T09:01:00Z.",
          "curl -s -X POST localhost:8080/__dev/payments -d '{\"type\":\"invoice.paid\","
              + "\"account\":\"anna\",\"subscription\":\"sub-1\",\"plan\":\"lite\","
              + "\"price\":\"price_lite\",\"quantity\":1,\"interval\":\"month\","
              + "\"periodStart\":\"2040-01-10T09:01:00Z\","
              + "\"periodEnd\":\"2040-02-10T09:01:00Z\","
              + "\"billingReason\":\"subscription_create\"}'",
          "# The credits that are left:",
          "curl -s localhost:8080/v1/accounts/anna/balance -H 'Authorization: Bearer dev-service'");

  private static String yearly(String upgrade) {
    return """
    {
      "product": "yearly",
      "actions": [{"id": "ask", "name": "Ask", "cost": 1}],
      "plans": [
        {"id": "small", "name": "Small", "period": "billing-cycle", "refill": "month",
         "credits": 100, "renewalBonus": 7, "price": {"amount": 1000, "currency": "usd"},
         "stripePrices": ["price_small", "price_small_year"]},
        {"id": "large", "name": "Large", "period": "billing-cycle", "refill": "month",
         "credits": 300, "price": {"amount": 2500, "currency": "usd"},
         "stripePrices": ["price_large", "price_large_year"]}
      ],
      "upgrade": "%s"
    }
    """
        .formatted(upgrade);
  }
}
