package dev.drawdown.adapters.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.ChargeId;
import dev.drawdown.domain.DocumentId;
import dev.drawdown.domain.catalog.Action.ActionId;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.domain.charge.Capturing.Amount;
import dev.drawdown.domain.charge.ChargeRequest;
import dev.drawdown.domain.charge.ChargeResult;
import dev.drawdown.domain.charge.ChargeResult.AlreadyCharged;
import dev.drawdown.domain.charge.ChargeResult.Charged;
import dev.drawdown.domain.charge.ChargeResult.InProgress;
import dev.drawdown.domain.charge.ChargeResult.PaidBefore;
import dev.drawdown.domain.charge.Charging;
import dev.drawdown.domain.charge.Situation;
import dev.drawdown.domain.fixtures.CatalogFixtures;
import dev.drawdown.domain.rules.Rules;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// D5: a document is refused as in progress only while another charge really holds it.
class TornDocumentTest {
  private static final AccountId MIA = new AccountId("mia");
  private static final ChargeId FIRST = new ChargeId("first");
  private static final ChargeId SECOND = new ChargeId("second");
  private static final Catalog CATALOG = CatalogFixtures.simple().starter(10).build();
  private static final ChargeRequest LETTER =
      new ChargeRequest(
          new ActionId("letter"),
          Optional.of(new DocumentId("doc-1")),
          1,
          Optional.of(Duration.ofMinutes(15)));

  private final InMemoryStore store = new InMemoryStore();
  private final Charging charging = Rules.of(CATALOG).charging();
  private final Deque<Situation> torn = new ArrayDeque<>();

  @BeforeEach
  void the_first_charge_holds_the_document() {
    store.commitAll(charging.charge(FIRST, LETTER, load(FIRST), Sample.NOW).commits());
  }

  @Test
  void a_hold_that_stays_open_is_reported() {
    assertThat(charged(SECOND)).isInstanceOf(InProgress.class);
  }

  /// The charge under the key was read before it was written, and the document after.
  @Test
  void a_hold_just_opened_by_the_same_key_is_the_callers_own() {
    Situation after = load(FIRST);
    torn.add(new Situation(after.wallet(), Optional.empty(), after.onDocument()));

    assertThat(charged(FIRST)).isInstanceOf(AlreadyCharged.class);
  }

  @Test
  void a_hold_released_between_two_readings_does_not_refuse_the_charge() {
    torn.add(load(SECOND));
    store.commitAll(
        Rules.of(CATALOG).refunding().refund(load(FIRST), Optional.empty(), Sample.NOW).commits());

    assertThat(charged(SECOND)).isInstanceOf(Charged.class);
  }

  /// The capture commits between the reading and the commit of the other charge. That charge is
  /// decided exactly when the hold would have expired.
  @Test
  void a_document_with_a_hold_captured_at_the_last_instant_is_not_paid_twice() {
    Instant expiry = Sample.NOW.plus(Duration.ofMinutes(15));
    torn.add(load(SECOND));
    store.commitAll(
        Rules.of(CATALOG)
            .capturing()
            .capture(load(FIRST), Amount.all(), expiry.minusMillis(1))
            .commits());

    assertThat(charged(SECOND, expiry)).isInstanceOf(PaidBefore.class);
    assertThat(load(SECOND).wallet().total().amount()).isEqualTo(9);
  }

  private ChargeResult charged(ChargeId id) {
    return charged(id, Sample.NOW);
  }

  private ChargeResult charged(ChargeId id, Instant clock) {
    SituationSource stored = new SituationSource(store, MIA, id, charging.paidOnce(LETTER));
    Jitter jitter = Jitter.between(Duration.ofMillis(1), Duration.ofMillis(1));
    return new OptimisticRetry(store, () -> new RetryBudget(() -> 0, _ -> {}, jitter))
        .run(new TornAtFirst(torn, stored), found -> charging.charge(id, LETTER, found, clock));
  }

  private Situation load(ChargeId id) {
    return store.load(MIA, Optional.of(id), charging.paidOnce(LETTER));
  }
}
