package dev.drawdown.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.adapters.http.Reply;
import dev.drawdown.domain.parking.Parked;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The simulated provider can make every kind of invoice, and each has its effect: row by row of
/// the table.
class PaymentKindsTest extends PaymentsOfAda {
  @Test
  void a_first_period_is_a_month_from_now() {
    assertApplied("invoice.paid", "account", "ada", "plan", "solo");

    assertThat(plan())
        .containsEntry("id", "solo")
        .containsEntry("periodEnd", "2026-12-20T10:15:30Z");
    assertThat(granted()).isEqualTo(100);
  }

  @Test
  void a_renewal_is_for_the_same_plan_and_the_next_month_with_its_bonus() {
    subscribe();
    developer.moveTo("2026-12-23T08:00:00Z");

    assertApplied("invoice.paid", "account", "ada", "billingReason", "subscription_cycle");

    assertThat(plan())
        .containsEntry("id", "solo")
        .containsEntry("periodEnd", "2027-01-20T10:15:30Z");
    assertThat(granted()).isEqualTo(105);
  }

  @Test
  void a_late_renewal_is_for_the_current_month() {
    subscribe();
    developer.moveTo("2027-04-02T00:00:00Z");

    assertApplied("invoice.paid", "account", "ada", "billingReason", "subscription_cycle");

    assertThat(plan()).containsEntry("periodEnd", "2027-04-20T10:15:30Z");
  }

  @Test
  void an_upgrade_is_prorated_within_the_paid_month() {
    subscribe();
    developer.advance("P10D");

    Reply reply =
        developer.pay(
            "invoice.paid",
            "account",
            "ada",
            "plan",
            "plus",
            "billingReason",
            "subscription_update");

    assertThat(reply.at("events.0.periodStart")).isEqualTo("2026-11-30T10:15:30Z");
    assertThat(plan())
        .containsEntry("id", "plus")
        .containsEntry("periodEnd", "2026-12-20T10:15:30Z");
    assertThat(granted()).isEqualTo(300);
    assertThat(developer.get("ada", "ledger").at("data.0.reason")).isEqualTo("upgrade");
  }

  @Test
  void seats_are_the_quantity_of_the_line() {
    assertApplied("invoice.paid", "account", "ada", "plan", "solo", "quantity", 3);
    assertThat(granted()).isEqualTo(300);

    assertApplied(
        "invoice.paid",
        "account",
        "ada",
        "plan",
        "solo",
        "quantity",
        5,
        "billingReason",
        "subscription_update");
    assertThat(granted()).isEqualTo(500);
  }

  @Test
  void a_plan_of_agreed_size_states_its_credits() {
    sell("ai-employee");

    assertApplied("invoice.paid", "account", "ada", "plan", "enterprise", "credits", 9_000);

    assertThat(granted()).isEqualTo(9_000);
    assertParked("invoice.paid", "account", "bea", "plan", "enterprise");
  }

  @Test
  void a_pool_is_paid_like_an_account() {
    assertApplied("invoice.paid", "pool", "acme", "plan", "office");

    Reply pool = developer.see("/v1/pools/acme");
    assertThat(pool.at("total")).isEqualTo(500);
    assertThat(pool.at("plan.periodEnd")).isEqualTo("2026-12-20T10:15:30Z");
  }

  @Test
  void a_period_can_be_given() {
    Reply reply =
        developer.pay(
            "invoice.paid",
            "account",
            "ada",
            "plan",
            "solo",
            "subscription",
            "sub_7",
            "periodStart",
            "2026-11-01T00:00:00Z",
            "periodEnd",
            "2027-11-01T00:00:00Z");

    assertThat(reply.at("events.0.subscription")).isEqualTo("sub_7");
    assertThat(plan()).containsEntry("periodEnd", "2027-11-01T00:00:00Z");
  }

  @Test
  void an_event_that_the_service_can_not_understand_can_be_sent() {
    assertParked("invoice.paid", "account", "ada", "plan", "gold");
    assertParked("invoice.paid", "subscription", "sub_nobodys", "plan", "solo");
    assertParked("invoice.paid", "account", "ada", "plan", "solo", "version", "2020-08-27");
    assertParked("invoice.paid", "account", "ada", "plan", "solo", "livemode", true);
    assertParked("checkout.session.completed", "account", "ada", "pack", "pack-50", "amount", 1);
    assertParked(
        "checkout.session.completed", "account", "ada", "pack", "pack-50", "currency", "eur");

    assertThat(service.store().parkedEvents().page(100, Optional.empty()))
        .extracting(Parked::reason)
        .satisfiesExactly(
            reason -> assertThat(reason).contains("is not in the catalog: gold"),
            reason -> assertThat(reason).contains("metadata.account: is missing"),
            reason -> assertThat(reason).contains("unknown version: 2020-08-27"),
            reason -> assertThat(reason).contains("live mode, in test mode"),
            reason -> assertThat(reason).contains("is not the price of pack-50"),
            reason -> assertThat(reason).contains("is not that of pack-50"));
  }

  /// The facts about it may extend a term that is paid later.
  @Test
  void a_free_line_grants_nothing() {
    assertApplied("invoice.paid", "account", "ada", "plan", "solo", "amount", 0);

    assertThat(developer.balance("ada").at("plan")).isNull();
  }

  @Test
  void lines_of_other_products_may_be_beside_the_plans() {
    List<Map<String, Object>> lines =
        List.of(
            Map.of("price", "price_base", "amount", 5_000),
            Map.of("plan", "plus"),
            Map.of("price", "price_metered", "quantity", 400, "amount", 17));

    assertApplied("invoice.paid", "account", "ada", "lines", lines);

    assertThat(plan()).containsEntry("id", "plus");
    assertThat(granted()).isEqualTo(300);
  }

  @Test
  void a_month_may_be_paid_from_the_customers_balance() {
    subscribe();
    developer.advance("P1M");

    assertApplied(
        "invoice.paid",
        "account",
        "ada",
        "billingReason",
        "subscription_cycle",
        "balance",
        true,
        "expanded",
        true);

    assertThat(granted()).isEqualTo(105);
  }

  @Test
  void an_upgrade_may_be_billed_by_invoice_items() {
    subscribe();
    developer.advance("P5D");

    assertApplied(
        "invoice.paid",
        "account",
        "ada",
        "plan",
        "plus",
        "billingReason",
        "subscription_update",
        "invoiceItem",
        true);

    assertThat(granted()).isEqualTo(300);
  }

  @Test
  void an_upgrade_that_is_declined_leaves_the_paid_month() {
    subscribe();

    assertThat(
            developer.outcome(
                "invoice.payment_failed",
                "account",
                "ada",
                "plan",
                "plus",
                "billingReason",
                "subscription_update"))
        .isEqualTo("ignored");

    assertThat(standing()).isEqualTo("active");
    assertThat(granted()).isEqualTo(100);
  }

  @Test
  void an_invoice_with_missing_lines_is_parked() {
    assertParked("invoice.paid", "account", "ada", "plan", "solo", "hasMore", true);
  }

  @Test
  void a_trial_at_the_provider_grants_nothing_until_the_first_month_is_paid() {
    assertApplied("invoice.paid", "account", "ada", "plan", "solo", "trial", true);
    assertThat(developer.balance("ada").at("plan")).isNull();
    developer.advance("P14D");

    assertApplied("invoice.paid", "account", "ada", "billingReason", "subscription_cycle");

    assertThat(plan()).containsEntry("periodEnd", "2027-01-04T10:15:30Z");
  }
}
