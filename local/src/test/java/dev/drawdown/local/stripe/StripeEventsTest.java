package dev.drawdown.local.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.adapters.catalog.Catalogs;
import dev.drawdown.adapters.json.JsonObject;
import dev.drawdown.domain.Credits;
import dev.drawdown.domain.catalog.PlanId;
import dev.drawdown.domain.subscription.PaidPeriod;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The provider's own form of what is asked for.
class StripeEventsTest {
  private static final Instant NOW = Instant.parse("2026-11-20T10:15:30.123Z");
  private static final Instant END = Instant.parse("2026-12-01T00:00:00Z");

  private final StripeEvents events =
      new StripeEvents(Catalogs.shipped("outsmart"), _ -> Optional.empty());

  @Test
  void an_invoice_has_its_period_on_its_line_and_its_owner_with_its_subscription() {
    String body =
        """
        {"type":"invoice.paid","account":"ada","plan":"solo","id":"evt_1",\
        "periodEnd":"2026-12-01T00:00:00Z"}\
        """;

    assertThat(made(events, body).body())
        .isEqualTo(
            """
            {"id":"evt_1","object":"event","api_version":"2026-07-29.dahlia",\
            "created":1795169730,"livemode":false,"type":"invoice.paid","data":{"object":{\
            "id":"in_sub_ada_2026-12-01T00:00:00Z","object":"invoice",\
            "billing_reason":"subscription_create","collection_method":"charge_automatically",\
            "currency":"usd","customer":"cus_ada","lines":{"object":"list","data":[{\
            "id":"il_price_outsmart_solo","object":"line_item","amount":1900,"currency":"usd",\
            "parent":{"type":"subscription_item_details","subscription_item_details":{\
            "proration":false,"subscription":"sub_ada","subscription_item":"si_sub_ada"}},\
            "period":{"start":1795169730,"end":1796083200},\
            "pricing":{"type":"price_details","price_details":{"price":"price_outsmart_solo"}},\
            "quantity":1}],"has_more":false},\
            "parent":{"type":"subscription_details","subscription_details":{\
            "metadata":{"account":"ada"},"subscription":"sub_ada"}},\
            "period_start":1795169730,"period_end":1795169730,"total":1900,"status":"paid"}}}\
            """);
  }

  @Test
  void an_upgrade_takes_the_old_plans_rest_off_the_new_ones_price() {
    PaidPeriod solo = new PaidPeriod(new PlanId("solo"), 2, Credits.of(200), NOW, END);
    StripeEvents known = new StripeEvents(Catalogs.shipped("outsmart"), _ -> Optional.of(solo));

    String body =
        made(
                known,
                """
                {"type":"invoice.paid","account":"ada","plan":"plus",\
                "billingReason":"subscription_update"}\
                """)
            .body();

    List<JsonObject> lines = object(body).object("lines").objects("data");
    assertThat(lines)
        .extracting(line -> line.number("amount", -10_000, 10_000))
        .containsExactly(9_800L, -3_800L);
    assertThat(lines)
        .allMatch(
            line -> line.object("parent").object("subscription_item_details").flag("proration"));
    assertThat(lines)
        .extracting(line -> line.object("period").number("end", 0, Long.MAX_VALUE))
        .containsOnly(END.getEpochSecond());
    assertThat(object(body).number("total", 0, 10_000)).isEqualTo(6_000);
  }

  @Test
  void a_pool_is_named_instead_of_an_account() {
    ProviderEvent event =
        made(events, "{\"type\":\"invoice.paid\",\"pool\":\"acme\",\"plan\":\"office\"}");

    assertThat(event.names()).containsEntry("subscription", "sub-pool_acme");
    assertThat(event.body())
        .contains("\"metadata\":{\"pool\":\"acme\"}", "\"customer\":\"cus-pool_acme\"");
  }

  @Test
  void a_plan_that_no_price_tells_is_named() {
    ProviderEvent event =
        made(
            events,
            """
            {"type":"invoice.paid","account":"ada","plan":"gold","credits":70}\
            """);

    assertThat(event.body())
        .contains("\"metadata\":{\"account\":\"ada\",\"plan\":\"gold\",\"credits\":\"70\"}");
  }

  @Test
  void of_one_second_the_event_made_last_has_the_last_id() {
    List<String> ids =
        Stream.generate(
                () ->
                    made(
                        events,
                        """
                        {"type":"customer.subscription.deleted","account":"ada","plan":"solo"}\
                        """))
            .map(ProviderEvent::id)
            .limit(12)
            .toList();

    assertThat(ids).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void another_service_gives_no_id_of_this_one_to_another_event() {
    StripeEvents restarted = new StripeEvents(Catalogs.shipped("outsmart"), _ -> Optional.empty());
    String solo = "{\"type\":\"invoice.paid\",\"account\":\"ada\",\"plan\":\"solo\"}";

    String id = made(events, solo).id();

    assertThat(made(restarted, solo.replace("solo", "plus")).id()).isNotEqualTo(id);
  }

  private static ProviderEvent made(StripeEvents events, String request) {
    return events.make(JsonObject.parse(request), NOW);
  }

  private static JsonObject object(String body) {
    return JsonObject.parse(body).object("data").object("object");
  }
}
