package dev.drawdown.renewalwebhook.stripe;

import static dev.drawdown.renewalwebhook.stripe.ReadEvents.describe;
import static dev.drawdown.renewalwebhook.stripe.ReadEvents.read;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.Credits;
import dev.drawdown.domain.PoolId;
import dev.drawdown.domain.billing.Fact.TermPaid;
import dev.drawdown.domain.billing.ItemId;
import dev.drawdown.domain.billing.PriceId;
import dev.drawdown.domain.billing.Subscription.SeenPrice;
import dev.drawdown.domain.billing.Term;
import dev.drawdown.domain.billing.Term.Refill;
import dev.drawdown.domain.billing.Term.Upgrade;
import dev.drawdown.domain.catalog.Plan.PlanId;
import dev.drawdown.domain.subscription.SubscriptionId;
import dev.drawdown.renewalwebhook.EventBody;
import dev.drawdown.renewalwebhook.stripe.WebhookCommand.ApplyFacts;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The terms of a paid invoice: its lines decide.
class PaidInvoiceTest {
  private static final String SOLO = "paid solo 100 of 2026-11-20 to 2026-12-20";
  private static final String PRICE = "lines.data.0.pricing.price_details.price";
  private static final String PRORATION = "lines.data.0.parent.subscription_item_details.proration";

  @Test
  void a_paid_line_is_a_term_of_its_item() {
    Instant start = Instant.parse("2026-11-20T00:00:00Z");
    Instant end = Instant.parse("2026-12-20T00:00:00Z");
    Term term =
        new Term(
            new Term.Key(
                Optional.of(new ItemId("si_1")),
                new PriceId("price_outsmart_solo"),
                end,
                1,
                Optional.empty()),
            new AccountId("anna"),
            start,
            new PlanId("solo"),
            Credits.of(100),
            Credits.NONE,
            Refill.NONE,
            Upgrade.RESET);

    assertThat(read(invoice()))
        .isEqualTo(
            new ApplyFacts(
                new SubscriptionId("sub_1"),
                List.of(new TermPaid(term, Optional.empty())),
                true,
                List.of()));
  }

