package dev.drawdown.renewalwebhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.drawdown.adapters.store.BrokenOff;
import dev.drawdown.adapters.store.InMemoryStore;
import dev.drawdown.domain.catalog.Catalog;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// A process dies between any two steps, and its work is repeated: the same wallet, ledger,
/// subscriptions, payments and events.
class BrokenOffWebhookTest {
  private static final Catalog IN_SHARDS =
      WebhookEndpoint.outsmart("\"pool\": true", "\"pool\": true, \"shards\": 3");
  private static final Catalog MENDED =
      WebhookEndpoint.outsmart("price_outsmart_solo", "price_new");

  private static final String IN_THE_PERIOD = "2026-11-21T00:00:00Z";
  private static final String AFTER_IT = "2026-12-21T00:00:00Z";
  private static final String AFTER_GRACE = "2027-01-05T00:00:00Z";

  @ParameterizedTest(name = "{0} at {1}")
  @MethodSource
  void a_second_delivery_completes_one_that_was_interrupted_anywhere(
      String name, String clock, EventBody event) {
    int calls =
        BrokenOff.anywhere(
            name,
            BrokenOffWebhookTest::subscriber,
            store -> new WebhookEndpoint().with(IN_SHARDS).on(store).at(clock).deliver(event));

    assertThat(calls).isGreaterThanOrEqualTo(3);
  }

