package dev.drawdown.renewalwebhook.stripe;

import static dev.drawdown.renewalwebhook.stripe.ReadEvents.describe;
import static dev.drawdown.renewalwebhook.stripe.ReadEvents.read;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.subscription.SubscriptionId;
import dev.drawdown.renewalwebhook.EventBody;
import dev.drawdown.renewalwebhook.stripe.WebhookCommand.Park;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// An invoice that can't be granted is parked whole. An invoice that names nothing of this product
/// is ignored.
class ParkedOrIgnoredTest {
  private static final String PRICE = "lines.data.0.pricing.price_details.price";
  private static final String METADATA = "parent.subscription_details.metadata";

  @ParameterizedTest(name = "{0} = {1}")
  @CsvSource(
      nullValues = "null",
      delimiter = '|',
      value = {
        "lines.has_more | true | has_more",
        "lines.data.0.parent | null | parent: is missing",
        "lines.data.0.amount | null | amount: is missing",
        "lines.data.0.period | null | period: is missing",
        "lines.data.0.period.end | 1795132800 | must end after it starts",
        "lines.data.0.period.end | 1795132700 | must end after it starts",
        "lines.data.0.period.end | 2150000000 | at most 10 years",
        "lines.data.0.period.end | 253402300800 | period.end: must be a whole number",
        "lines.data.0.quantity | null | quantity: is missing",
        "lines.data.0.quantity | 0 | quantity must be 1 to 1000000: 0",
        "lines.data.0.quantity | -1 | quantity",
        "lines.data.0.quantity | 1000000000 | quantity: must be a whole number from 0 to 1000000",
        "lines.data.0.pricing.unit_amount_decimal | 1e999999999 | must be a decimal number",
        "lines.data.0.pricing | null | belongs to no plan: none",
        "lines.data.0.pricing.price_details.price | price_other | belongs to no plan: price_other",
        "lines.data.0.pricing.price_details.price | a b | price: must be 1 to 128 of",
        "lines.data.0.pricing.price_details.price | {} | price.id: is missing",
        "lines.data.0.discounts | {} | discounts: must be an array",
        "parent | null | parent: is missing",
        "parent.subscription_details.subscription | null | subscription: is missing",
        "parent.subscription_details.metadata.account | null | account: is missing",
        "parent.subscription_details.metadata.account | a b | account",
        "parent.subscription_details.metadata.pool | office-1 | is set beside account",
        "status | open | status: must be paid",
        "billing_reason | null | billing_reason: is missing"
      })
  void a_line_of_a_plan_that_cannot_be_granted_parks_the_invoice(
      String path, String value, String reason) {
    assertThat(describe(invoice().with(path, json(value)))).startsWith("parked: ").contains(reason);
  }

  @ParameterizedTest(name = "the bad line first: {0}")
  @ValueSource(booleans = {true, false})
  void a_line_that_can_be_granted_beside_one_that_cannot_grants_nothing(boolean first) {
    EventBody body = invoice().withSecondLine();
    body.with(
        "lines.data." + (first ? 0 : 1) + ".pricing.price_details.price", "price_outsmart_office");

    assertThat(describe(body))
        .isEqualTo("parked: data.object.lines: plan office is sold to pools, not to accounts");
  }

  @Test
  void a_plan_for_accounts_is_not_sold_to_pools() {
    assertThat(describe(invoice().with(METADATA, Map.of("pool", "office-1"))))
        .isEqualTo("parked: data.object.lines: plan solo is sold to accounts, not to pools");
  }

  @Test
  void seats_beyond_the_limit_of_credits_are_parked() {
    EventBody body =
        invoice()
            .with(PRICE, "price_agreed")
            .with("lines.data.0.quantity", 2)
            .with(METADATA + ".plan", "enterprise")
            .with(METADATA + ".credits", "1000000000000");

    assertThat(describe(read(body, "ai-employee"))).startsWith("parked: ").contains("at most");
  }

  @Test
  void a_plan_without_a_price_is_not_sold_by_a_payment() {
    EventBody body = invoice().with(PRICE, "price_x").with(METADATA + ".plan", "trial");

    assertThat(describe(read(body, "ai-employee")))
        .isEqualTo("parked: data.object.lines: plan trial isn't sold by billing cycle");
  }

