package dev.drawdown.operator.prove;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drawdown.adapters.catalog.Catalogs;
import dev.drawdown.domain.billing.Fact;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.domain.subscription.SubscriptionId;
import dev.drawdown.operator.prove.CatalogProver.Proof;
import dev.drawdown.operator.prove.CatalogProver.Scope;
import dev.drawdown.operator.prove.FlawedStory.Flaw;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// P1, P2, P3, P4, P5, P6, P7, P8, U3, F1, F2, H1, H2, O1: in no short story does a customer get
/// credits that nobody paid for or granted, or lose paid credits. `CONTRIBUTING.md` names the
/// command that tries longer stories.
class CatalogProverTest {
  /// The prices by the year of `yearly-reset` and `yearly-difference`.
  static final Set<String> YEARLY = Set.of("price_small_year", "price_large_year");

  @ParameterizedTest
  @CsvSource({"outsmart, 3", "assistant-coach, 5", "ai-employee, 3"})
  void the_shipped_catalogs_give_nothing_away(String catalog, int depth) {
    Proof proof = new CatalogProver(Catalogs.shipped(catalog)).prove(depth);

    assertThat(proof.findings()).isEmpty();
    assertThat(proof.depth()).isEqualTo(depth);
    assertThat(proof.states()).isGreaterThan(40);
  }

  /// Plans by month and by year, with a refill each month.
  @ParameterizedTest
  @ValueSource(strings = {"yearly-reset", "yearly-difference"})
  void years_that_refill_each_month_give_nothing_away(String name) {
    Catalog catalog = Catalogs.load("src/test/resources/prove/" + name + ".json");

    Proof proof = new CatalogProver(catalog, YEARLY).prove(4);

    assertThat(proof.findings()).isEmpty();
    assertThat(proof.depth()).isEqualTo(4);
  }

  @Test
  void a_price_by_the_year_that_no_plan_lists_is_refused() {
    Catalog catalog = Catalogs.shipped("outsmart");

    assertThatThrownBy(() -> new CatalogProver(catalog, YEARLY))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no plan lists the price price_large_year, price_small_year");
  }

  @Test
  void a_plan_that_is_sold_by_the_year_only_is_refused() {
    Catalog catalog = Catalogs.shipped("outsmart");

    assertThatThrownBy(() -> new CatalogProver(catalog, Set.of("price_outsmart_plus")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("plan plus needs a price that isn't by the year");
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
    "WON_DISPUTE_THAT_UNDOES_A_REFUND, outsmart, 4",
    "SEAT_OF_A_POOL_THAT_COUNTS_TWICE, outsmart, 2",
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
  void a_pool_that_ends_as_soon_as_its_cancellation_is_planned_is_found() {
    Catalog catalog = Catalogs.shipped("outsmart");

    Proof proof = new CatalogProver(catalog, new EndingPool(catalog)).prove(4);

    assertThat(proof.depth()).isEqualTo(2);
    assertThat(proof.findings().stream().map(FlawedStory::flaw))
        .containsExactly(new Flaw.Missing(500, 0, true));
  }

  @ParameterizedTest
  @CsvSource({"outsmart, 4", "ai-employee, 4"})
  void one_order_of_independent_steps_reaches_every_state(String name, int depth) {
    Catalog catalog = Catalogs.shipped(name);
    RulesUnderTest rules = new RulesUnderTest(catalog);

    Proof one = new CatalogProver(catalog, rules).prove(depth);
    Proof every = new CatalogProver(catalog, Set.of(), rules, Scope.EVERY_ORDER).prove(depth);

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

  private static final class EndingPool extends RulesUnderTest {
    EndingPool(Catalog catalog) {
      super(catalog);
    }

    @Override
    public World apply(World world, SubscriptionId subscription, Fact fact, Instant now) {
      boolean planned =
          fact instanceof Fact.CancellationChanged
              && subscription.equals(new SubscriptionId("sub-pool-1"));
      return super.apply(world, subscription, planned ? new Fact.Ended(now) : fact, now);
    }
  }

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
}
