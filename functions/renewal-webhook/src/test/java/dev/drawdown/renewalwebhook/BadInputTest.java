package dev.drawdown.renewalwebhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.drawdown.adapters.calllog.CollectedLines;
import dev.drawdown.adapters.http.Reply;
import dev.drawdown.adapters.log.CollectedLog;
import dev.drawdown.adapters.store.Fault;
import dev.drawdown.adapters.store.FaultPlan;
import dev.drawdown.adapters.store.FaultyStore;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A request that can't be applied is refused or parked. It grants nothing and loses nothing.
/// Neither a secret nor any part of a body gets into the log.
class BadInputTest {
  private static final String PRIVATE = "private@example.com";
  private static final int MAX_BODY = 256 * 1024;

  @AutoClose private final CollectedLog log = new CollectedLog();
  private final WebhookEndpoint endpoint = new WebhookEndpoint();

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void a_request_that_is_not_the_providers_is_refused_and_stores_nothing(
      String name, String signature) {
    Reply reply = endpoint.send(paid().text(), signature);

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.at("code")).isEqualTo("invalid-request");
    assertThat(reply.at("field")).isEqualTo("Stripe-Signature");
    assertStoredNothing(reply);
  }

  static Stream<Arguments> a_request_that_is_not_the_providers_is_refused_and_stores_nothing() {
    WebhookEndpoint endpoint = new WebhookEndpoint();
    Instant now = endpoint.now();
    byte[] body = paid().bytes();
    String signed = StripeSignature.sign(body, WebhookEndpoint.SECRET, now);
    return Stream.of(
        arguments("missing", null),
        arguments("empty", ""),
        arguments("of no form", "please"),
        arguments("without a time", signed.substring(signed.indexOf(',') + 1)),
        arguments("with a time that is none", signed.replaceFirst("t=\\d+", "t=now")),
        arguments("with two times", signed + ",t=1"),
        arguments("with another scheme only", signed.replace("v1=", "v0=")),
        arguments("with half a digest", signed.substring(0, signed.length() - 32)),
        arguments("too long", signed + ",v0=" + "0".repeat(1024)),
        arguments(
            "of another body", StripeSignature.sign(new byte[] {1}, WebhookEndpoint.SECRET, now)),
        arguments("with another secret", StripeSignature.sign(body, "whsec_other", now)),
        arguments(
            "with a secret that is rolled off", StripeSignature.sign(body, "whsec_last", now)),
        arguments(
            "a second too old",
            StripeSignature.sign(body, WebhookEndpoint.SECRET, now.minusSeconds(301))),
        arguments(
            "a second too far in the future",
            StripeSignature.sign(body, WebhookEndpoint.SECRET, now.plusSeconds(301))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        PRIVATE,
        "",
        "[\"" + PRIVATE + "\"]",
        "\"" + PRIVATE + "\"",
        "null",
        "{\"note\":\"" + PRIVATE + "\"",
        "{\"object\":\"event\",\"note\":\"" + PRIVATE + "\"}",
        "{\"object\":\"v2.core.event\",\"note\":\"" + PRIVATE + "\"}"
      })
  void a_signed_body_that_is_no_event_is_refused_and_stores_nothing(String body) {
    Reply reply = signed(body);

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.at("code")).isEqualTo("invalid-request");
    assertStoredNothing(reply);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, MAX_BODY})
  void a_body_beyond_256_kib_is_refused_and_stores_nothing(int beyond) {
    EventBody event = paid();
    int note = MAX_BODY - event.with("note", "").bytes().length + beyond;

    Reply reply = endpoint.deliver(event.with("note", "x".repeat(note)));

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.at("field")).isEqualTo("body");
    assertStoredNothing(reply);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void an_event_that_should_have_an_effect_but_can_not_is_stored_whole(
      String reason, EventBody event) {
    Reply reply = endpoint.deliver(event);

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.at("outcome")).isEqualTo("parked");
    assertThat(endpoint.parked())
        .singleElement()
        .satisfies(parked -> assertThat(parked.reason()).contains(reason))
        .extracting(parked -> parked.work().body())
        .isEqualTo(event.text());
    assertThat(endpoint.wallet().buckets()).isEmpty();
    assertThat(log.lines()).hasSize(1);
    assertSilent();
  }

  static Stream<Arguments> an_event_that_should_have_an_effect_but_can_not_is_stored_whole() {
    return Stream.of(
        arguments("unknown version: 2024-09-30.acacia", version("2024-09-30.acacia")),
        arguments("unknown version: 2027-03-31.fern", version("2027-03-31.fern")),
        arguments("unknown version: none", version(null)),
        arguments("test mode, in live mode", paid().event("livemode", false)),
        arguments("belongs to no plan: price_new", price("price_new")),
        arguments("has_more", paid().with("lines.has_more", true)),
        arguments("period: is missing", paid().with("lines.data.0.period", null)),
        arguments("parent: is missing", paid().with("parent", null)),
        arguments("is not the price of pack-50", bought().with("amount_subtotal", 1)),
        arguments("is not the price of pack-50", bought().with("amount_subtotal", 1_201)),
        arguments("is not that of pack-50", bought().with("currency", "eur")),
        arguments("is not in the catalog: pack-9", bought().with("metadata.pack", "pack-9")),
        arguments("id: is missing", bought().with("payment_intent", null).with("id", null)),
        arguments("payment_intent: is missing", goingBack().with("payment_intent", null)));
  }

  @Test
  void a_failed_table_is_logged_without_the_items() {
    FaultyStore silent = new FaultyStore(endpoint.store, FaultPlan.onReads(Fault.LOST_BEFORE));

    EventBody event = paid();
    String signature = StripeSignature.sign(event.bytes(), WebhookEndpoint.SECRET, endpoint.now());
    CollectedLines lines = new CollectedLines();

    Reply reply =
        WebhookEndpoint.call(event.text(), signature)
            .on(new RenewalWebhookFunction(endpoint.on(silent).ports()), lines);

    assertThat(reply.status()).isEqualTo(503);
    assertThat(lines.only()).contains("failure").doesNotContain(PRIVATE, "whsec");
    assertStoredNothing(reply);
  }

  private void assertStoredNothing(Reply reply) {
    assertThat(endpoint.store.isEmpty()).isTrue();
    assertThat(reply.text()).doesNotContain(PRIVATE, "whsec");
    assertSilent();
  }

  private void assertSilent() {
    assertThat(String.join("", log.lines())).doesNotContain(PRIVATE, "whsec", "{\"");
  }

  private Reply signed(String body) {
    return endpoint.send(
        body, StripeSignature.sign(body.getBytes(UTF_8), WebhookEndpoint.SECRET, endpoint.now()));
  }

  private static EventBody paid() {
    return EventBody.of("invoice.paid").with("customer_email", PRIVATE);
  }

  private static EventBody version(String version) {
    return paid().event("api_version", version);
  }

  private static EventBody price(String price) {
    return paid().with("lines.data.0.pricing.price_details.price", price);
  }

  private static EventBody bought() {
    return EventBody.of("checkout.session.completed").with("customer_email", PRIVATE);
  }

  private static EventBody goingBack() {
    return EventBody.of("refund.created").with("charge", null).with("note", PRIVATE);
  }
}
