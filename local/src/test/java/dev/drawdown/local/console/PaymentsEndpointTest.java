package dev.drawdown.local.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.adapters.http.Reply;
import dev.drawdown.local.Clients;
import dev.drawdown.local.Developer;
import dev.drawdown.local.ServiceInMemory;
import dev.drawdown.renewalwebhook.StripeSignature;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// How deliveries are repeated, delayed, reordered and forged, and what is refused.
class PaymentsEndpointTest {
  private static final String PAID =
      "\"type\":\"invoice.paid\",\"account\":\"a\",\"plan\":\"solo\"";

  private final ServiceInMemory service = new ServiceInMemory("outsmart");
  private final Developer developer = service.developer();

  @AfterEach
  void stop() {
    developer.close();
    service.close();
  }

  @Test
  void reports_the_event_and_the_webhooks_answer() {
    Reply reply = developer.pay("invoice.paid", "account", "ada", "plan", "solo");

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.text().replaceAll("_[0-9a-f]{8}", "_..."))
        .isEqualTo(
            """
            {"events":[{"id":"evt_000001_...","type":"invoice.paid",\
            "subscription":"sub_ada","periodStart":"2026-11-20T10:15:30Z",\
            "periodEnd":"2026-12-20T10:15:30Z",\
            "deliveries":[{"status":200,"outcome":"applied"}]}]}\
            """);
    assertThat(developer.balance("ada").at("plan.id")).isEqualTo("solo");
  }

  @Test
  void delivers_an_event_the_requested_number_of_times() {
    Reply reply =
        developer.pay(
            "checkout.session.completed", "account", "ada", "pack", "pack-50", "times", 3);

    assertThat(IntStream.range(0, 3).mapToObj(i -> reply.at("events.0.deliveries." + i)))
        .containsExactly(came("applied"), came("known"), came("known"));
    assertThat(reply.at("events.0.deliveries.3")).isNull();
    assertThat(developer.balance("ada").at("total")).isEqualTo(60);
  }

  @Test
  void a_repeated_request_makes_another_id_or_the_given_one() {
    Object first =
        developer.pay("invoice.paid", "account", "ada", "plan", "solo").at("events.0.id");
    Object again =
        developer.pay("invoice.paid", "account", "ada", "plan", "solo").at("events.0.id");
    Reply named = developer.pay("invoice.paid", "account", "bea", "plan", "solo", "id", first);

    assertThat(again).isNotEqualTo(first);
    assertThat(named.at("events.0.id")).isEqualTo(first);
    assertThat(named.at("events.0.deliveries.0.outcome")).isEqualTo("known");
  }

  @Test
  void a_delayed_event_is_made_now_and_delivered_in_the_requested_order() {
    developer.pay("invoice.paid", "account", "ada", "plan", "solo", "delay", "first");
    developer.advance("P1M");
    developer.pay(
        "invoice.paid",
        "account",
        "ada",
        "plan",
        "solo",
        "billingReason",
        "subscription_cycle",
        "delay",
        "second");
    assertThat(developer.balance("ada").at("plan")).isNull();

    Reply reply = developer.deliver(List.of("second", "first", "second"));

    assertThat(IntStream.range(0, 3).mapToObj(i -> reply.at("events." + i + ".periodStart")))
        .containsExactly("2026-12-20T10:15:30Z", "2026-11-20T10:15:30Z", "2026-12-20T10:15:30Z");
    assertThat(
            IntStream.range(0, 3).mapToObj(i -> reply.at("events." + i + ".deliveries.0.outcome")))
        .containsExactly("applied", "applied", "known");
    assertThat(developer.balance("ada").at("usage.granted")).isEqualTo(105);
  }

  @Test
  void a_delayed_event_is_listed_until_the_webhook_accepts_it() {
    developer.pay("invoice.paid", "account", "ada", "plan", "solo", "delay", "late");
    assertThat(developer.provider().at("delayed.0.delayed")).isEqualTo("late");
    assertThat(developer.provider().at("delayed.0.type")).isEqualTo("invoice.paid");

    developer.deliver(List.of("late"), "forge", "old");
    assertThat(developer.provider().at("delayed.0.delayed")).isEqualTo("late");

    developer.deliver(List.of("late"), "times", 2);
    assertThat(developer.provider().at("delayed")).isEqualTo(List.of());
    assertThat(developer.balance("ada").at("usage.granted")).isEqualTo(100);
  }

  @Test
  void a_delayed_event_is_signed_at_its_delivery() {
    developer.pay("invoice.paid", "account", "ada", "plan", "solo", "delay", "late");
    developer.advance("P2D");

    Reply reply = developer.deliver(List.of("late"));

    assertThat(reply.at("events.0.deliveries.0.outcome")).isEqualTo("applied");
  }

  @Test
  void a_name_is_for_one_event() {
    developer.pay("invoice.paid", "account", "ada", "plan", "solo", "delay", "one");

    Reply second = developer.pay("invoice.paid", "account", "bea", "plan", "solo", "delay", "one");

    assertThat(second.status()).isEqualTo(400);
    assertThat(second.at("field")).isEqualTo("delay");
    assertThat(developer.provider().at("delayed.0.subscription")).isEqualTo("sub_ada");
    assertThat(developer.provider().at("delayed.1")).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"secret", "old", "future", "body", "malformed", "unsigned"})
  void a_forged_delivery_is_refused_and_stores_nothing(String forgery) {
    Reply reply =
        developer.pay(
            "invoice.paid", "account", "ada", "plan", "solo", "forge", forgery, "times", 2);

    for (int delivery = 0; delivery < 2; delivery++) {
      assertThat(reply.at("events.0.deliveries." + delivery))
          .isEqualTo(
              Map.of(
                  "status",
                  400,
                  "reason",
                  "Stripe-Signature isn't a valid signature of this body, or is more than 5 minutes"
                      + " old or ahead"));
    }
    assertThat(service.store().isEmpty()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"whsec_given, 200", "whsec_local, 400"})
  void a_given_secret_replaces_the_usual_one(String signed, int status) throws Exception {
    String body =
        """
        {"id":"evt_1","object":"event","api_version":"2026-07-29.dahlia","created":1795169730,\
        "livemode":false,"type":"invoice.created","data":{"object":{}}}\
        """;
    String signature = StripeSignature.sign(body.getBytes(UTF_8), signed, ServiceInMemory.NOW);
    try (ServiceInMemory given = new ServiceInMemory("outsmart", "whsec_given");
        Developer there = given.developer()) {
      HttpRequest delivery =
          HttpRequest.newBuilder(there.service().resolve("/webhooks/stripe"))
              .header("Stripe-Signature", signature)
              .POST(BodyPublishers.ofString(body))
              .build();

      assertThat(there.http().send(delivery, BodyHandlers.ofString()).statusCode())
          .isEqualTo(status);
      assertThat(there.outcome("invoice.paid", "account", "ada", "plan", "solo"))
          .isEqualTo("applied");
    }
  }

  @Test
  void several_deliveries_of_an_event_at_once_count_once() throws Exception {
    List<Object> outcomes =
        Clients.atOnce(
            8,
            _ ->
                developer.outcome(
                    "checkout.session.completed", "account", "ada", "pack", "pack-50", "id", "e"));

    assertThat(outcomes).containsOnlyOnce("applied");
    assertThat(developer.balance("ada").at("total")).isEqualTo(60);
  }

  @ParameterizedTest(name = "{0}: {1} {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                                                     | type          | is missing
          []                                                     | body          | must be an object
          {}                                                     | type          | is missing
          {"type":"invoice.created"}                             | type          | must be one of
          {"type":"invoice.paid"}                                | subscription  | is missing
          {"type":"invoice.paid","account":"a b","plan":"solo"}  | account       | must be 1 to 128
          {"type":"invoice.paid","account":"a","pool":"b"}       | pool          | can't be combined with account
          {"type":"invoice.paid","account":"a"}                  | plan          | is missing
          {PAID,"pack":"pack-50"}                                | pack          | is not a known
          {PAID,"quantity":"2"}                                  | quantity      | whole number
          {PAID,"billingReason":"x"}                             | billingReason | must be
          {PAID,"periodEnd":"soon"}                              | periodEnd     | an instant
          {PAID,"times":0}                                       | times         | whole number from 1
          {PAID,"times":101}                                     | times         | to 100
          {PAID,"forge":"x"}                                     | forge         | must be one of secret
          {PAID,"delay":"d","times":2}                           | times         | is not a known
          {PAID,"livemode":1}                                    | livemode      | true or false
          {PAID,"last":true}                                     | last          | is not a known
          {PAID,"interval":"week"}                               | interval      | month, year
          {PAID,"coupon":101}                                    | coupon        | from 1 to 100
          {PAID,"periods":0}                                     | periods       | from 1 to 24
          {PAID,"periodStart":"1969-12-31T00:00:00Z"}            | periodStart   | must be from
          {PAID,"quantity":1000000000000}                        | amount        | is missing
          {PAID,"metadata":{"colour":"red"}}                     | metadata.colour | is not a known
          {PAID,"lines":[{"colour":"red"}]}                      | lines[0].colour | is not a known
          {PAID,"lines":[{"plan":"solo"}],"amount":1}            | amount        | is not a known
          {PAID,"remove":["a b"]}                                | remove        | must be 1 to 128
          {"type":"invoice.paid","account":"a","lines":[{}]}     | lines[0].plan | is missing
          {"type":"customer.subscription.updated","account":"a"} | plan          | is missing
          {UPDATED,"pause":"yes"}                                | pause         | must be one of void
          {UPDATED,"status":"late"}                              | status        | must be one of
          {UPDATED,"resumesAt":"2027-01-01T00:00:00Z"}           | pause         | is missing
          {"type":"checkout.session.completed","mode":"gift"}    | payment       | is missing
          {"type":"checkout.session.completed","account":"a"}    | pack          | is missing
          {"type":"checkout.session.completed","pack":"pack-50"} | payment       | is missing
          {"type":"refund.created","account":"a"}                | payment       | is missing
          {"type":"refund.created","payment":"pi_1"}             | amount        | is missing
          {"deliver":["a"]}                                      | deliver       | isn't delayed
          {"deliver":"a"}                                        | deliver       | must be an array
          {"deliver":[],PAID,"order":1}                          | order         | is not a known
          """)
  void an_impossible_request_is_refused_by_its_field_and_sends_nothing(
      String body, String field, String reason) {
    String request =
        body.replace("PAID", PAID)
            .replace("UPDATED", PAID.replace("invoice.paid", "customer.subscription.updated"));

    Reply reply = developer.post(DevConsole.PAYMENTS, request);

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.headers()).containsEntry("content-type", "application/problem+json");
    assertThat(reply.at("code")).isEqualTo("invalid-request");
    assertThat(reply.at("field")).isEqualTo(field);
    assertThat(reply.at("detail")).asString().contains(reason);
    assertThat(service.store().isEmpty()).isTrue();
    assertThat(developer.provider().at("delayed")).isEqualTo(List.of());
  }

  @Test
  void an_account_with_a_long_name_names_its_subscription_itself() {
    String account = "a".repeat(126);

    Reply refused = developer.pay("invoice.paid", "account", account, "plan", "solo");

    assertThat(refused.at("field")).isEqualTo("subscription");
    assertThat(
            developer.outcome(
                "invoice.paid", "account", account, "plan", "solo", "subscription", "sub_1"))
        .isEqualTo("applied");
  }

  private static Map<String, Object> came(String outcome) {
    return Map.of("status", 200, "outcome", outcome);
  }
}
