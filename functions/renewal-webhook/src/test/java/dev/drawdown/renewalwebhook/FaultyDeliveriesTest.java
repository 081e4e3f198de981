package dev.drawdown.renewalwebhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.adapters.http.Reply;
import dev.drawdown.adapters.store.Fault;
import dev.drawdown.adapters.store.FaultPlan;
import dev.drawdown.adapters.store.FaultyStore;
import dev.drawdown.adapters.store.Jitter;
import dev.drawdown.adapters.store.OptimisticRetry;
import dev.drawdown.adapters.store.RetryBudget;
import dev.drawdown.domain.ledger.Audit;
import dev.drawdown.domain.ledger.WalletId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Deliveries over a network that loses, throttles, conflicts and repeats.
class FaultyDeliveriesTest {
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4})
  void faults_and_repetition_in_any_order_grant_nothing_twice(long seed) {
    Random random = new Random(seed);
    for (int round = 0; round < 25; round++) {
      WebhookEndpoint endpoint = new WebhookEndpoint();
      FaultyStore faulty = new FaultyStore(endpoint.store, FaultPlan.seeded(random.nextLong(), 40));
      List<EventBody> deliveries = new ArrayList<>(events());
      deliveries.addAll(events());
      Collections.shuffle(deliveries, random);

      for (EventBody event : deliveries) {
        assertThat(send(faulty, event).status()).isIn(200, 503);
      }
      events().forEach(endpoint::deliver);

      assertThat(endpoint.balance().total().amount()).isEqualTo(300 + 25 + 10);
      assertThat(isConsistent(endpoint)).isTrue();
      assertThat(endpoint.wallet().billing().parked()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"THROTTLED", "LOST_BEFORE", "LOST_AFTER"})
  void a_table_that_does_not_answer_makes_the_provider_retry(Fault fault) {
    for (FaultPlan plan : List.of(onCommits(fault), FaultPlan.onReads(fault))) {
      Reply reply =
          send(new FaultyStore(new WebhookEndpoint().store, plan), EventBody.of("invoice.paid"));

      assertThat(reply.status()).isEqualTo(503);
      assertThat(reply.headers()).containsKey("Retry-After");
    }
  }

  @Test
  void an_event_whose_answer_was_lost_is_known_at_the_next_delivery() {
    WebhookEndpoint endpoint = new WebhookEndpoint();
    send(
        new FaultyStore(endpoint.store, onCommits(Fault.LOST_AFTER)), EventBody.of("invoice.paid"));

    assertThat(endpoint.outcome(EventBody.of("invoice.paid"))).isEqualTo("known");
    assertThat(endpoint.balance().total().amount()).isEqualTo(100 + 10);
  }

  private static FaultPlan onCommits(Fault fault) {
    return () -> fault;
  }

  private static boolean isConsistent(WebhookEndpoint endpoint) {
    return Audit.of(
            endpoint.wallet().book(),
            endpoint.store.entriesAfter(WalletId.of(WebhookEndpoint.ANNA), 0, 1000).iterator())
        .consistent();
  }

  private static List<EventBody> events() {
    EventBody upgrade =
        EventBody.of("invoice.paid")
            .id("evt_upgrade")
            .with("billing_reason", "subscription_update")
            .with("lines.data.0.parent.subscription_item_details.proration", true)
            .with("lines.data.0.pricing.price_details.price", "price_outsmart_plus")
            .at("lines.data.0.period.start", "2026-11-20T10:00:00Z");
    EventBody paused = EventBody.of("customer.subscription.updated").with("status", "paused");
    EventBody parked =
        EventBody.of("invoice.paid")
            .id("evt_parked")
            .with("lines.data.0.pricing.price_details.price", "price_new");
    return List.of(
        EventBody.of("invoice.paid"),
        upgrade,
        paused,
        parked,
        EventBody.of("checkout.session.completed"),
        EventBody.of("refund.created"));
  }

  static Reply send(FaultyStore faulty, EventBody event) {
    AtomicLong time = new AtomicLong();
    Jitter jitter = new Jitter(Duration.ofMillis(1), Duration.ofMillis(1), new Random(1));
    // Each retry advances the clock, so that the test doesn't wait.
    OptimisticRetry retry =
        new OptimisticRetry(
            faulty,
            () ->
                new RetryBudget(
                    () -> time.getAndAdd(Duration.ofSeconds(1).toNanos()), _ -> {}, jitter));
    WebhookEndpoint endpoint = new WebhookEndpoint().on(faulty);
    String signature = StripeSignature.sign(event.bytes(), WebhookEndpoint.SECRET, endpoint.now());
    return WebhookEndpoint.call(event.text(), signature)
        .on(new RenewalWebhookFunction(endpoint.ports(), retry));
  }
}
