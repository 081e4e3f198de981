package dev.drawdown.local.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drawdown.adapters.catalog.Catalogs;
import dev.drawdown.adapters.json.JsonObject;
import dev.drawdown.adapters.json.JsonProblem;
import dev.drawdown.local.ForeignLocale;
import dev.drawdown.local.stripe.StripeProvider.ProviderEvent;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The provider's bills and events for short requests.
class StripeProviderTest {
  private static final String NOW = "2026-11-20T10:15:30Z";
  private static final String UPDATED = "'type':'customer.subscription.updated','account':'ada'";
  private static final String RENEWED =
      "'type':'invoice.paid','account':'ada','billingReason':'subscription_cycle'";
  private static final String CHANGED =
      "'type':'invoice.paid','account':'ada','billingReason':'subscription_update',";

  private final StripeProvider provider = new StripeProvider(Catalogs.shipped("outsmart"));

  @Test
  void an_invoice_has_its_period_on_its_line_and_its_owner_with_its_subscription() {
    ProviderEvent event =
        make("'account':'ada','plan':'solo','id':'evt_1','periodEnd':'2026-12-01T00:00:00Z'");

    assertThat(event.body())
        .isEqualTo(
            """
            {"id":"evt_1","object":"event","api_version":"2026-07-29.dahlia",\
            "created":1795169730,"livemode":false,"pending_webhooks":1,"type":"invoice.paid",\
            "data":{"object":{"id":"in_sub_ada_2026-12-01T00:00:00Z","object":"invoice",\
            "attempt_count":1,"attempted":true,"auto_advance":false,\
            "collection_method":"charge_automatically","next_payment_attempt":null,\
            "billing_reason":"subscription_create","created":1795169730,"currency":"usd","customer":"cus_ada","discounts":[],\
            "lines":{"object":"list","data":[{\
            "id":"il_in_sub_ada_2026-12-01T00:00:00Z_1","object":"line_item","amount":1900,\
            "currency":"usd","discount_amounts":[],"discountable":true,"discounts":[],\
            "invoice":"in_sub_ada_2026-12-01T00:00:00Z","livemode":false,\
            "metadata":{"account":"ada"},"parent":{"invoice_item_details":null,\
            "subscription_item_details":{"invoice_item":null,"proration":false,\
            "proration_details":{"credited_items":null},\
            "subscription":"sub_ada","subscription_item":"si_sub_ada"},\
            "type":"subscription_item_details"},"period":{"end":1796083200,"start":1795169730},\
            "pricing":{"price_details":{"price":"price_outsmart_solo",\
            "product":"prod_price_outsmart_solo"},"type":"price_details",\
            "unit_amount_decimal":"1900"},"quantity":1,"subtotal":1900}],"has_more":false,\
            "total_count":1,"url":"/v1/invoices/in_sub_ada_2026-12-01T00:00:00Z/lines"},\
            "livemode":false,"metadata":{},"parent":{"quote_details":null,"subscription_details":{\
            "metadata":{"account":"ada"},"subscription":"sub_ada"},\
            "type":"subscription_details"},"period_end":1795169730,"period_start":1795169730,\
            "status":"paid","status_transitions":{"finalized_at":1795169730,\
            "marked_uncollectible_at":null,"paid_at":1795169730,"voided_at":null},\
            "amount_due":1900,"amount_paid":1900,"amount_remaining":0,"ending_balance":0,\
            "starting_balance":0,"subtotal":1900,"total":1900,"total_discount_amounts":[]}}}\
            """);
  }

  @Test
  void the_id_of_an_event_has_the_same_digits_on_every_machine() {
    try (ForeignLocale _ = new ForeignLocale()) {
      assertThat(make("'account':'ada','plan':'solo'").id()).matches("evt_000001_[0-9a-f]{8}");
    }
  }