  static Stream<Arguments> a_second_delivery_completes_one_that_was_interrupted_anywhere() {
    return Stream.of(
        arguments("a first payment", IN_THE_PERIOD, beas(EventBody.of("invoice.paid"))),
        arguments(
            "a pool's first payment", IN_THE_PERIOD, another(pools(EventBody.of("invoice.paid")))),
        arguments("a pool's renewal", AFTER_IT, pools(renewal())),
        arguments("a pool's failed payment", AFTER_IT, pools(failed())),
        arguments("an upgrade", IN_THE_PERIOD, upgrade()),
        arguments("two plans on one invoice", IN_THE_PERIOD, twoPlans()),
        arguments("a renewal", AFTER_IT, renewal()),
        arguments("a late renewal, with the suspension due", AFTER_GRACE, renewal()),
        arguments("a failed payment", AFTER_IT, failed().with("next_payment_attempt", 1799999999)),
        arguments("the last failed payment", AFTER_IT, failed()),
        arguments("a planned cancellation", IN_THE_PERIOD, updated("cancel_at_period_end", true)),
        arguments("a subscription given up, two facts", AFTER_IT, updated("status", "unpaid")),
        arguments("an end", IN_THE_PERIOD, ended()),
        arguments("a checkout", IN_THE_PERIOD, bought("pi_2")),
        arguments("a checkout that is credited already", IN_THE_PERIOD, bought("pi_1")),
        arguments("a refund", IN_THE_PERIOD, EventBody.of("refund.created")),
        arguments("a refund before its checkout", IN_THE_PERIOD, refundOf("pi_3")),
        arguments("a dispute", IN_THE_PERIOD, EventBody.of("charge.dispute.created")),
        arguments("what is parked", IN_THE_PERIOD, unknownPrice("evt_9")),
        arguments("what is parked, with the suspension due", AFTER_GRACE, unknownPrice("evt_9")),
        arguments("what is parked and nobody's", IN_THE_PERIOD, nobodys()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void a_second_command_completes_one_that_was_interrupted_anywhere(
      String name, int leastCalls, Consumer<WebhookEndpoint> command) {
    int calls =
        BrokenOff.anywhere(
            name,
            BrokenOffWebhookTest::parked,
            store -> command.accept(new WebhookEndpoint().on(store).at(AFTER_GRACE).with(MENDED)));

    assertThat(calls).isGreaterThanOrEqualTo(leastCalls);
  }

  static Stream<Arguments> a_second_command_completes_one_that_was_interrupted_anywhere() {
    return Stream.of(
        command("a replay", 4, endpoint -> endpoint.replay("evt_1")),
        command("a replay of what stays parked", 1, endpoint -> endpoint.replay("evt_2")),
        command("a replay of all", 6, BrokenOffWebhookTest::replayAll),
        command("a drop", 4, endpoint -> endpoint.drop("evt_1", "ours")));
  }

  private static Arguments command(String name, int leastCalls, Consumer<WebhookEndpoint> command) {
    return arguments(name, leastCalls, command);
  }

  private static void replayAll(WebhookEndpoint endpoint) {
    endpoint
        .parkedEvents()
        .list()
        .all()
        .toList()
        .forEach(event -> endpoint.replay(event.work().id().value()));
  }

  /// Has a plan, and a pack from the payment `pi_1`. A pool exists, too.
  private static InMemoryStore subscriber() {
    WebhookEndpoint endpoint = new WebhookEndpoint().with(IN_SHARDS);
    endpoint.deliver(pools(EventBody.of("invoice.paid").id("evt_pool")));
    endpoint.deliver(EventBody.of("invoice.paid").id("evt_paid"));
    endpoint.deliver(EventBody.of("checkout.session.completed").id("evt_bought"));
    return endpoint.store;
  }

  /// Has a parked period and a parked upgrade of it, and beside them a parked event without an
  /// owner.
  private static InMemoryStore parked() {
    WebhookEndpoint endpoint = new WebhookEndpoint();
    endpoint.deliver(unknownPrice("evt_1"));
    endpoint.deliver(upgrade().id("evt_2").event("api_version", "2020-08-27"));
    endpoint.deliver(nobodys());
    return endpoint.store;
  }

  private static EventBody beas(EventBody event) {
    return event
        .with("parent.subscription_details.metadata.account", "bea")
        .with("parent.subscription_details.subscription", "sub_2");
  }

  private static EventBody pools(EventBody event) {
    return event
        .with("parent.subscription_details.metadata", Map.of("pool", "office-1"))
        .with("parent.subscription_details.subscription", "sub_3")
        .with("lines.data.0.pricing.price_details.price", "price_outsmart_office");
  }

  private static EventBody another(EventBody pool) {
    return pool.with("parent.subscription_details.metadata", Map.of("pool", "office-2"))
        .with("parent.subscription_details.subscription", "sub_4");
  }

  private static EventBody upgrade() {
    return EventBody.of("invoice.paid")
        .with("billing_reason", "subscription_update")
        .with("lines.data.0.parent.subscription_item_details.proration", true)
        .with("lines.data.0.pricing.price_details.price", "price_outsmart_plus")
        .at("lines.data.0.period.start", "2026-11-20T10:00:00Z");
  }

  private static EventBody twoPlans() {
    return EventBody.of("invoice.paid")
        .withSecondLine()
        .with("lines.data.1.pricing.price_details.price", "price_outsmart_plus");
  }

  private static EventBody renewal() {
    return next(EventBody.of("invoice.paid").with("billing_reason", "subscription_cycle"));
  }

  private static EventBody failed() {
    return next(
        EventBody.of("invoice.paid")
            .type("invoice.payment_failed")
            .with("billing_reason", "subscription_cycle")
            .with("status", "open"));
  }

  private static EventBody next(EventBody invoice) {
    return invoice
        .at("lines.data.0.period.start", "2026-12-20T00:00:00Z")
        .at("lines.data.0.period.end", "2027-01-20T00:00:00Z");
  }

  private static EventBody updated(String field, Object value) {
    return EventBody.of("customer.subscription.updated").with(field, value);
  }

  private static EventBody ended() {
    return EventBody.of("customer.subscription.updated")
        .type("customer.subscription.deleted")
        .at("ended_at", "2026-11-20T20:00:00Z");
  }

  private static EventBody bought(String payment) {
    return EventBody.of("checkout.session.completed").with("payment_intent", payment);
  }

  private static EventBody refundOf(String payment) {
    return EventBody.of("refund.created").with("payment_intent", payment);
  }

  private static EventBody unknownPrice(String id) {
    return EventBody.of("invoice.paid")
        .id(id)
        .with("lines.data.0.pricing.price_details.price", "price_new");
  }

  private static EventBody nobodys() {
    return EventBody.of("invoice.paid")
        .id("evt_nobodys")
        .with("parent.subscription_details.subscription", "sub_nobodys")
        .with("parent.subscription_details.metadata", Map.of());
  }
}
