package dev.drawdown.renewalwebhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.drawdown.domain.billing.Standing;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.domain.parking.Parked;
import dev.drawdown.domain.parking.ReceivedEvent;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// An operator's commands on events that couldn't be applied.
class ParkedEventsTest {
  private final WebhookEndpoint endpoint = new WebhookEndpoint();

  @Test
  void all_parked_events_are_listed_with_owner_and_reason() {
    endpoint.deliver(unknownPrice("evt_1"));
    endpoint.deliver(EventBody.of("refund.created").event("api_version", "2020-08-27"));

    assertThat(endpoint.parkedEvents().list().all())
        .extracting(
            event -> event.work().id().value(),
            event -> event.work().type(),
            event -> event.work().owner(),
            Parked::reason)
        .containsExactly(
            tuple(
                "evt_1",
                "invoice.paid",
                Optional.of(WebhookEndpoint.ANNA),
                "data.object.lines.data[0].pricing.price_details.price: belongs to no plan:"
                    + " price_new"),
            tuple("evt_4", "refund.created", Optional.empty(), "unknown version: 2020-08-27"));
  }

  /// The table stores milliseconds, and refuses any shorter time.
  @Test
  void an_event_is_parked_at_a_whole_millisecond() {
    endpoint.at("2026-11-20T10:15:30.123456789Z").deliver(unknownPrice("evt_1"));

    Instant parked = Instant.parse("2026-11-20T10:15:30.123Z");
    assertThat(endpoint.parkedEvents().list().all())
        .extracting(Parked::since)
        .containsExactly(parked);
    assertThat(endpoint.wallet().billing().parkedSince()).containsExactly(parked);
  }

  @Test
  void a_long_list_is_read_page_by_page() {
    for (int i = 0; i < 205; i++) {
      endpoint.deliver(unknownPrice("evt_" + i));
    }

    assertThat(endpoint.parkedEvents().list().all()).hasSize(205).doesNotHaveDuplicates();
  }

  @Test
  void a_replay_before_a_fix_of_the_catalog_changes_nothing() {
    endpoint.deliver(unknownPrice("evt_1"));
    long version = endpoint.wallet().version();

    assertThat(endpoint.replay("evt_1")).get().isInstanceOf(WebhookOutcome.Unprocessable.class);

    assertThat(endpoint.parked()).hasSize(1);
    assertThat(endpoint.wallet().version()).isEqualTo(version);
  }

  @Test
  void a_replay_after_a_fix_of_the_catalog_grants_the_period() {
    endpoint.deliver(unknownPrice("evt_1"));
    endpoint.at("2026-11-22T00:00:00Z").with(mended());

    assertThat(endpoint.replay("evt_1")).contains(new WebhookOutcome.Applied());

    assertThat(endpoint.parked()).isEmpty();
    assertThat(endpoint.wallet().billing().parked()).isZero();
    assertThat(endpoint.balance().total().amount()).isEqualTo(110);
    assertThat(endpoint.outcome(unknownPrice("evt_1"))).isEqualTo("known");
    assertThat(endpoint.replay("evt_1")).isEmpty();
  }

  @Test
  void a_replay_of_facts_that_another_event_brought_unparks_the_event() {
    endpoint.deliver(unknownPrice("evt_1"));
    endpoint.deliver(unknownPrice("evt_2"));
    endpoint.with(mended());

    assertThat(endpoint.replay("evt_1")).contains(new WebhookOutcome.Applied());
    assertThat(endpoint.replay("evt_2")).contains(new WebhookOutcome.AlreadyApplied());

    assertThat(endpoint.parked()).isEmpty();
    assertThat(endpoint.wallet().billing().parked()).isZero();
  }

  /// A newer release understands the version for which the event was parked.
  @Test
  void a_replay_of_a_refund_without_a_pack_stores_it_and_unparks_the_event_at_once() {
    endpoint.deliver(EventBody.of("refund.created").event("api_version", "2020-08-27"));
    Parked<ReceivedEvent> parked = endpoint.parked().getFirst();
    ReceivedEvent event = parked.work();
    String body = EventBody.of("refund.created").text();
    ReceivedEvent readable = new ReceivedEvent(event.id(), event.type(), body, event.owner());

    WebhookOutcome outcome =
        endpoint
            .parkedEvents()
            .replay(new Parked<>(readable, parked.reason(), parked.since()), endpoint.now());

    assertThat(outcome).isEqualTo(new WebhookOutcome.Noted());
    assertThat(outcome.needsNoOperator()).isTrue();
    assertThat(endpoint.parked()).isEmpty();
    assertThat(endpoint.outcome(EventBody.of("refund.created").id("evt_again"))).isEqualTo("known");
  }

