package dev.drawdown.operator.prove;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.adapters.catalog.Catalogs;
import dev.drawdown.operator.prove.CatalogProver.Proof;
import dev.drawdown.operator.prove.FlawedStory.Flaw;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Mistakes that a catalog can contain although every rule is right. The search finds a payment
/// that leaves fewer credits, and lists credits below their price.
class PlantedCatalogTest {
  @Test
  void a_free_plan_that_is_larger_than_a_paid_one_is_found() {
    Proof proof = prove(4, "\"defaultPlan\": \"free\"", FREE, LITE);

    assertThat(proof.findings()).hasSize(1);
    assertThat(proof.findings().getFirst().flaw()).isEqualTo(new Flaw.PaidForLess(50, 30));
    assertThat(new Script(proof.findings().getFirst().story()).lines())
        .containsExactlyElementsOf(PAID_FOR_LESS);
  }

  @Test
  void a_trial_that_is_larger_than_a_paid_plan_is_found() {
    Proof proof = prove(4, "\"trialPlan\": \"trial\"", TRIAL, LITE);

    assertThat(flaws(proof)).containsExactly(new Flaw.PaidForLess(100, 30));
    assertThat(proof.depth()).isEqualTo(1);
  }

  /// A renewal of `small` leaves 350 credits. The upgrade replaces them by the 300 of `large`.
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void a_bonus_that_an_upgrade_with_reset_takes_away_is_found(boolean pool) {
    Proof proof =
        prove(
            4,
            "\"upgrade\": \"reset\"",
            sold("small", 100, 1_000, pool, "\"renewalBonus\": 250,"),
            sold("large", 300, 2_500, pool, ""));

    assertThat(flaws(proof)).contains(new Flaw.PaidForLess(350, 300));
    assertThat(proof.depth()).isEqualTo(4);
  }

  /// Its cheapest form at this depth has two seats: they are added and upgraded on the last day.
  @Test
  void the_reset_that_outsmarts_guide_promises_is_a_priced_exception() {
    Proof proof = new CatalogProver(Catalogs.shipped("outsmart")).prove(4);

    assertThat(proof.findings()).isEmpty();
    assertThat(sentences(proof))
        .contains(
            "From 2 times solo to 2 times plus the catalog resets the balance: 600 credits in a"
                + " period for 21.54. At the price of plus they cost 98.00.",
            "From office to 2 times office the catalog adds the difference for the rest of the"
                + " period: 1000 credits in a period for 81.54. At the price of office they cost"
                + " 158.00.");
  }

  /// The customer waits for the last day, adds a seat, uses 2,000 credits and gets 2,002 more.
  @Test
  void a_reset_that_is_milked_by_seats_is_a_priced_exception() {
    Proof proof =
        prove(
            5,
            "\"upgrade\": \"reset\"",
            sold("small", 1_000, 1_000, false, ""),
            sold("large", 1_001, 1_100, false, ""));

    assertThat(proof.findings()).isEmpty();
    assertThat(sentences(proof))
        .contains(
            "From 2 times small to 2 times large the catalog resets the balance: 4002 credits in a"
                + " period for 10.38. At the price of large they cost 43.97.");
  }

  private static List<String> sentences(Proof proof) {
    return proof.priced().stream().map(PricedException::sentence).toList();
  }

  private static List<Flaw> flaws(Proof proof) {
    return proof.findings().stream().map(FlawedStory::flaw).toList();
  }

  private static Proof prove(int depth, String setting, String... plans) {
    String catalog =
        """
        {
          "product": "planted",
          "actions": [{"id": "ask", "name": "Ask", "cost": 1}],
          "plans": [%s],
          %s
        }
        """
            .formatted(String.join(",", plans), setting);
    return new CatalogProver(Catalogs.read(catalog)).prove(depth);
  }

  private static final String FREE =
      """
      {"id": "free", "name": "Free", "period": "calendar-month", "credits": 50}
      """;

  private static final String TRIAL =
      """
      {"id": "trial", "name": "Trial", "period": "fixed", "days": 14, "credits": 100}
      """;

  private static final String LITE = sold("lite", 30, 500, false, "");

  private static String sold(String id, int credits, int cents, boolean pool, String more) {
    return """
    {"id": "%s", "name": "%s", "period": "billing-cycle", "credits": %d, "pool": %b, %s
     "price": {"amount": %d, "currency": "usd"}, "stripePrices": ["price_%s"]}
    """
        .formatted(id, id, credits, pool, more, cents, id);
  }

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
}