  @ParameterizedTest
  @CsvSource({
    "subscription_create, ''",
    "subscription_cycle, +5",
    "subscription_update, ''",
    "subscription_threshold, ''",
    "manual, ''"
  })
  void only_a_cycle_brings_the_renewal_bonus(String reason, String bonus) {
    assertThat(describe(invoice().with("billing_reason", reason)))
        .isEqualTo(SOLO.replace("100", "100" + bonus));
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -500, 1900, 2261})
  void the_total_decides_nothing(long total) {
    assertThat(describe(invoice().with("total", total).with("amount_paid", 0))).isEqualTo(SOLO);
  }

  @Test
  void a_coupon_for_the_whole_price_leaves_the_line_its_amount() {
    EventBody body =
        invoice()
            .with("total", 0)
            .with("lines.data.0.discount_amounts", List.of(Map.of("amount", 1900)));

    assertThat(describe(body)).isEqualTo(SOLO);
  }

  @Test
  void a_line_of_amount_0_extends_its_item() {
    assertThat(describe(invoice().with("lines.data.0.amount", 0)))
        .isEqualTo("extended si_1 of 2026-11-20 to 2026-12-20");
    assertThat(describe(invoice().with("lines.data.0.amount", 0).with(PRICE, "price_other")))
        .isEqualTo("no action");
  }

  /// The amount of a whole period is gross. A coupon doesn't reduce it to 0, so this one is free,
  /// such as a trial at the provider.
  @Test
  void a_line_of_amount_0_with_a_coupon_of_its_own_is_not_paid() {
    EventBody free =
        invoice().with("lines.data.0.amount", 0).with("lines.data.0.discounts", List.of("di_1"));

    assertThat(describe(free)).isEqualTo("extended si_1 of 2026-11-20 to 2026-12-20");
  }

  @Test
  void a_proration_that_a_coupon_paid_is_net_and_paid() {
    EventBody net = proration().with("lines.data.0.amount", 0);

    assertThat(describe(net)).isEqualTo("no action");
    assertThat(describe(net.with("lines.data.0.discounts", List.of("di_1")))).isEqualTo(SOLO);
    assertThat(describe(net.with("lines.data.0.discounts", List.of(Map.of("id", "di_1")))))
        .isEqualTo(SOLO);
  }

  @Test
  void a_credit_pays_for_nothing() {
    assertThat(describe(proration().with("lines.data.0.amount", -1900))).isEqualTo("no action");
    assertThat(
            describe(
                proration()
                    .with("lines.data.0.amount", 0)
                    .with("lines.data.0.discounts", List.of("di_1"))
                    .with(
                        "lines.data.0.parent.subscription_item_details.proration_details",
                        Map.of("credited_items", Map.of("invoice", "in_0")))))
        .isEqualTo("no action");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "subscription_create",
        "subscription_update",
        "manual",
        "automatic_pending_invoice_item_invoice"
      })
  void a_proration_is_a_term(String reason) {
    assertThat(describe(proration().with("billing_reason", reason))).isEqualTo(SOLO);
  }

  @ParameterizedTest(name = "a proration until {0}: {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "2026-12-19T00:00:00Z | paid solo 100+5 of 2026-12-20 to 2027-01-20",
        "2026-12-20T00:00:00Z | paid solo 100+5 of 2026-12-20 to 2027-01-20",
        "2027-01-20T00:00:00Z | paid solo 100+5 of 2026-12-20 to 2027-01-20,"
            + " paid plus 300 of 2026-12-01 to 2027-01-20"
      })
  void a_proration_of_the_time_before_a_renewal_is_ignored(String end, String expected) {
    EventBody body =
        invoice()
            .with("billing_reason", "subscription_cycle")
            .at("lines.data.0.period.start", "2026-12-20T00:00:00Z")
            .at("lines.data.0.period.end", "2027-01-20T00:00:00Z")
            .withSecondLine();
    body.with("lines.data.1.parent.subscription_item_details.proration", true)
        .with("lines.data.1.pricing.price_details.price", "price_outsmart_plus")
        .at("lines.data.1.period.start", "2026-12-01T00:00:00Z")
        .at("lines.data.1.period.end", end);

    assertThat(describe(body)).isEqualTo(expected);
  }

  @Test
  void a_proration_may_be_an_added_item_and_name_no_item_of_the_subscription() {
    EventBody body =
        invoice()
            .with("billing_reason", "manual")
            .with("parent", null)
            .with(
                "lines.data.0.parent",
                Map.of(
                    "type",
                    "invoice_item_details",
                    "invoice_item_details",
                    Map.of("proration", true, "subscription", "sub_1")));

    assertThat(read(body))
        .isInstanceOfSatisfying(
            ApplyFacts.class,
            command -> {
              assertThat(command.subscription()).isEqualTo(new SubscriptionId("sub_1"));
              assertThat(command.facts())
                  .singleElement()
                  .isInstanceOfSatisfying(
                      TermPaid.class, paid -> assertThat(paid.term().item()).isEmpty());
            });
    assertThat(describe(body)).isEqualTo(SOLO);
  }

  @Test
  void an_upgrade_is_its_paid_proration() {
    EventBody body = proration().with("billing_reason", "subscription_update").withSecondLine();
    body.with("lines.data.0.amount", -950);
    body.with("lines.data.1.pricing.price_details.price", "price_outsmart_plus")
        .with("lines.data.1.amount", 2450)
        .at("lines.data.1.period.start", "2026-12-05T00:00:00Z");

    assertThat(describe(body)).isEqualTo("paid plus 300 of 2026-12-05 to 2026-12-20");
  }

  @Test
  void three_months_may_be_three_lines() {
    EventBody body = invoice().with("billing_reason", "subscription_cycle").withSecondLine();
    body.withSecondLine()
        .at("lines.data.1.period.start", "2026-12-20T00:00:00Z")
        .at("lines.data.1.period.end", "2027-01-20T00:00:00Z")
        .at("lines.data.2.period.start", "2027-01-20T00:00:00Z")
        .at("lines.data.2.period.end", "2027-02-20T00:00:00Z");

    assertThat(describe(body))
        .isEqualTo(
            "paid solo 100+5 of 2026-11-20 to 2026-12-20,"
                + " paid solo 100+5 of 2026-12-20 to 2027-01-20,"
                + " paid solo 100+5 of 2027-01-20 to 2027-02-20");
  }

  @ParameterizedTest(name = "{0} at {1}, {2} at {3}: {4}")
  @CsvSource({"5, 15.8, 3, 13.1, 4000", "5, 15.8, 3, 15.80, 2500", "0, 900, 8, 15, 4000"})
  void tiers_of_one_price_add_up(int first, String at, int second, String then, long credits) {
    EventBody body =
        invoice()
            .with("parent.subscription_details.metadata", Map.of("pool", "office-1"))
            .with(PRICE, "price_outsmart_office")
            .with("lines.data.0.quantity", first)
            .with("lines.data.0.pricing.unit_amount_decimal", at)
            .withSecondLine();
    body.with("lines.data.1.quantity", second)
        .with("lines.data.1.pricing.unit_amount_decimal", then);

    assertThat(describe(body)).isEqualTo("paid office " + credits + " of 2026-11-20 to 2026-12-20");
    assertThat(((ApplyFacts) read(body)).facts())
        .first()
        .isInstanceOfSatisfying(
            TermPaid.class,
            paid -> assertThat(paid.term().owner()).isEqualTo(new PoolId("office-1")));
  }

  @Test
  void a_plan_and_an_add_on_are_two_items() {
    EventBody body = invoice().withSecondLine();
    body.with("lines.data.1.pricing.price_details.price", "price_outsmart_plus")
        .with("lines.data.1.parent.subscription_item_details.subscription_item", "si_2");

    assertThat(describe(body)).isEqualTo(SOLO + ", paid plus 300 of 2026-11-20 to 2026-12-20");
  }

  /// P10: beside a line at a listed price, every other line belongs to another product.
  @ParameterizedTest(name = "{0} = {1}")
  @CsvSource({"amount, 4900", "amount, 0", "quantity, 1000000000", "period.end, 0"})
  void lines_of_other_products_beside_a_plan_are_ignored(String field, long value) {
    EventBody body =
        invoice().with("parent.subscription_details.metadata.plan", "plus").withSecondLine();
    body.with("lines.data.1.pricing.price_details.price", "price_of_a_chair")
        .with("lines.data.1." + field, value);

    assertThat(describe(body)).isEqualTo(SOLO);
  }

  @Test
  void names_may_be_in_expanded_objects() {
    EventBody body =
        invoice()
            .with(PRICE, Map.of("id", "price_outsmart_solo", "object", "price"))
            .with("parent.subscription_details.subscription", Map.of("id", "sub_1"));

    assertThat(describe(body)).isEqualTo(SOLO);
  }

  @Test
  void one_item_at_an_unlisted_price_is_the_plan_in_the_metadata() {
    EventBody body =
        invoice()
            .with(PRICE, "price_agreed")
            .with("parent.subscription_details.metadata.plan", "plus");

    assertThat(describe(body)).isEqualTo("paid plus 300 of 2026-11-20 to 2026-12-20");
    assertThat(((ApplyFacts) read(body)).namedAlone())
        .containsExactly(
            new SeenPrice(new ItemId("si_1"), new PlanId("plus"), new PriceId("price_agreed")));
    assertThat(describe(body.withSecondLine()))
        .isEqualTo("paid plus 300 of 2026-11-20 to 2026-12-20");
    assertThat(
            describe(
                body.with(
                    "lines.data.1.parent.subscription_item_details.subscription_item", "si_2")))
        .isEqualTo(
            "parked: data.object.parent.subscription_details.metadata.plan:"
                + " names one plan for several items");
  }

  /// A change from a listed price to an agreed one: the credit is listed, the bill isn't.
  @Test
  void a_credit_at_a_listed_price_leaves_the_decision_to_the_metadata() {
    EventBody body =
        proration()
            .with("billing_reason", "subscription_update")
            .with("parent.subscription_details.metadata.plan", "plus")
            .withSecondLine();
    body.with("lines.data.0.amount", -900)
        .with("lines.data.1.pricing.price_details.price", "price_agreed");

    assertThat(describe(body)).isEqualTo("paid plus 300 of 2026-11-20 to 2026-12-20");
  }

  @Test
  void a_custom_plan_brings_its_size_and_needs_no_earlier_price() {
    EventBody body =
        invoice()
            .with(PRICE, "price_agreed")
            .with("lines.data.0.quantity", 2)
            .with("parent.subscription_details.metadata.plan", "enterprise")
            .with("parent.subscription_details.metadata.credits", "9000");

    WebhookCommand command = read(body, "ai-employee");

    assertThat(describe(command)).isEqualTo("paid enterprise 18000 of 2026-11-20 to 2026-12-20");
    assertThat(((ApplyFacts) command).namedAlone()).isEmpty();
    assertThat(((TermPaid) ((ApplyFacts) command).facts().getFirst()).term())
        .returns(Optional.of(Credits.of(9000)), term -> term.key().agreed())
        .returns(Upgrade.DIFFERENCE, Term::upgrade);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "-1", "1.5", "1e3", "many", "10000000000000", "1000000000001"})
  void a_size_is_a_number_of_credits(String size) {
    EventBody body =
        invoice()
            .with(PRICE, "price_ai_employee_enterprise")
            .with("parent.subscription_details.metadata.credits", size);

    assertThat(describe(read(body, "ai-employee"))).startsWith("parked: ").contains("credits");
  }

  private static EventBody invoice() {
    return EventBody.of("invoice.paid");
  }

  private static EventBody proration() {
    return invoice().with(PRORATION, true);
  }
}
