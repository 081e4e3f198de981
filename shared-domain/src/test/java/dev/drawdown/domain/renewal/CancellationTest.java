package dev.drawdown.domain.renewal;

import static dev.drawdown.domain.fixtures.CatalogFixtures.OUTSMART;
import static dev.drawdown.domain.fixtures.CatalogFixtures.simple;
import static dev.drawdown.domain.fixtures.Facts.SUBSCRIPTION;
import static dev.drawdown.domain.fixtures.Facts.cancelled;
import static dev.drawdown.domain.fixtures.Facts.changed;
import static dev.drawdown.domain.fixtures.Facts.ended;
import static dev.drawdown.domain.fixtures.Facts.failed;
import static dev.drawdown.domain.fixtures.Facts.paid;
import static dev.drawdown.domain.fixtures.Facts.renewed;
import static dev.drawdown.domain.fixtures.Facts.withdrawn;
import static dev.drawdown.domain.fixtures.Run.run;
import static dev.drawdown.domain.fixtures.Times.APRIL;
import static dev.drawdown.domain.fixtures.Times.MARCH;
import static dev.drawdown.domain.fixtures.Times.MAY;
import static dev.drawdown.domain.fixtures.Times.NOW;
import static dev.drawdown.domain.fixtures.Times.justBefore;
import static dev.drawdown.domain.fixtures.Times.utc;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.domain.billing.Fact;
import dev.drawdown.domain.billing.FlagChange;
import dev.drawdown.domain.billing.Standing;
import dev.drawdown.domain.charge.ChargeResult.OutOfCredits;
import dev.drawdown.domain.charge.NextSteps.Step;
import dev.drawdown.domain.fixtures.Account;
import dev.drawdown.domain.fixtures.InMemoryTable;
import dev.drawdown.domain.fixtures.Statement;
import dev.drawdown.domain.ledger.Entry;
import dev.drawdown.domain.ledger.EntryKind;
import dev.drawdown.domain.reading.Balance.ShownPlan;
import dev.drawdown.domain.subscription.ProviderEventId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// P6, P8: cancelled credits last to the end of the paid period; removed ones are cleared at once.
class CancellationTest {
  @Test
  void a_planned_cancellation_keeps_the_credits_to_the_end_of_the_period() {
    Account account = subscriber().given(cancelled(NOW, APRIL));

    assertThat(account.balance().plan().flatMap(ShownPlan::cancelsAt)).contains(APRIL);
    assertThat(account.balance().usage().resetsAt()).isEmpty();
    assertThat(account.at(justBefore(APRIL)).advanced().total().amount()).isEqualTo(100);
    assertThat(account.at(APRIL).advanced().total().amount()).isZero();
    assertThat(account.balance().plan()).isEmpty();
  }

  @Test
  void the_ledger_records_a_planned_and_a_withdrawn_cancellation_once() {
    Account account = subscriber().given(cancelled(NOW, APRIL), cancelled(NOW, APRIL));

    account.given(withdrawn(NOW.plusSeconds(60)), cancelled(NOW, APRIL));

    assertThat(account.ledger(EntryKind.STANDING))
        .extracting(entry -> entry.cause().reason())
        .containsExactly(
            Optional.of("cancellation-planned"), Optional.of("cancellation-withdrawn"));
    assertThat(account.balance().plan().flatMap(ShownPlan::cancelsAt)).isEmpty();
  }

  @Test
  void the_ledger_records_a_pause_and_a_resume() {
    Account account = subscriber();

    account.given(pause(NOW, Optional.empty(), Optional.of(APRIL)));
    assertThat(account.balance().plan().flatMap(ShownPlan::cancelsAt)).contains(APRIL);
    account.given(pause(NOW.plusSeconds(60), Optional.of(APRIL), Optional.empty()));

    assertThat(account.ledger(EntryKind.STANDING))
        .extracting(entry -> entry.cause().reason())
        .containsExactly(Optional.of("paused"), Optional.of("resumed"));
    assertThat(account.at(APRIL).planLeft()).contains(100L);
  }