  @Test
  void a_second_delivery_leaves_a_parked_event_to_its_operator() {
    endpoint.deliver(unknownPrice("evt_1"));
    endpoint.with(mended());

    assertThat(endpoint.outcome(unknownPrice("evt_1"))).isEqualTo("parked");
    assertThat(endpoint.wallet().billing().parked()).isEqualTo(1);
  }

  @Test
  void a_dropped_event_never_has_an_effect() {
    endpoint.deliver(unknownPrice("evt_1"));

    assertThat(endpoint.drop("evt_1", "a test of theirs")).contains(new WebhookOutcome.Applied());

    endpoint.with(mended());
    assertThat(endpoint.outcome(unknownPrice("evt_1"))).isEqualTo("known");
    assertThat(endpoint.wallet().buckets()).isEmpty();
    assertThat(endpoint.wallet().billing().parked()).isZero();
  }

  @Test
  void a_drop_of_an_event_that_another_operator_ended_meanwhile_says_so() {
    endpoint.deliver(unknownPrice("evt_1"));
    Parked<ReceivedEvent> read = endpoint.parked().getFirst();
    endpoint.drop("evt_1", "a test of theirs");

    WebhookOutcome again = endpoint.parkedEvents().drop(read, "a test of ours", endpoint.now());

    assertThat(again).isEqualTo(new WebhookOutcome.AlreadyApplied());
  }

  @Test
  void an_account_that_a_parked_event_protects_is_suspended_when_the_event_is_dropped() {
    endpoint.deliver(EventBody.of("invoice.paid"));
    endpoint.at("2026-12-20T01:00:00Z").deliver(unknownPrice("evt_2"));
    endpoint.at("2027-01-10T00:00:00Z");
    assertThat(endpoint.balance().standing()).isEqualTo(Standing.ACTIVE);

    endpoint.drop("evt_2", "not ours");

    assertThat(endpoint.balance().standing()).isEqualTo(Standing.SUSPENDED);
  }

  /// P7: the protection counts from the first delivery. No replay renews it.
  @Test
  void a_replay_after_the_protection_grants_and_protects_nobody() {
    endpoint.deliver(EventBody.of("invoice.paid"));
    endpoint.at("2026-12-20T01:00:00Z").deliver(unknownRenewal());
    endpoint.at("2027-01-19T00:59:59Z");
    assertThat(endpoint.balance().standing()).isEqualTo(Standing.ACTIVE);
    endpoint.at("2027-01-20T01:00:00Z");
    assertThat(endpoint.balance().standing()).isEqualTo(Standing.SUSPENDED);

    assertThat(endpoint.replay("evt_2")).get().isInstanceOf(WebhookOutcome.Unprocessable.class);
    assertThat(endpoint.balance().standing()).isEqualTo(Standing.SUSPENDED);

    assertThat(endpoint.with(mended()).replay("evt_2")).contains(new WebhookOutcome.Applied());
    assertThat(endpoint.balance().standing()).isEqualTo(Standing.ACTIVE);
    assertThat(endpoint.balance().total().amount()).isEqualTo(105 + 10);
    endpoint.at("2027-02-02T23:59:59Z");
    assertThat(endpoint.balance().standing()).isEqualTo(Standing.ACTIVE);
    endpoint.at("2027-02-03T00:00:00Z");
    assertThat(endpoint.balance().standing()).isEqualTo(Standing.SUSPENDED);
  }

  @Test
  void an_event_whose_catalog_is_fixed_in_time_suspends_nobody() {
    endpoint.deliver(EventBody.of("invoice.paid"));
    endpoint.at("2026-12-20T01:00:00Z").deliver(unknownRenewal());
    endpoint.at("2027-01-10T00:00:00Z");
    assertThat(endpoint.balance().standing()).isEqualTo(Standing.ACTIVE);
    assertThat(endpoint.balance().total().amount()).isEqualTo(100 + 10);

    assertThat(endpoint.with(mended()).replay("evt_2")).contains(new WebhookOutcome.Applied());

    assertThat(endpoint.balance().standing()).isEqualTo(Standing.ACTIVE);
    assertThat(endpoint.balance().total().amount()).isEqualTo(105 + 10);
    assertThat(endpoint.wallet().billing().parked()).isZero();
    endpoint.at("2027-02-02T23:59:59Z");
    assertThat(endpoint.balance().standing()).isEqualTo(Standing.ACTIVE);
  }

  private static EventBody unknownRenewal() {
    return unknownPrice("evt_2")
        .with("billing_reason", "subscription_cycle")
        .at("lines.data.0.period.start", "2026-12-20T00:00:00Z")
        .at("lines.data.0.period.end", "2027-01-20T00:00:00Z");
  }

  private static EventBody unknownPrice(String id) {
    return EventBody.of("invoice.paid")
        .id(id)
        .with("lines.data.0.pricing.price_details.price", "price_new");
  }

  /// The shipped catalog with the missing price.
  private static Catalog mended() {
    return WebhookEndpoint.outsmart("price_outsmart_solo", "price_new");
  }
}
