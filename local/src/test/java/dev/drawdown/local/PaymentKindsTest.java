package dev.drawdown.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.adapters.http.Reply;
import dev.drawdown.domain.parking.Parked;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The simulated provider can make every kind of event, and each has its effect: row by row of the
/// table.
class PaymentKindsTest {
  private ServiceInMemory service = new ServiceInMemory("outsmart");
  private Developer developer = service.developer();

  @AfterEach
  void stop() {
    developer.close();
    service.close();
  }

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

  /// A last failure ends the grace, but not before the minimum grace is over.
  @ParameterizedTest
  @CsvSource({"false, grace", "true, suspended"})
  void a_failed_payment_is_retried_unless_it_was_the_last(boolean last, String standing) {
    subscribe();
    developer.advance("P1M");

    assertApplied("invoice.payment_failed", "account", "ada", "last", last);

    assertThat(standing()).isEqualTo("grace");
    developer.advance("P3D");
    assertThat(standing()).isEqualTo(standing);
  }

  @Test
  void a_cancellation_is_planned_and_withdrawn_in_the_same_second() {
    subscribe();

    assertApplied("customer.subscription.updated", "account", "ada", "cancelAtPeriodEnd", true);
    assertThat(plan()).containsEntry("cancelsAt", "2026-12-20T10:15:30Z");
    assertApplied("customer.subscription.updated", "account", "ada");
    assertThat(plan()).doesNotContainKey("cancelsAt");
    assertApplied(
        "customer.subscription.updated", "account", "ada", "cancelAt", "2027-01-01T00:00:00Z");
    assertThat(plan()).containsEntry("cancelsAt", "2027-01-01T00:00:00Z");
  }

  @Test
  void the_provider_gives_up() {
    subscribe();
    developer.advance("P1M");

    assertApplied("customer.subscription.updated", "account", "ada", "status", "unpaid");

    assertThat(standing()).isEqualTo("grace");
    developer.advance("P3D");
    assertThat(standing()).isEqualTo("suspended");
  }

  /// A customer whose card is fine gets no advice to update it.
  @Test
  void a_paused_subscription_is_not_past_due() {
    subscribe();

    assertApplied("customer.subscription.paused", "account", "ada");
    developer.advance("P2M");

    assertThat(standing()).isEqualTo("active");
    assertThat(plan()).isNull();
  }

  @Test
  void a_subscription_ends_now_or_at_the_stated_time() {
    subscribe();
    assertApplied("customer.subscription.deleted", "account", "ada");
    assertThat(developer.balance("ada").at("plan")).isNull();

    assertApplied("invoice.paid", "account", "bea", "plan", "solo");
    assertApplied(
        "customer.subscription.deleted", "account", "bea", "endedAt", "2026-12-01T00:00:00Z");
    assertThat(developer.balance("bea").at("plan.id")).isEqualTo("solo");
  }

  @Test
  void a_new_subscription_has_another_name() {
    subscribe();
    developer.pay("customer.subscription.deleted", "account", "ada");

    assertApplied("invoice.paid", "account", "ada", "plan", "plus", "subscription", "sub_ada_2");

    assertThat(granted()).isEqualTo(300);
  }

  @Test
  void a_pack_is_bought_in_a_checkout() {
    Reply reply = developer.pay("checkout.session.completed", "account", "ada", "pack", "pack-50");

    assertThat(reply.at("events.0.payment")).isEqualTo("pi_ada_2026-11-20T10:15:30Z");
    assertThat(total()).isEqualTo(60);
  }

  @Test
  void a_pack_may_be_paid_days_after_its_checkout() {
    assertThat(
            developer.outcome(
                "checkout.session.completed",
                "account",
                "ada",
                "pack",
                "pack-50",
                "payment",
                "pi_1",
                "paymentStatus",
                "unpaid"))
        .isEqualTo("ignored");
    developer.advance("P3D");

    assertApplied(
        "checkout.session.async_payment_succeeded",
        "account",
        "ada",
        "pack",
        "pack-50",
        "payment",
        "pi_1");

    assertThat(total()).isEqualTo(60);
  }