  private static Statement pause(
      Instant created, Optional<Instant> before, Optional<Instant> pausesAt) {
    FlagChange change =
        new FlagChange(created, new ProviderEventId("evt-" + created), before, pausesAt);
    return new Statement.Other(SUBSCRIPTION, new Fact.PauseChanged(change));
  }

  /// T4: most of the provider's events about a subscription repeat what it said before.
  @Test
  void an_event_that_changes_neither_flag_leaves_no_entry() {
    Account account = subscriber();
    account.given(changed("sub-1", NOW, "seen", Optional.empty(), Optional.empty()));
    assertThat(account.ledger(EntryKind.STANDING)).isEmpty();

    account.given(cancelled(NOW.plusSeconds(60), APRIL));
    account.given(
        changed("sub-1", NOW.plusSeconds(90), "again", Optional.of(APRIL), Optional.of(APRIL)));

    assertThat(account.ledger(EntryKind.STANDING)).hasSize(1);
    assertThat(account.balance().plan().flatMap(ShownPlan::cancelsAt)).contains(APRIL);
  }

  @Test
  void a_cancellation_that_is_known_only_from_a_later_event_is_recorded() {
    Account account = subscriber();

    account.given(changed("sub-1", NOW, "later", Optional.of(APRIL), Optional.of(APRIL)));

    assertThat(account.ledger(EntryKind.STANDING))
        .extracting(entry -> entry.cause().reason())
        .containsExactly(Optional.of("cancellation-planned"));
    assertThat(account.at(APRIL).planLeft()).isEmpty();
  }

  @Test
  void a_withdrawal_that_arrives_after_the_end_restores_the_cleared_credits() {
    Account account = subscriber().given(run("letter.generate").on("doc-1"));
    account.given(cancelled(NOW, APRIL)).at(APRIL.plusSeconds(60));
    assertThat(account.planLeft()).isEmpty();

    account.given(withdrawn(NOW.plusSeconds(60)));

    assertThat(account.planLeft().orElseThrow()).isEqualTo(99);
  }

  @Test
  void credits_returned_to_a_cleared_bucket_are_restored_with_it() {
    Account account = subscriber();
    account.charged("letter", run("letter.generate").on("doc-1"));
    account.given(cancelled(NOW, APRIL)).at(APRIL.plusSeconds(60));

    account.refund("letter");
    assertThat(account.planLeft()).isEmpty();
    account.given(withdrawn(NOW.plusSeconds(60)));

    assertThat(account.planLeft().orElseThrow()).isEqualTo(100);
  }

  @Test
  void top_ups_stay_spendable() {
    Account account = subscriber().topUp(50).given(cancelled(NOW, APRIL)).at(APRIL);

    account.given(ended(APRIL));

    assertThat(account.advanced().total().amount()).isEqualTo(50);
    account.charged(run("letter.generate").on("doc-1"));
  }

  @Test
  void a_removed_plan_is_cleared_at_once_and_its_next_owner_gets_a_fresh_grant() {
    InMemoryTable table = new InMemoryTable();
    Account mia = Account.of("mia", OUTSMART, table).given(paid("solo", MARCH, APRIL));
    Account ben = Account.of("ben", OUTSMART, table);
    mia.given(run("letter.generate").on("doc-1"));

    mia.given(ended(NOW));
    ben.given(paid("sub-2", "solo", NOW, APRIL));

    assertThat(mia.planLeft()).isEmpty();
    assertThat(ben.planLeft().orElseThrow()).isEqualTo(100);
  }

  @Test
  void an_ended_subscription_stays_ended_after_any_later_fact() {
    Account account = subscriber().given(ended(NOW));

    account.at(APRIL).given(renewed("solo", APRIL, MAY), withdrawn(APRIL), failed(MAY));

    assertThat(account.advanced().total().amount()).isZero();
    assertThat(account.balance().standing()).isEqualTo(Standing.ACTIVE);
    assertThat(account.ledger(EntryKind.GRANT)).hasSize(1);
  }

