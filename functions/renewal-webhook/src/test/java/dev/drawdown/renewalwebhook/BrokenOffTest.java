package dev.drawdown.renewalwebhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.adapters.http.Reply;
import dev.drawdown.adapters.store.Attempts;
import dev.drawdown.adapters.store.Fault;
import dev.drawdown.adapters.store.FaultPlan;
import dev.drawdown.adapters.store.FaultyStore;
import dev.drawdown.adapters.store.Jitter;
import dev.drawdown.adapters.store.Patience;
import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.ledger.Audit;
import dev.drawdown.domain.wallet.WalletId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A delivery that dies before or after any call to the table is made good by the next.
class BrokenOffTest {
  private static final int MOST_CALLS = 12;

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"LOST_BEFORE", "LOST_AFTER"})
  void delivering_again_gives_the_same_wallet(Fault fault) {
    for (EventBody event : events()) {
      Endpoint untroubled = prepared();
      untroubled.deliver(event);
      for (int died = 0; died < MOST_CALLS; died++) {
        Endpoint endpoint = prepared();

        Reply first = dying(endpoint, event, died, fault);
        endpoint.deliver(event);

        assertThat(first.status()).isIn(200, 503);
        assertThat(endpoint.wallet())
            .as("%s, %d", event.text(), died)
            .isEqualTo(untroubled.wallet());
        assertThat(endpoint.parked()).isEqualTo(untroubled.parked());
      }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4})
  void faults_and_repetition_in_any_order_grant_nothing_twice(long seed) {
    Random random = new Random(seed);
    for (int round = 0; round < 25; round++) {
      Endpoint endpoint = new Endpoint();
      FaultyStore faulty = new FaultyStore(endpoint.store, FaultPlan.seeded(random.nextLong(), 40));
      List<EventBody> deliveries = new ArrayList<>(events());
      deliveries.addAll(events());
      Collections.shuffle(deliveries, random);

      for (EventBody event : deliveries) {
        send(endpoint, faulty, event);
      }
      events().forEach(endpoint::deliver);

      assertThat(endpoint.balance().total().amount()).isEqualTo(300 + 25 + 10);
      assertThat(
              Audit.of(
                      endpoint.wallet(),
                      endpoint
                          .store
                          .entriesAfter(WalletId.of(new AccountId("anna")), 0, 1000)
                          .iterator())
                  .consistent())
          .isTrue();
      assertThat(endpoint.wallet().coverage().parked()).isEqualTo(1);
    }
  }

  @Test
  void a_store_that_fails_is_told_to_the_provider() {
    Endpoint endpoint = new Endpoint();

    Reply reply = dying(endpoint, EventBody.of("invoice.paid"), 0, Fault.LOST_BEFORE);

    assertThat(reply.status()).isEqualTo(503);
    assertThat(reply.headers()).containsKey("Retry-After");
  }

  private static Endpoint prepared() {
    Endpoint endpoint = new Endpoint();
    endpoint.deliver(EventBody.of("invoice.paid").id("evt_first"));
    endpoint.deliver(EventBody.of("checkout.session.completed").id("evt_bought"));
    return endpoint.at("2026-11-21T00:00:00Z");
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

  /// Nothing after the `died`th call arrives any more.
  private static Reply dying(Endpoint endpoint, EventBody event, int died, Fault fault) {
    AtomicInteger calls = new AtomicInteger();
    FaultPlan plan =
        () -> {
          int call = calls.getAndIncrement();
          return call < died ? Fault.NONE : call == died ? fault : Fault.LOST_BEFORE;
        };
    return send(endpoint, new FaultyStore(endpoint.store, plan), event);
  }

  private static Reply send(Endpoint endpoint, FaultyStore faulty, EventBody event) {
    AtomicLong time = new AtomicLong();
    Jitter jitter = new Jitter(Duration.ofMillis(1), Duration.ofMillis(1), new Random(1));
    // Time passes with every try, so that nobody waits for real.
    Attempts attempts =
        new Attempts(
            faulty,
            () ->
                new Patience(
                    () -> time.getAndAdd(Duration.ofSeconds(1).toNanos()), _ -> {}, jitter));
    return Endpoint.call(
            event.text(), StripeSignature.sign(event.bytes(), Endpoint.SECRET, endpoint.now()))
        .on(new RenewalWebhookFunction(endpoint.ports(faulty, faulty), attempts));
  }
}
