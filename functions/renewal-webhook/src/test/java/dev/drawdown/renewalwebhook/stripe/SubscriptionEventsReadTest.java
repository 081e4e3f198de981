package dev.drawdown.renewalwebhook.stripe;

import static dev.drawdown.renewalwebhook.stripe.ReadEvents.describe;
import static dev.drawdown.renewalwebhook.stripe.ReadEvents.read;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.renewalwebhook.EventBody;
import dev.drawdown.renewalwebhook.stripe.WebhookCommand.ApplyFacts;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Failed payments, cancellations, pauses and ends.
class SubscriptionEventsReadTest {
  private static final String NOTHING = "cancels never -> never, pauses never -> never";
  private static final String END = "2026-12-20T00:00:00Z";

  @ParameterizedTest(name = "next attempt {0}: {1}")
  @CsvSource(
      nullValues = "null",
      value = {"1795300000, failed 2026-11-20", "null, given up 2026-11-20"})
  void a_failed_payment_is_the_last_if_no_other_is_planned(String next, String expected) {
    Object attempt = next == null ? null : Long.valueOf(next);

    assertThat(describe(failed().with("next_payment_attempt", attempt))).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0} = {1}")
  @CsvSource({
    "billing_reason, subscription_create",
    "collection_method, send_invoice",
    "status, paid",
    "status, void",
    "status, uncollectible"
  })
  void some_failures_are_ignored(String field, String value) {
    assertThat(describe(failed().with(field, value))).isEqualTo("no action");
  }

  @Test
  void a_declined_upgrade_is_no_failed_renewal() {
    EventBody body = failed().with("billing_reason", "subscription_update");

    assertThat(describe(body.with("lines.data.0.parent.subscription_item_details.proration", true)))
        .isEqualTo("no action");
  }

  @Test
  void each_period_of_a_plan_on_the_invoice_has_failed() {
    EventBody body = failed().with("next_payment_attempt", 1795300000L).withSecondLine();
    body.withSecondLine()
        .at("lines.data.1.period.start", END)
        .at("lines.data.1.period.end", "2027-01-20T00:00:00Z")
        .with("lines.data.2.pricing.price_details.price", "price_metered")
        .at("lines.data.2.period.start", "2026-10-20T00:00:00Z");

    assertThat(describe(body)).isEqualTo("failed 2026-11-20, failed 2026-12-20");
  }

  @ParameterizedTest(name = "cancel_at {0}, at the period''s end {1}: {2}")
  @CsvSource(
      nullValues = "null",
      value = {
        "null, false, never",
        "null, true, 2026-12-20",
        "2027-01-05T00:00:00Z, false, 2027-01-05",
        "2026-12-20T00:00:00Z, true, 2026-12-20"
      })
  void a_cancellation_is_planned_for_a_date_or_the_periods_end(
      String cancelAt, boolean atPeriodEnd, String expected) {
    EventBody body =
        updated()
            .with("cancel_at", seconds(cancelAt))
            .with("cancel_at_period_end", atPeriodEnd)
            .former("cancel_at", null)
            .former("cancel_at_period_end", false);

    assertThat(describe(body))
        .isEqualTo("cancels never -> " + expected + ", pauses never -> never");
  }

  @ParameterizedTest(name = "before: cancel_at {0}, at the period''s end {1}: {2}")
  @CsvSource(
      nullValues = "null",
      value = {
        "null, false, never",
        "null, true, 2026-12-20",
        "2027-01-05T00:00:00Z, false, 2027-01-05"
      })
  void a_withdrawal_states_the_earlier_date(String cancelAt, boolean atPeriodEnd, String expected) {
    EventBody body =
        updated()
            .former("cancel_at", seconds(cancelAt))
            .former("cancel_at_period_end", atPeriodEnd);

    assertThat(describe(body))
        .isEqualTo("cancels " + expected + " -> never, pauses never -> never");
  }

  @Test
  void a_field_without_a_former_value_is_unchanged() {
    EventBody planned = updated().with("cancel_at", seconds(END)).former("quantity", 3);

    assertThat(describe(planned))
        .isEqualTo("cancels 2026-12-20 -> 2026-12-20, pauses never -> never");
    assertThat(describe(updated())).isEqualTo(NOTHING);
  }

  @Test
  void the_former_period_is_the_one_of_the_former_items() {
    Map<String, Object> items =
        Map.of("data", List.of(Map.of("id", "si_1", "current_period_end", 1795132800L)));

    assertThat(describe(updated().with("cancel_at_period_end", true).former("items", items)))
        .isEqualTo("cancels 2026-11-20 -> 2026-12-20, pauses never -> never");
  }