  /// A line is written as price, quantity, amount, first and last day. A proration has a `*`.
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          'quantity':3                     | solo 3 5700 11-20 12-20
          'interval':'year'                | solo 1 22800 11-20 11-20
          'periods':2                      | solo 1 1900 11-20 12-20; solo 1 1900 12-20 01-20
          'trial':true                     | solo 1 0 11-20 12-04
          'amount':0                       | solo 1 0 11-20 12-20
          'proration':true                 | solo 1 1900* 11-20 12-20
          'credit':9                       | solo 1 1900 11-20 12-20; price_credit 1 -9 11-20 12-20
          'lines':[{},{'quantity':2}]      | solo 1 1900 11-20 12-20; solo 2 3800 11-20 12-20
          'lines':[{},{'price':'price_b'}] | solo 1 1900 11-20 12-20; price_b 1 1000 11-20 12-20
          'lines':[{'plan':'plus'},{}]     | plus 1 4900 11-20 12-20; solo 1 1900 11-20 12-20
          'lines':[{'proration':true}]     | solo 1 1900* 11-20 12-20
          """)
  void a_first_invoice_bills_what_was_requested(String fields, String lines) {
    ProviderEvent event = make("'account':'ada','plan':'solo'," + fields);

    assertThat(lines(event)).containsExactly(lines.split("; "));
  }

  @Test
  void an_early_renewal_bills_every_item_for_the_period_after_the_paid_one() {
    make("'account':'ada','plan':'solo','quantity':2");
    at("2026-11-25T10:15:30Z", CHANGED + "'item':'si_addon','plan':'plus'");

    ProviderEvent renewal = at("2026-12-01T00:00:00Z", RENEWED);

    assertThat(lines(renewal))
        .containsExactly("solo 2 3800 12-20 01-20", "plus 1 4900 12-20 01-20");
  }

  @Test
  void a_removed_item_is_no_longer_billed() {
    make("'account':'ada','lines':[{'plan':'solo'},{'plan':'plus','item':'si_addon'}]");
    at(NOW, UPDATED + ",'remove':['si_addon']");

    ProviderEvent renewal = at(NOW, RENEWED);

    assertThat(lines(renewal)).containsExactly("solo 1 1900 12-20 01-20");
  }

  @Test
  void an_upgrade_subtracts_the_old_plans_rest_from_the_new_one() {
    make("'account':'ada','plan':'solo'");

    ProviderEvent upgrade = at("2026-12-05T10:15:30Z", CHANGED + "'plan':'plus'");

    assertThat(lines(upgrade))
        .containsExactly("plus 1 2450* 12-05 12-20", "solo 1 -950* 12-05 12-20");
  }

  @Test
  void one_seat_more_is_billed_for_the_rest_of_the_period_and_whole_afterwards() {
    make("'account':'ada','plan':'solo','quantity':5");

    ProviderEvent seat = at("2026-12-05T10:15:30Z", CHANGED + "'quantity':6");
    ProviderEvent renewal = at("2026-12-20T10:15:30Z", RENEWED);

    assertThat(lines(seat))
        .containsExactly("solo 6 5700* 12-05 12-20", "solo 5 -4750* 12-05 12-20");
    assertThat(lines(renewal)).containsExactly("solo 6 11400 12-20 01-20");
  }

  @Test
  void after_a_first_partial_month_the_next_period_begins_at_its_end() {
    make("'account':'ada','plan':'solo','proration':true,'periodEnd':'2026-12-01T00:00:00Z'");

    ProviderEvent renewal = at("2026-12-01T00:00:00Z", RENEWED);

    assertThat(lines(renewal)).containsExactly("solo 1 1900 12-01 01-01");
  }

  @Test
  void a_line_may_replace_the_price_of_an_item() {
    make("'account':'ada','plan':'solo'");
    make("'account':'ada','lines':[{'item':'si_sub_ada','plan':'plus','quantity':2}]");

    ProviderEvent renewal = at(NOW, RENEWED);

    assertThat(lines(renewal)).containsExactly("plus 2 9800 12-20 01-20");
  }

  @Test
  void another_interval_begins_a_period_at_once_and_credits_the_rest_of_the_old_one() {
    make("'account':'ada','plan':'plus'");

    ProviderEvent yearly = at("2026-12-05T10:15:30Z", CHANGED + "'interval':'year','balance':true");
    ProviderEvent renewal = at("2026-12-06T10:15:30Z", RENEWED);

    assertThat(lines(yearly))
        .containsExactly("plus 1 58800 12-05 12-05", "plus 1 -2450* 12-05 12-20");
    assertThat(amount(yearly, "amount_due")).isZero();
    assertThat(amount(yearly, "starting_balance")).isEqualTo(-56_350);
    assertThat(text(renewal, "id")).endsWith("_2028-12-05T10:15:30Z");
  }

  @Test
  void another_anchor_begins_a_period_at_once() {
    make("'account':'ada','plan':'solo'");
    at("2026-12-05T10:15:30Z", CHANGED + "'restart':true");

    ProviderEvent renewal = at("2027-01-05T10:15:30Z", RENEWED);

    assertThat(lines(renewal)).containsExactly("solo 1 1900 01-05 02-05");
  }

  @Test
  void a_subscription_of_the_31st_is_billed_on_the_last_days_of_shorter_months() {
    at("2027-01-31T00:00:00Z", "'type':'invoice.paid','account':'ada','plan':'solo'");

    List<String> renewals =
        Stream.of("2027-02-28T00:00:00Z", "2027-03-31T00:00:00Z", "2027-04-30T00:00:00Z")
            .flatMap(now -> lines(at(now, RENEWED)).stream())
            .toList();

    assertThat(renewals)
        .containsExactly(
            "solo 1 1900 02-28 03-31", "solo 1 1900 03-31 04-30", "solo 1 1900 04-30 05-31");
  }

  @Test
  void a_full_coupon_leaves_the_lines_amount_and_makes_the_total_0() {
    ProviderEvent event = make("'account':'ada','plan':'solo','coupon':100");

    assertThat(amount(event, "subtotal")).isEqualTo(1_900);
    assertThat(amount(event, "total")).isZero();
    assertThat(lines(event)).containsExactly("solo 1 1900 11-20 12-20");
  }

  @Test
  void a_coupon_makes_the_amount_of_a_proration_net_unless_it_is_itemized() {
    make("'account':'ada','plan':'solo'");

    ProviderEvent net = at(NOW, CHANGED + "'plan':'plus','coupon':100");
    ProviderEvent itemized = at(NOW, CHANGED + "'plan':'solo','coupon':100,'itemized':true");

    assertThat(lines(net)).first().isEqualTo("plus 1 0* 11-20 12-20");
    assertThat(firstLine(net).texts("discounts")).hasSize(1);
    assertThat(firstLine(net).objects("discount_amounts").getFirst().number("amount", 0, 1))
        .isZero();
    assertThat(lines(itemized)).first().isEqualTo("solo 1 1900* 11-20 12-20");
    assertThat(
            firstLine(itemized).objects("discount_amounts").getFirst().number("amount", 0, 9_999))
        .isEqualTo(1_900);
  }

  @Test
  void after_a_trial_the_first_month_begins_at_its_end() {
    make("'account':'ada','plan':'solo','trial':true");
    ProviderEvent during = at(NOW, UPDATED);

    ProviderEvent first = at("2026-12-04T10:15:30Z", RENEWED);

    assertThat(text(during, "status")).isEqualTo("trialing");
    assertThat(lines(first)).containsExactly("solo 1 1900 12-04 01-04");
  }

  @Test
  void after_a_failed_renewal_a_subscription_is_past_due_until_it_is_paid() {
    make("'account':'ada','plan':'solo'");
    at("2026-12-20T10:15:30Z", "'type':'invoice.payment_failed','account':'ada'");
    ProviderEvent failed = at("2026-12-20T10:15:30Z", UPDATED);
    at("2026-12-21T10:15:30Z", RENEWED);

    ProviderEvent paid = at("2026-12-21T10:15:30Z", UPDATED);

    assertThat(text(failed, "status")).isEqualTo("past_due");
    assertThat(text(paid, "status")).isEqualTo("active");
    assertThat(former(paid)).contains("\"status\":\"past_due\"");
  }

  @Test
  void a_payment_that_fails_is_tried_again_in_three_days_unless_it_was_the_last() {
    String failed = "'type':'invoice.payment_failed','account':'ada','plan':'solo'";

    JsonObject tried = object(at(NOW, failed));
    JsonObject last = object(at(NOW, failed + ",'last':true"));

    assertThat(tried.number("next_payment_attempt", 0, Long.MAX_VALUE)).isEqualTo(1_795_428_930);
    assertThat(last.optionalNumber("next_payment_attempt", 0, Long.MAX_VALUE)).isEmpty();
    assertThat(List.of(tried.text("status"), last.text("status"))).containsOnly("open");
  }

  @Test
  void an_upgrade_whose_payment_fails_changes_nothing() {
    make("'account':'ada','plan':'solo'");
    at(NOW, CHANGED.replace("invoice.paid", "invoice.payment_failed") + "'plan':'plus'");

    ProviderEvent renewal = at(NOW, RENEWED);

    assertThat(lines(renewal)).containsExactly("solo 1 1900 12-20 01-20");
  }

  @Test
  void a_change_states_its_former_values() {
    make("'account':'ada','plan':'solo'");

    ProviderEvent planned = at(NOW, UPDATED + ",'cancelAtPeriodEnd':true");
    ProviderEvent withdrawn = at(NOW, UPDATED);
    ProviderEvent stopped = at(NOW, UPDATED + ",'pause':'void'");
    ProviderEvent paused = at(NOW, UPDATED.replace("updated", "paused"));

    assertThat(former(planned)).isEqualTo("{\"cancel_at\":null,\"cancel_at_period_end\":false}");
    assertThat(former(withdrawn))
        .isEqualTo("{\"cancel_at\":1797761730,\"cancel_at_period_end\":true}");
    assertThat(former(stopped)).isEqualTo("{\"pause_collection\":null}");
    assertThat(former(paused))
        .isEqualTo(
            "{\"status\":\"active\","
                + "\"pause_collection\":{\"behavior\":\"void\",\"resumes_at\":null}}");
  }

  @Test
  void metadata_stays_until_it_is_changed_and_an_empty_text_removes_it() {
    make("'account':'ada','plan':'gold','credits':70");

    assertThat(metadata("'price':'price_other'")).isEqualTo("account=ada plan=gold credits=70");
    assertThat(metadata("'metadata':{'credits':'1.5','account':''}"))
        .isEqualTo("account= plan=gold credits=1.5");
    assertThat(metadata("'pool':'acme'")).isEqualTo("pool=acme plan=gold credits=1.5");
    assertThat(metadata("'plan':'solo'")).isEqualTo("pool=acme plan= credits=1.5");
    assertThat(metadata("'plan':'solo','metadata':{'plan':'plus'}"))
        .isEqualTo("pool=acme plan=plus credits=1.5");
  }

  private String metadata(String change) {
    String updated = "'type':'customer.subscription.updated','subscription':'sub_ada',";
    JsonObject metadata = object(at(NOW, updated + change)).object("metadata");
    String owner =
        metadata
            .optionalText("pool")
            .map("pool="::concat)
            .orElseGet(() -> "account=" + metadata.optionalText("account").orElse(""));
    return "%s plan=%s credits=%s"
        .formatted(owner, metadata.optionalText("plan").orElse(""), metadata.text("credits"));
  }

  @Test
  void a_voucher_for_the_whole_price_needs_no_payment() {
    ProviderEvent event =
        at(
            NOW,
            "'type':'checkout.session.completed','account':'ada','pack':'pack-50','coupon':100");

    assertThat(text(event, "payment_status")).isEqualTo("no_payment_required");
    assertThat(object(event).optionalText("payment_intent")).isEmpty();
    assertThat(amount(event, "amount_subtotal")).isEqualTo(1_200);
    assertThat(amount(event, "amount_total")).isZero();
    assertThat(event.names()).containsOnlyKeys("session");
  }

  @Test
  void a_refused_request_is_not_recorded() {
    assertThatThrownBy(() -> make("'account':'ada','plan':'solo','colour':1"))
        .isInstanceOf(JsonProblem.class)
        .hasMessageContaining("colour");

    assertThatThrownBy(() -> at(NOW, RENEWED))
        .isInstanceOf(JsonProblem.class)
        .hasMessageContaining("plan");
  }

  @Test
  void of_several_events_in_one_second_the_last_one_has_the_last_id() {
    List<String> ids =
        Stream.generate(() -> make("'account':'ada','plan':'solo'"))
            .map(ProviderEvent::id)
            .limit(12)
            .toList();

    assertThat(ids).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void another_service_gives_no_id_of_this_one_to_another_event() {
    StripeProvider restarted = new StripeProvider(Catalogs.shipped("outsmart"));
    JsonObject plus =
        JsonObject.parse("{\"type\":\"invoice.paid\",\"account\":\"ada\",\"plan\":\"plus\"}");

    String id = make("'account':'ada','plan':'solo'").id();

    assertThat(restarted.make(plus, Instant.parse(NOW)).id()).isNotEqualTo(id);
  }

  private ProviderEvent make(String fields) {
    return at(NOW, "'type':'invoice.paid'," + fields);
  }

  private ProviderEvent at(String now, String request) {
    String json = "{" + request.replace('\'', '"') + "}";
    return provider.make(JsonObject.parse(json), Instant.parse(now));
  }

  private static JsonObject object(ProviderEvent event) {
    return JsonObject.parse(event.body()).object("data").object("object");
  }

  private static JsonObject firstLine(ProviderEvent event) {
    return object(event).object("lines").objects("data").getFirst();
  }

  private static String text(ProviderEvent event, String field) {
    return object(event).text(field);
  }

  private static long amount(ProviderEvent event, String field) {
    return object(event).number(field, -100_000, 100_000);
  }

  private static String former(ProviderEvent event) {
    String field = "\"previous_attributes\":";
    String body = event.body();
    return body.substring(body.indexOf(field) + field.length(), body.length() - 2);
  }

  private static List<String> lines(ProviderEvent event) {
    return object(event).object("lines").objects("data").stream()
        .map(StripeProviderTest::line)
        .toList();
  }

  private static String line(JsonObject line) {
    JsonObject parent = line.object("parent");
    JsonObject period = line.object("period");
    String price = line.object("pricing").object("price_details").text("price");
    return "%s %d %d%s %s %s"
        .formatted(
            price.replace("price_outsmart_", ""),
            line.number("quantity", 0, 100),
            line.number("amount", -100_000, 100_000),
            parent.object(parent.text("type")).flag("proration") ? "*" : "",
            day(period, "start"),
            day(period, "end"));
  }

  private static String day(JsonObject period, String field) {
    long seconds = period.number(field, 0, Long.MAX_VALUE);
    return Instant.ofEpochSecond(seconds).toString().substring(5, 10);
  }
}
