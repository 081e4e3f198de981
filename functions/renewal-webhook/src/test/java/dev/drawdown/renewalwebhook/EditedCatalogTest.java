package dev.drawdown.renewalwebhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.adapters.catalog.Catalogs;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.domain.wallet.AccountWallet;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// P1: a payment is granted once, for any edit of the catalog between two deliveries, and in any
/// number of events.
class EditedCatalogTest {
  private static final String FIXED = "'credits': 8000";
  private static final String BEFORE = plan("pro", FIXED, "price_outsmart_solo");

  private final WebhookEndpoint endpoint = new WebhookEndpoint();

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "more credits | pro | 'credits': 9500",
        "fewer credits | pro | 'credits': 10",
        "another name | gold | 'credits': 8000",
        "another name and more credits | gold | 'credits': 9500",
        "an open size | pro | ",
        "an open size and another name | gold | ",
        "a renewal bonus | pro | 'credits': 8000, 'renewalBonus': 50",
        "refills by month | pro | 'credits': 8000, 'refill': 'month'"
      })
  void an_edit_between_two_deliveries_grants_nothing_again(String name, String plan, String size) {
    for (String state : new String[] {"", "9000"}) {
      WebhookEndpoint each = new WebhookEndpoint().with(catalog(BEFORE));
      assertThat(each.outcome(paid("evt_1", state))).isEqualTo("applied");
      AccountWallet before = each.wallet();

      each.with(catalog(plan(plan, size == null ? "" : size, "price_outsmart_solo")));
      boolean parks = size == null && state.isEmpty();
      assertThat(each.outcome(paid("evt_1", state))).isEqualTo("known");
      assertThat(each.outcome(paid("evt_2", state))).isEqualTo(parks ? "parked" : "known");

      assertThat(each.wallet().book().buckets()).isEqualTo(before.book().buckets());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {FIXED, "'credits': 9000", "'credits': 9999"})
  void a_plan_of_open_size_that_gets_one_grants_nothing_again(String size) {
    endpoint.with(catalog(plan("pro", "", "price_outsmart_solo")));
    assertThat(endpoint.outcome(paid("evt_1", "9000"))).isEqualTo("applied");
    AccountWallet before = endpoint.wallet();

    endpoint.with(catalog(plan("pro", size, "price_outsmart_solo")));

    assertThat(endpoint.outcome(paid("evt_2", "9000"))).isEqualTo("known");
    assertThat(endpoint.wallet()).isEqualTo(before);
    endpoint.with(catalog(plan("pro", "", "price_outsmart_solo")));
    assertThat(endpoint.outcome(paid("evt_3", "9000"))).isEqualTo("known");
    assertThat(endpoint.wallet()).isEqualTo(before);
  }

  @Test
  void a_price_that_moves_to_another_plan_grants_nothing_again() {
    String other = plan("gold", "'credits': 20000", "price_other");
    endpoint.with(catalog(BEFORE + "," + other));
    assertThat(endpoint.outcome(paid("evt_1", ""))).isEqualTo("applied");
    AccountWallet before = endpoint.wallet();

    endpoint.with(
        catalog(
            plan("pro", FIXED, "price_new")
                + ","
                + plan("gold", "'credits': 20000", "price_outsmart_solo")));

    assertThat(endpoint.outcome(paid("evt_2", ""))).isEqualTo("known");
    assertThat(endpoint.wallet()).isEqualTo(before);
  }

  /// A size has no meaning if the plan has its own.
  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "1.5", "9999999999999", "many"})
  void an_invalid_size_beside_a_plan_of_fixed_size_is_ignored(String size) {
    endpoint.with(catalog(BEFORE));

    assertThat(endpoint.outcome(paid("evt_1", size))).isEqualTo("applied");

    assertThat(endpoint.balance().usage().granted().amount()).isEqualTo(8000);
  }

  @Test
  void one_invoice_in_two_events_of_different_types_is_granted_once() {
    assertThat(endpoint.outcome(EventBody.of("invoice.paid"))).isEqualTo("applied");
    AccountWallet before = endpoint.wallet();

    EventBody succeeded =
        EventBody.of("invoice.paid").id("evt_9").type("invoice.payment_succeeded");
    assertThat(endpoint.outcome(succeeded)).isEqualTo("ignored");
    assertThat(endpoint.outcome(EventBody.of("invoice.paid").id("evt_8"))).isEqualTo("known");

    assertThat(endpoint.wallet()).isEqualTo(before);
  }

  private static EventBody paid(String id, String size) {
    Map<String, Object> metadata =
        size.isEmpty() ? Map.of("account", "anna") : Map.of("account", "anna", "credits", size);
    return EventBody.of("invoice.paid")
        .id(id)
        .with("parent.subscription_details.metadata", metadata);
  }

  private static String plan(String id, String size, String price) {
    String stated = size.isEmpty() ? "" : size + ", ";
    return "{'id': '%s', 'name': 'Plan', 'period': 'billing-cycle', %s'stripePrices': ['%s']}"
        .formatted(id, stated, price);
  }

  private static Catalog catalog(String plans) {
    String json =
        "{'product': 'letters', 'actions': [{'id': 'run', 'name': 'Run', 'cost': 1}], 'plans': ["
            + plans
            + "]}";
    return Catalogs.read(json.replace('\'', '"'));
  }
}