  @Test
  void a_refund_claws_back_a_part_and_returns_it_if_it_fails() {
    buy();

    assertApplied("refund.created", "payment", "pi_1", "amount", 600);
    assertThat(total()).isEqualTo(35);
    assertApplied("refund.failed", "payment", "pi_1", "amount", 600);
    assertThat(total()).isEqualTo(60);
    assertApplied("refund.created", "payment", "pi_1", "pack", "pack-50", "refund", "re_2");
    assertThat(total()).isEqualTo(10);
  }

  @ParameterizedTest
  @CsvSource({"won, 60", "lost, 10"})
  void a_dispute_claws_back_the_pack_and_its_end_decides(String status, int left) {
    buy();

    assertApplied("charge.dispute.created", "payment", "pi_1", "pack", "pack-50");
    assertThat(total()).isEqualTo(10);
    developer.pay("charge.dispute.closed", "payment", "pi_1", "pack", "pack-50", "status", status);

    assertThat(total()).isEqualTo(left);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "refund.created",
        "refund.updated",
        "charge.dispute.created",
        "charge.dispute.updated",
        "charge.dispute.funds_withdrawn",
        "charge.dispute.closed"
      })
  void each_of_these_events_claws_back_the_whole_pack_by_default(String type) {
    buy();

    assertApplied(type, "payment", "pi_1", "pack", "pack-50");

    assertThat(total()).isEqualTo(10);
  }

  @Test
  void a_reinstated_dispute_gives_back() {
    buy();
    assertApplied("charge.dispute.funds_withdrawn", "payment", "pi_1", "pack", "pack-50");

    assertApplied("charge.dispute.funds_reinstated", "payment", "pi_1", "pack", "pack-50");

    assertThat(total()).isEqualTo(60);
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

  @Test
  void a_refund_is_for_the_whole_payment_or_the_stated_amount() {
    assertApplied(
        "checkout.session.completed",
        "account",
        "ada",
        "pack",
        "pack-50",
        "payment",
        "pi_1",
        "coupon",
        50);

    assertApplied("refund.created", "payment", "pi_1");

    assertThat(total()).isEqualTo(10);
  }

  @Test
  void an_event_may_have_been_created_earlier() {
    subscribe();
    assertApplied("customer.subscription.updated", "account", "ada", "cancelAtPeriodEnd", true);

    developer.pay(
        "customer.subscription.updated", "account", "ada", "created", "2026-11-20T10:00:00Z");

    assertThat(plan()).containsKey("cancelsAt");
  }

  private void sell(String product) {
    stop();
    service = new ServiceInMemory(product);
    developer = service.developer();
  }

  private void subscribe() {
    assertApplied("invoice.paid", "account", "ada", "plan", "solo");
  }

  private void buy() {
    assertApplied(
        "checkout.session.completed", "account", "ada", "pack", "pack-50", "payment", "pi_1");
  }

  private void assertApplied(String type, Object... fields) {
    assertThat(developer.outcome(type, fields))
        .as("%s of %s", type, List.of(fields))
        .isEqualTo("applied");
  }

  private void assertParked(String type, Object... fields) {
    assertThat(developer.outcome(type, fields))
        .as("%s of %s", type, List.of(fields))
        .isEqualTo("parked");
  }

  private Object granted() {
    return developer.balance("ada").at("usage.granted");
  }

  private Object total() {
    return developer.balance("ada").at("total");
  }

  private Object standing() {
    return developer.balance("ada").at("standing");
  }

  @SuppressWarnings("unchecked")
  private Map<String, Object> plan() {
    return (Map<String, Object>) developer.balance("ada").body().get("plan");
  }
}
