package dev.drawdown.adapters.store;

import static dev.drawdown.adapters.store.Sample.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.adapters.store.Outcome.Committed;
import dev.drawdown.adapters.store.Outcome.Stale;
import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.Owner;
import dev.drawdown.domain.PoolId;
import dev.drawdown.domain.billing.PaidTime;
import dev.drawdown.domain.billing.RecordedTerm;
import dev.drawdown.domain.catalog.Plan.PlanId;
import dev.drawdown.domain.commit.Commit;
import dev.drawdown.domain.commit.Write;
import dev.drawdown.domain.parking.Parked;
import dev.drawdown.domain.parking.ReceivedEvent;
import dev.drawdown.domain.subscription.ProviderEventId;
import dev.drawdown.domain.subscription.SubscriptionId;
import dev.drawdown.domain.wallet.AccountWallet;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// An event takes effect once, or is parked and counted once, until it is finished.
public interface EventContract extends StoreUnderTest {
  @Test
  default void a_claimed_event_is_done_and_is_claimed_once() {
    ProviderEventId event = event();
    assertThat(payments().isDone(event)).isFalse();

    recordsOnly(new Write.ClaimEvent(event, Sample.NOW));

    assertThat(payments().isDone(event)).isTrue();
    assertStale(new Write.ClaimEvent(event, Sample.NOW));
  }

  /// P1: a name belongs to one term for ever.
  @Test
  default void a_recorded_term_is_read_back_and_its_name_is_claimed_once() {
    RecordedTerm.Name name =
        new RecordedTerm.Name(new SubscriptionId("sub-" + UUID.randomUUID()), "txn_1");
    PaidTime time = new PaidTime(Sample.NOW, Sample.NOW.plus(Duration.ofDays(30)));
    RecordedTerm term = new RecordedTerm(name, new PoolId("office"), new PlanId("office"), time, 5);
    assertThat(payments().recordedTerm(name)).isEmpty();

    recordsOnly(new Write.ClaimTerm(term));

    assertThat(payments().recordedTerm(name)).contains(term);
    assertStale(new Write.ClaimTerm(term));
  }

  @Test
  default void an_event_claimed_before_has_no_second_effect() {
    AccountId account = Sample.account();
    Write claim = new Write.ClaimEvent(event(), Sample.NOW);
    AccountWallet opened = committed(Sample.opening(account), claim);

    Outcome outcome = tried(Sample.spending(opened), claim);

    assertThat(outcome).isEqualTo(Stale.WITHOUT_ITEMS);
    assertThat(walletOf(account)).isEqualTo(opened);
  }

  @Test
  @Tag(TokenContract.TOKENS_APPLIED_ONCE)
  default void records_without_a_wallet_are_written_once_per_token() {
    Commit commit = new Commit.RecordsOnly(List.of(new Write.ClaimEvent(event(), Sample.NOW)));
    UUID token = Sample.token();

    assertThat(store().commits().commit(commit, token)).isEqualTo(new Committed());
    assertThat(store().commits().commit(commit, token)).isEqualTo(new Committed());
  }

  @Test
  default void a_parked_event_is_read_back_complete_and_is_not_done() {
    Parked<ReceivedEvent> anonymous =
        parked(event(), "{\"type\":\"für später\"}", Optional.empty());
    Parked<ReceivedEvent> owned = parked(event(), "{}", Optional.of(Sample.account()));

    recordsOnly(new Write.ParkEvent(anonymous), new Write.ParkEvent(owned));

    assertThat(store().parkedEvents().find(anonymous.work().id())).contains(anonymous);
    assertThat(store().parkedEvents().find(owned.work().id())).contains(owned);
    assertThat(payments().isDone(owned.work().id())).isFalse();
    assertThat(store().parkedEvents().find(event())).isEmpty();
  }