  /// P2: an account that paid twice has both plans.
  @Test
  void the_end_of_one_subscription_leaves_the_other_alone() {
    Account account = subscriber().given(paid("sub-2", "plus", NOW, APRIL));
    assertThat(account.left()).containsExactly(100L, 300L, 10L);

    account.given(ended("sub-1", NOW));

    assertThat(account.left()).containsExactly(300L, 10L);
    assertThat(account.balance().standing()).isEqualTo(Standing.ACTIVE);
    assertThat(account.ledger(EntryKind.EXPIRY)).extracting(Entry::change).containsExactly(-100L);
  }

  /// P4, P7: a month carried on a year's amount and wasn't renewed, while the other item was.
  ///
  /// Drawn credits stay drawn when the first item is paid again within the year.
  @Test
  void a_removed_item_that_is_paid_again_keeps_its_remaining_credits() {
    Instant year = utc("2027-03-01T00:00:00Z");
    Account account = Account.on(simple().paid("solo", 100, 0).paid("plus", 300, 0));
    account.given(paid("plus", MARCH, year), paid("solo", NOW, APRIL)).given(run(70));
    account.given(paid("solo", APRIL, MAY).item("item-2")).at(APRIL.plusSeconds(60));
    assertThat(account.left()).containsExactly(100L);

    account.given(paid("solo", APRIL.plusSeconds(60), MAY));

    assertThat(account.left()).containsExactlyInAnyOrder(100L, 30L);
    assertThat(account.ledger(EntryKind.EXPIRY).getLast().cause().reason()).contains("removed");
  }

  @Test
  void grace_and_suspension_end_with_the_subscription_and_refusals_advise_choose_plan() {
    Account account = subscriber().at(APRIL).given(failed(APRIL));
    account.after(Duration.ofDays(14));
    assertThat(account.balance().standing()).isEqualTo(Standing.SUSPENDED);

    account.given(ended(account.clock()));

    assertThat(account.balance().standing()).isEqualTo(Standing.ACTIVE);
    account.given(run("letter.generate").on("doc").times(10));
    assertThat(account.charge("next", run("letter.generate").on("doc-2")))
        .isInstanceOfSatisfying(
            OutOfCredits.class,
            refused ->
                assertThat(refused.next().steps())
                    .containsExactly(new Step.ChoosePlan(Optional.empty())));
  }

  /// S1, S2: an account gets starter credits and trial only once.
  @Test
  void cancelling_and_subscribing_again_brings_no_second_starter_or_trial() {
    Account account = Account.on(simple().starter(10).trial(14, 20).paid("solo", 100, 5).build());
    account.given(run(30)).given(paid("solo", MARCH, APRIL));
    account.given(ended(NOW)).after(Duration.ofDays(1));
    assertThat(account.total()).isZero();

    account.given(paid("sub-2", "solo", account.clock(), APRIL)).given(run(100));
    assertThat(account.total()).isZero();

    account.given(ended("sub-2", account.clock())).after(Duration.ofDays(1));
    assertThat(account.total()).isZero();
    assertThat(account.charge("once-more", run(1))).isInstanceOf(OutOfCredits.class);
  }

  @Test
  void the_default_plan_follows_a_cancelled_one() {
    Account account = Account.on(simple().monthly(50).paid("solo", 100, 5));
    account.given(run(1)).given(paid("solo", MARCH, APRIL), cancelled(NOW, APRIL));
    assertThat(account.left()).containsExactly(100L);

    account.at(APRIL);

    assertThat(account.left()).containsExactly(50L);
    assertThat(account.balance().plan().orElseThrow().periodEnd()).contains(MAY);
  }

  private static Account subscriber() {
    return Account.on(OUTSMART).given(paid("solo", MARCH, APRIL));
  }
}
