package dev.drawdown.renewalwebhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.adapters.catalog.Catalogs;
import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.catalog.Plan.PlanId;
import dev.drawdown.domain.renewal.RenewalFact;
import dev.drawdown.domain.renewal.RenewalFact.CancellationChanged;
import dev.drawdown.domain.renewal.RenewalFact.GivenUp;
import dev.drawdown.domain.renewal.RenewalFact.PaymentFailed;
import dev.drawdown.domain.renewal.RenewalFact.PeriodPaid;
import dev.drawdown.domain.renewal.RenewalFact.SubscriptionEnded;
import dev.drawdown.domain.subscription.Cancellation;
import dev.drawdown.domain.subscription.ProviderEventId;
import dev.drawdown.domain.subscription.SubscriptionId;
import dev.drawdown.renewalwebhook.WebhookCommand.NoInterest;
import dev.drawdown.renewalwebhook.WebhookCommand.Renewal;
import dev.drawdown.renewalwebhook.WebhookCommand.Unclear;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What invoices and news of subscriptions mean, row by row.
class ReaderTest {
  private static final SubscriptionId SUBSCRIPTION = new SubscriptionId("sub_1");
  private static final Instant START = Instant.parse("2026-11-20T00:00:00Z");
  private static final Instant END = Instant.parse("2026-12-20T00:00:00Z");
  private static final Instant CREATED = Instant.parse("2026-11-20T10:15:00Z");

  @Test
  void a_paid_invoice_is_a_period_of_its_lines_plan() {
    assertThat(read(invoice())).isEqualTo(renewal(solo(false)));
  }