  @Test
  default void the_longest_event_can_be_parked() {
    String body = "x".repeat(ReceivedEvent.MAX_BODY);
    Parked<ReceivedEvent> event = parked(event(), body, Optional.empty());

    recordsOnly(new Write.ParkEvent(event));

    assertThat(store().parkedEvents().find(event.work().id())).contains(event);
  }

  @Test
  default void an_event_is_parked_and_counted_once() {
    AccountId account = Sample.account();
    Write park = new Write.ParkEvent(parked(event(), "{}", Optional.of(account)));
    AccountWallet opened = committed(Sample.opening(account), park);

    Outcome outcome = tried(Sample.spending(opened), park);

    assertThat(outcome).isEqualTo(Stale.WITHOUT_ITEMS);
    assertThat(walletOf(account)).isEqualTo(opened);
  }

  @Test
  default void a_done_event_is_not_parked_and_a_parked_event_is_not_claimed() {
    ProviderEventId done = event();
    ProviderEventId waiting = event();
    recordsOnly(new Write.ClaimEvent(done, Sample.NOW), new Write.ParkEvent(parked(waiting)));

    assertStale(new Write.ParkEvent(parked(done)));
    assertStale(new Write.ClaimEvent(waiting, Sample.NOW));

    assertThat(store().parkedEvents().find(done)).isEmpty();
    assertThat(payments().isDone(waiting)).isFalse();
  }

  @Test
  default void an_applied_or_dropped_parked_event_stays_done() {
    for (Optional<String> because : List.of(Optional.<String>empty(), Optional.of("a test"))) {
      ProviderEventId event = event();
      recordsOnly(new Write.ParkEvent(parked(event)));

      recordsOnly(new Write.UnparkEvent(event, because, Sample.NOW));

      assertThat(store().parkedEvents().find(event)).isEmpty();
      assertThat(payments().isDone(event)).isTrue();
      assertStale(new Write.UnparkEvent(event, because, Sample.NOW));
      assertStale(new Write.ParkEvent(parked(event)));
      assertStale(new Write.ClaimEvent(event, Sample.NOW));
    }
  }

  @Test
  default void only_a_parked_event_is_unparked() {
    ProviderEventId never = event();
    ProviderEventId done = event();
    recordsOnly(new Write.ClaimEvent(done, Sample.NOW));

    assertStale(new Write.UnparkEvent(never, Optional.empty(), Sample.NOW));
    assertStale(new Write.UnparkEvent(done, Optional.of("a test"), Sample.NOW));

    assertThat(payments().isDone(never)).isFalse();
  }

  @Test
  default void parked_events_are_listed_by_id_a_page_at_a_time() {
    String prefix = event().value();
    Parked<ReceivedEvent> one = parked(new ProviderEventId(prefix + "-1"));
    Parked<ReceivedEvent> two = parked(new ProviderEventId(prefix + "-2"));
    Parked<ReceivedEvent> three = parked(new ProviderEventId(prefix + "-3"));
    recordsOnly(new Write.ParkEvent(three), new Write.ParkEvent(one), new Write.ParkEvent(two));

    assertThat(store().parkedEvents().page(2, Optional.of(new ProviderEventId(prefix))))
        .containsExactly(one, two);
    assertThat(store().parkedEvents().page(1, Optional.of(two.work().id()))).containsExactly(three);
    assertThat(store().parkedEvents().page(1, Optional.empty())).hasSize(1);
    assertThat(store().parkedEvents().page(9, Optional.of(new ProviderEventId("zzz")))).isEmpty();
  }

  private static ProviderEventId event() {
    return new ProviderEventId("evt_" + UUID.randomUUID());
  }

  private static Parked<ReceivedEvent> parked(ProviderEventId id) {
    return parked(id, "{}", Optional.empty());
  }

  private static Parked<ReceivedEvent> parked(
      ProviderEventId id, String body, Optional<Owner> owner) {
    return new Parked<>(
        new ReceivedEvent(id, "invoice.paid", body, owner), "no plan has this price", NOW);
  }
}