  @Test
  void our_account_with_an_unknown_plan_is_parked_with_its_owner() {
    EventBody body = invoice().with(PRICE, "price_x").with(METADATA + ".plan", "gold");

    assertThat(read(body))
        .isEqualTo(
            new Park(
                "data.object.parent.subscription_details.metadata.plan: is not in the catalog:"
                    + " gold",
                Optional.of(new AccountId("anna")),
                Optional.of(new SubscriptionId("sub_1"))));
    assertThat(describe(body.with("lines.data.0.amount", 0))).doesNotStartWith("parked");
  }

  @Test
  void a_plans_price_on_an_invoice_without_a_subscription_is_parked() {
    EventBody body =
        invoice()
            .with("parent", null)
            .with("billing_reason", "manual")
            .with(
                "lines.data.0.parent",
                Map.of(
                    "type",
                    "invoice_item_details",
                    "invoice_item_details",
                    Map.of("proration", false)));

    assertThat(describe(body)).endsWith("isn't a line of a subscription");
    assertThat(describe(body.with(PRICE, "price_chair"))).isEqualTo("not ours");
  }

  @ParameterizedTest
  @ValueSource(strings = {"2020-08-27", "2024-09-30.acacia", "2027-03-31.fern", "", "basil.x"})
  void another_version_is_parked_with_its_possible_owner(String version) {
    assertThat(read(invoice().event("api_version", version)))
        .isInstanceOfSatisfying(
            Park.class,
            park -> {
              assertThat(park.reason()).startsWith("unknown version");
              assertThat(park.owner()).contains(new AccountId("anna"));
              assertThat(park.subscription()).contains(new SubscriptionId("sub_1"));
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"2025-03-31.basil", "2025-12-15.clover", "2026-10-28.endive"})
  void every_version_from_basil_on_is_understood(String version) {
    assertThat(describe(invoice().event("api_version", version))).startsWith("paid solo");
  }

  @Test
  void the_other_mode_is_parked_without_an_owner() {
    assertThat(read(invoice().event("livemode", false)))
        .isEqualTo(Park.because("test mode, in live mode"));
  }

  @Test
  void other_types_are_ignored_in_every_version_and_mode() {
    for (String type :
        List.of("invoice.created", "invoice_payment.paid", "payment_intent.succeeded", "refund")) {
      EventBody body = invoice().type(type).event("api_version", null).event("livemode", false);

      assertThat(describe(body)).isEqualTo("no action");
    }
  }

  /// Another product sells on the same account of the provider.
  @ParameterizedTest(name = "{0} = {1}")
  @CsvSource(
      nullValues = "null",
      delimiter = '|',
      value = {
        "status | paid",
        "status | open",
        "total | 0",
        "lines.has_more | true",
        "lines.data.0.parent | null",
        "lines.data.0.quantity | null",
        "lines.data.0.quantity | 1000000000",
        "lines.data.0.period | null",
        "lines.data.0.pricing | null",
        "parent | null",
        "parent.subscription_details.metadata.plan | gold",
        "parent.subscription_details.metadata.credits | many"
      })
  void an_invoice_without_our_names_is_ignored(String path, String value) {
    EventBody body =
        invoice()
            .with(PRICE, "price_chair")
            .with("lines.data.0.metadata", Map.of())
            .with(METADATA, new HashMap<>());

    assertThat(describe(body.with(path, json(value)))).isEqualTo("not ours");
  }

  @Test
  void a_plan_of_ours_without_an_owner_is_parked() {
    EventBody body = invoice().with(PRICE, "price_x").with(METADATA, Map.of("plan", "plus"));

    assertThat(describe(body)).startsWith("parked: ").contains("account: is missing");
  }

  private static EventBody invoice() {
    return EventBody.of("invoice.paid");
  }

  private static Object json(String value) {
    if (value == null || value.equals("true")) {
      return value == null ? null : true;
    }
    if (value.equals("{}")) {
      return Map.of();
    }
    return value.matches("-?[0-9]+") ? Long.valueOf(value) : value;
  }
}