  @Test
  void a_pause_of_collection_begins_at_the_end_of_the_period_and_may_be_lifted() {
    Map<String, Object> pause = new HashMap<>(Map.of("behavior", "void"));

    assertThat(describe(updated().with("pause_collection", pause).former("pause_collection", null)))
        .isEqualTo("cancels never -> never, pauses never -> 2026-12-20");
    assertThat(describe(updated().former("pause_collection", pause)))
        .isEqualTo("cancels never -> never, pauses 2026-12-20 -> never");
  }

  /// Its event names the end of a later period.
  @Test
  void an_event_of_a_continued_pause_repeats_it() {
    String repeated = "cancels never -> never, pauses 2026-12-20 -> 2026-12-20";
    EventBody body = updated().with("pause_collection", Map.of("behavior", "void"));
    Map<String, Object> former =
        Map.of("data", List.of(Map.of("id", "si_1", "current_period_end", 1795132800L)));

    assertThat(describe(body)).isEqualTo(repeated);
    assertThat(describe(body.former("items", former))).isEqualTo(repeated);
    assertThat(describe(updated().with("status", "paused"))).isEqualTo(repeated);
  }

  @Test
  void a_paused_status_is_a_pause() {
    assertThat(describe(updated().with("status", "paused").former("status", "trialing")))
        .isEqualTo("cancels never -> never, pauses never -> 2026-12-20");
    assertThat(describe(updated().type("customer.subscription.paused").with("status", "paused")))
        .isEqualTo("cancels never -> never, pauses never -> 2026-12-20");
    assertThat(describe(updated().type("customer.subscription.resumed")))
        .isEqualTo("cancels never -> never, pauses 2026-12-20 -> never");
  }

  @ParameterizedTest
  @ValueSource(strings = {"active", "trialing", "past_due", "incomplete", "canceled"})
  void no_other_status_is_a_pause(String status) {
    assertThat(describe(updated().with("status", status))).isEqualTo(NOTHING);
  }

  @Test
  void unpaid_means_given_up_for_the_current_period() {
    assertThat(describe(updated().with("status", "unpaid")))
        .isEqualTo(NOTHING + ", given up 2026-11-20");
  }

  @Test
  void a_deleted_subscription_ended_at_its_end() {
    EventBody deleted = updated().type("customer.subscription.deleted");

    assertThat(describe(deleted.at("ended_at", "2026-12-01T00:00:00Z")))
        .isEqualTo("ended 2026-12-01");
    assertThat(describe(deleted.with("ended_at", null))).endsWith("ended_at: is missing");
  }

  @ParameterizedTest(name = "{0} = {1}")
  @CsvSource(
      nullValues = "null",
      delimiter = '|',
      value = {
        "status | null | status: is missing",
        "id | null | id: is missing",
        "items | null | items: is missing",
        "items.data.0.current_period_end | null | items.data: is empty",
        "items.has_more | true | has_more"
      })
  void an_event_without_a_field_is_parked(String path, String value, String reason) {
    EventBody body = updated().with("cancel_at_period_end", true);

    assertThat(describe(body.with(path, value == null ? null : true)))
        .startsWith("parked: ")
        .contains(reason);
  }

  /// Only a cancellation or a pause needs the end of the period.
  @ParameterizedTest(name = "{0} = {1}")
  @CsvSource(
      nullValues = "null",
      value = {"items, null", "items.data.0.current_period_end, null", "items.has_more, true"})
  void an_event_without_a_flag_is_applied_without_the_end_of_the_period(String path, String value) {
    EventBody body = updated().with(path, value == null ? null : true);

    assertThat(describe(body)).isEqualTo(NOTHING);
  }

  @Test
  void an_owner_or_a_listed_price_connects_it_with_us() {
    EventBody body = updated();

    assertThat(isOurs(body)).isTrue();
    assertThat(isOurs(body.with("metadata", Map.of()))).isTrue();
    assertThat(isOurs(body.with("items.data.0.price", Map.of("id", "price_chair")))).isFalse();
    assertThat(isOurs(body.with("metadata", Map.of("pool", "not a name")))).isTrue();
  }

  private static boolean isOurs(EventBody body) {
    return ((ApplyFacts) read(body)).ours();
  }

  private static EventBody failed() {
    return EventBody.of("invoice.paid")
        .type("invoice.payment_failed")
        .with("billing_reason", "subscription_cycle")
        .with("status", "open");
  }

  private static EventBody updated() {
    return EventBody.of("customer.subscription.updated");
  }

  private static Object seconds(String instant) {
    return instant == null ? null : Instant.parse(instant).getEpochSecond();
  }
}