  @ParameterizedTest
  @CsvSource({
    "subscription_create, false",
    "subscription_cycle, true",
    "subscription_update, false",
    "subscription_threshold, false"
  })
  void only_a_cycle_is_a_renewal(String reason, boolean renewal) {
    assertThat(read(invoice().with("billing_reason", reason))).isEqualTo(renewal(solo(renewal)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"2025-03-31.basil", "2025-12-15.clover", "2026-10-28.endive"})
  void every_version_from_basil_on_is_understood(String version) {
    assertThat(read(invoice().event("api_version", version))).isEqualTo(renewal(solo(false)));
  }

  @Test
  void names_may_stand_in_expanded_objects() {
    EventBody body =
        invoice()
            .with(
                "lines.data.0.pricing.price_details.price",
                Map.of("id", "price_outsmart_solo", "object", "price"))
            .with("parent.subscription_details.subscription", Map.of("id", "sub_1"));

    assertThat(read(body)).isEqualTo(renewal(solo(false)));
  }

  @Test
  void seats_are_the_lines_quantity() {
    assertThat(read(invoice().with("lines.data.0.quantity", 7)))
        .isEqualTo(renewal(paid("solo", 7, START, false)));
  }

  /// P10: the metadata decides where no price is listed.
  @Test
  void without_its_price_in_the_catalog_the_metadata_names_the_plan() {
    EventBody body =
        invoice()
            .with("lines.data.0.pricing.price_details.price", "price_other")
            .with("parent.subscription_details.metadata.plan", "plus");

    assertThat(read(body)).isEqualTo(renewal(paid("plus", 1, START, false)));
  }

  @Test
  void an_upgrade_within_a_period_is_its_positive_proration() {
    EventBody body = proration().with("billing_reason", "subscription_update").withSecondLine();
    body.with("lines.data.0.amount", -950);
    body.with("lines.data.1.pricing.price_details.price", "price_outsmart_plus")
        .with("lines.data.1.amount", 2450)
        .at("lines.data.1.period.start", "2026-12-05T00:00:00Z");

    assertThat(read(body))
        .isEqualTo(renewal(paid("plus", 1, Instant.parse("2026-12-05T00:00:00Z"), false)));
  }

  @Test
  void a_proration_may_be_an_item_of_its_own() {
    EventBody body =
        invoice()
            .with("billing_reason", "subscription_update")
            .with(
                "lines.data.0.parent",
                Map.of(
                    "type",
                    "invoice_item_details",
                    "invoice_item_details",
                    Map.of("proration", true, "subscription", "sub_1")));

    assertThat(read(body)).isEqualTo(renewal(solo(false)));
  }

  @Test
  void prorations_in_other_invoices_are_ignored() {
    EventBody beside = proration().with("billing_reason", "subscription_cycle").withSecondLine();
    beside.with("lines.data.1.parent.subscription_item_details.proration", false);

    assertThat(read(proration().with("billing_reason", "subscription_cycle")))
        .isEqualTo(new NoInterest());
    assertThat(read(beside)).isEqualTo(renewal(solo(true)));
  }

  @Test
  void several_plans_on_one_invoice_are_told_one_after_the_other() {
    EventBody body = invoice().withSecondLine();
    body.with("lines.data.1.pricing.price_details.price", "price_outsmart_plus");

    assertThat(read(body)).isEqualTo(renewal(solo(false), paid("plus", 1, START, false)));
  }

  /// P10: beside a line at a listed price, another line is another product's.
  @Test
  void beside_a_plan_anything_else_may_be_sold() {
    EventBody body = invoice().withSecondLine();
    body.with("lines.data.1.pricing.price_details.price", "price_of_a_chair");

    assertThat(read(body)).isEqualTo(renewal(solo(false)));
  }

  @Test
  void what_cost_nothing_is_of_no_interest() {
    assertThat(read(invoice().with("total", 0))).isEqualTo(new NoInterest());
    assertThat(read(invoice().with("lines.data.0.amount", 0))).isEqualTo(new NoInterest());
  }

  @Test
  void an_invoice_of_no_subscription_is_of_no_interest() {
    assertThat(read(invoice().with("parent", null).with("billing_reason", "manual")))
        .isEqualTo(new NoInterest());
    assertThat(read(invoice().with("parent.type", "quote_details"))).isEqualTo(new NoInterest());
  }

  @Test
  void the_owner_may_be_known_by_the_subscription_alone() {
    EventBody body = invoice().with("parent.subscription_details.metadata", Map.of());

    assertThat(read(body))
        .isEqualTo(new Renewal(SUBSCRIPTION, Optional.empty(), List.of(solo(false))));
  }

  @Test
  void a_custom_plan_brings_its_size() {
    EventBody body =
        invoice()
            .with("lines.data.0.pricing.price_details.price", "price_ai_employee_enterprise")
            .with("parent.subscription_details.metadata.credits", "12000");

    assertThat(read(body, "ai-employee"))
        .isEqualTo(
            renewal(
                new PeriodPaid(
                    SUBSCRIPTION,
                    new PlanId("enterprise"),
                    1,
                    OptionalLong.of(12_000),
                    START,
                    END,
                    false)));
    for (String size : List.of("", "0", "-1", "1.5", "many", "1000000000000")) {
      assertThat(
              read(body.with("parent.subscription_details.metadata.credits", size), "ai-employee"))
          .isInstanceOf(Unclear.class);
    }
  }

  @ParameterizedTest(name = "{0} = {1}")
  @CsvSource(
      nullValues = "null",
      delimiter = '|',
      value = {
        "lines.has_more | true | has_more",
        "lines | null | lines: is missing",
        "lines.data.0.parent | null | parent: is missing",
        "lines.data.0.period | null | period: is missing",
        "lines.data.0.period.end | 1795132800 | must be after its start",
        "lines.data.0.quantity | null | quantity: is missing",
        "lines.data.0.quantity | 0 | quantity",
        "lines.data.0.pricing | null | is of no plan",
        "lines.data.0.pricing.price_details.price | price_other | is of no plan: price_other",
        "parent | null | parent: is missing",
        "parent.subscription_details.subscription | null | subscription: is missing",
        "parent.subscription_details.metadata.account | a b | account",
        "parent.subscription_details.metadata.pool | office-1 | is set beside account",
        "total | null | total: is missing",
        "status | open | status: must be paid",
        "billing_reason | null | billing_reason: is missing"
      })
  void what_is_missing_or_unknown_is_unclear(String path, String value, String reason) {
    assertThat(read(invoice().with(path, json(value))))
        .isInstanceOfSatisfying(
            Unclear.class, unclear -> assertThat(unclear.reason()).contains(reason));
  }

  @ParameterizedTest
  @ValueSource(strings = {"2020-08-27", "2024-09-30.acacia", "2027-03-31.fern", "", "basil.x"})
  void another_version_is_unclear_and_says_whom_it_may_be_about(String version) {
    assertThat(read(invoice().event("api_version", version)))
        .isInstanceOfSatisfying(
            Unclear.class,
            unclear -> {
              assertThat(unclear.reason()).startsWith("unknown version");
              assertThat(unclear.owner()).contains(new AccountId("anna"));
              assertThat(unclear.subscription()).contains(SUBSCRIPTION);
            });
  }

  @Test
  void the_other_mode_is_unclear_and_about_nobody() {
    assertThat(read(invoice().event("livemode", false)))
        .isEqualTo(Unclear.because("test mode, in live mode"));
  }

  @Test
  void other_types_are_of_no_interest_in_whatever_version_and_mode() {
    for (String type :
        List.of("invoice.created", "invoice_payment.paid", "payment_intent.succeeded", "refund")) {
      EventBody body = invoice().type(type).event("api_version", null).event("livemode", false);
      assertThat(read(body)).isEqualTo(new NoInterest());
    }
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "null",
      value = {"1795300000, false", "null, true"})
  void a_failed_payment_is_the_last_where_no_other_is_planned(String next, boolean last) {
    assertThat(read(failed().with("next_payment_attempt", json(next))))
        .isEqualTo(renewal(new PaymentFailed(SUBSCRIPTION, START, last)));
  }

  @ParameterizedTest
  @CsvSource({
    "billing_reason, subscription_create",
    "collection_method, send_invoice",
    "status, paid",
    "status, void"
  })
  void some_failures_are_of_no_interest(String field, String value) {
    assertThat(read(failed().with(field, value))).isEqualTo(new NoInterest());
  }

  @Test
  void a_failed_upgrade_is_of_no_interest() {
    EventBody body = failed().with("billing_reason", "subscription_update");

    assertThat(read(body.with("lines.data.0.parent.subscription_item_details.proration", true)))
        .isEqualTo(new NoInterest());
  }

  @Test
  void a_cancellation_is_planned_for_an_instant_or_the_periods_end() {
    EventBody planned = updated().with("cancel_at", END.getEpochSecond());

    assertThat(read(planned)).isEqualTo(renewal(cancellation(Optional.of(END))));
    assertThat(read(updated().with("cancel_at_period_end", true)))
        .isEqualTo(renewal(cancellation(Optional.of(END))));
    assertThat(read(updated())).isEqualTo(renewal(cancellation(Optional.empty())));
  }

  @ParameterizedTest
  @ValueSource(strings = {"unpaid", "paused"})
  void an_unpaid_or_paused_subscription_is_given_up(String status) {
    assertThat(read(updated().with("status", status)))
        .isEqualTo(renewal(cancellation(Optional.empty()), new GivenUp(SUBSCRIPTION, START)));
  }

  @Test
  void a_deleted_subscription_has_ended() {
    EventBody deleted = updated().type("customer.subscription.deleted");

    assertThat(read(deleted.at("ended_at", "2026-11-20T10:00:00Z")))
        .isEqualTo(
            renewal(new SubscriptionEnded(SUBSCRIPTION, Instant.parse("2026-11-20T10:00:00Z"))));
    assertThat(read(deleted.with("ended_at", null))).isInstanceOf(Unclear.class);
  }

  private static WebhookCommand read(EventBody body) {
    return read(body, "outsmart");
  }

  private static WebhookCommand read(EventBody body, String catalog) {
    return new Reader(Catalogs.shipped(catalog), true).read(StripeEvent.read(body.bytes()));
  }

  private static EventBody invoice() {
    return EventBody.of("invoice.paid");
  }

  private static EventBody proration() {
    return invoice().with("lines.data.0.parent.subscription_item_details.proration", true);
  }

  private static EventBody failed() {
    return invoice()
        .type("invoice.payment_failed")
        .with("billing_reason", "subscription_cycle")
        .with("status", "open");
  }

  private static EventBody updated() {
    return EventBody.of("customer.subscription.updated");
  }

  private static CancellationChanged cancellation(Optional<Instant> at) {
    return new CancellationChanged(
        SUBSCRIPTION, new Cancellation(CREATED, new ProviderEventId("evt_2"), at));
  }

  private static Renewal renewal(RenewalFact... facts) {
    return new Renewal(SUBSCRIPTION, Optional.of(new AccountId("anna")), List.of(facts));
  }

  private static PeriodPaid solo(boolean renewal) {
    return paid("solo", 1, START, renewal);
  }

  private static PeriodPaid paid(String plan, int quantity, Instant start, boolean renewal) {
    return new PeriodPaid(
        SUBSCRIPTION, new PlanId(plan), quantity, OptionalLong.empty(), start, END, renewal);
  }

  private static Object json(String value) {
    if (value == null || value.equals("true")) {
      return value == null ? null : true;
    }
    return value.matches("[0-9]+") ? Long.valueOf(value) : value;
  }
}
