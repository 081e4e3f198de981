package dev.drawdown.renewalwebhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.domain.reading.Balance;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A subscription's events in any order and any number of times lead to the same wallet. The test
/// of the rules tries every permutation of every part of the same history.
class WebhookOrderTest {
  private static final int ROUNDS = 20;

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void any_order_and_any_repetition_lead_to_the_same_wallet(long seed) {
    Random random = new Random(seed);
    for (int round = 0; round < ROUNDS; round++) {
      List<EventBody> history = part(random);
      WebhookEndpoint inOrder = delivered(history);

      List<EventBody> deliveries = new ArrayList<>(history);
      history.stream().filter(_ -> random.nextBoolean()).forEach(deliveries::add);
      Collections.shuffle(deliveries, random);

      assertThat(seen(delivered(deliveries)))
          .as("%s", deliveries.stream().map(EventBody::text).toList())
          .isEqualTo(seen(inOrder));
    }
  }

  /// P3: the second upgrade is paid again, and is the same grant.
  @Test
  void up_and_down_and_up_again_within_a_period_grants_nothing_twice() {
    WebhookEndpoint endpoint = new WebhookEndpoint().at("2026-11-23T00:00:00Z");
    endpoint.deliver(EventBody.of("invoice.paid"));
    endpoint.deliver(change("evt_up", "plus", 3000, "2026-11-21T00:00:00Z"));
    long upgraded = endpoint.wallet().version();

    endpoint.deliver(change("evt_down", "solo", -2900, "2026-11-22T00:00:00Z"));
    endpoint.deliver(change("evt_up_again", "plus", 2800, "2026-11-23T00:00:00Z"));

    assertThat(endpoint.balance().usage().granted().amount()).isEqualTo(300);
    assertThat(endpoint.wallet().version()).isEqualTo(upgraded);
  }

  @Test
  void a_new_subscription_after_the_end_brings_the_plan_and_no_second_starter() {
    WebhookEndpoint endpoint = delivered(history());
    EventBody again =
        EventBody.of("invoice.paid")
            .id("evt_again")
            .with("parent.subscription_details.subscription", "sub_2")
            .at("lines.data.0.period.start", "2027-01-15T00:00:00Z")
            .at("lines.data.0.period.end", "2027-02-15T00:00:00Z");

    assertThat(endpoint.outcome(again)).isEqualTo("applied");

    assertThat(endpoint.balance().buckets())
        .extracting(bucket -> bucket.kind().label() + " " + bucket.remaining())
        .containsExactly("plan 100", "starter 10");
  }

  private static WebhookEndpoint delivered(List<EventBody> deliveries) {
    WebhookEndpoint endpoint = new WebhookEndpoint().at("2027-01-16T00:00:00Z");
    deliveries.forEach(event -> assertThat(endpoint.deliver(event).status()).isEqualTo(200));
    return endpoint;
  }

  /// Everything that a customer sees except the numbers of entries and buckets.
  private static String seen(WebhookEndpoint endpoint) {
    Balance balance = endpoint.balance();
    return String.join(
        ", ",
        balance.standing().label(),
        "plans " + balance.plans(),
        balance.buckets().stream()
            .map(bucket -> bucket.kind() + " " + bucket.remaining() + " of " + bucket.granted())
            .toList()
            .toString(),
        balance.usage().toString(),
        "parked " + endpoint.parked());
  }

  private static List<EventBody> part(Random random) {
    List<EventBody> part = new ArrayList<>(history());
    part.removeIf(_ -> random.nextInt(5) == 0);
    return part;
  }

  /// In the right order: paid, cancellation planned and withdrawn, renewal failed, then paid, an
  /// upgrade, the end.
  private static List<EventBody> history() {
    return List.of(
        EventBody.of("invoice.paid"),
        updated("evt_planned", "2026-11-25T00:00:00Z").with("cancel_at_period_end", true),
        updated("evt_withdrawn", "2026-11-26T00:00:00Z"),
        next(EventBody.of("invoice.paid"))
            .id("evt_failed")
            .type("invoice.payment_failed")
            .with("status", "open")
            .with("next_payment_attempt", 1_798_000_000),
        next(EventBody.of("invoice.paid")).id("evt_renewed"),
        upgraded(),
        EventBody.of("customer.subscription.updated")
            .id("evt_deleted")
            .type("customer.subscription.deleted")
            .at("ended_at", "2027-01-10T00:00:00Z"));
  }

  private static EventBody updated(String id, String created) {
    return EventBody.of("customer.subscription.updated").id(id).created(created);
  }

  private static EventBody next(EventBody invoice) {
    return invoice
        .with("billing_reason", "subscription_cycle")
        .at("lines.data.0.period.start", "2026-12-20T00:00:00Z")
        .at("lines.data.0.period.end", "2027-01-20T00:00:00Z");
  }

  private static EventBody upgraded() {
    return change("evt_upgraded", "plus", 2000, "2027-01-05T00:00:00Z")
        .at("lines.data.0.period.end", "2027-01-20T00:00:00Z")
        .at("lines.data.1.period.end", "2027-01-20T00:00:00Z");
  }

  /// A change of plan: the new plan's rest of the period, and a credit for the old one. Their sum
  /// is `total`.
  private static EventBody change(String id, String plan, long total, String start) {
    return EventBody.of("invoice.paid")
        .id(id)
        .with("billing_reason", "subscription_update")
        .with("total", total)
        .with("lines.data.0.parent.subscription_item_details.proration", true)
        .with("lines.data.0.pricing.price_details.price", "price_outsmart_" + plan)
        .at("lines.data.0.period.start", start)
        .withSecondLine()
        .with("lines.data.1.amount", total - 1900)
        .with("lines.data.1.pricing.price_details.price", "price_other");
  }
}
