package dev.drawdown.domain.billing;

import static dev.drawdown.domain.billing.Billed.account;
import static dev.drawdown.domain.billing.Paid.cancelled;
import static dev.drawdown.domain.billing.Paid.change;
import static dev.drawdown.domain.billing.Paid.day;
import static dev.drawdown.domain.billing.Paid.ended;
import static dev.drawdown.domain.billing.Paid.failed;
import static dev.drawdown.domain.billing.Paid.notCancelled;
import static dev.drawdown.domain.billing.Paid.notPaused;
import static dev.drawdown.domain.billing.Paid.paused;
import static dev.drawdown.domain.billing.Paid.plus;
import static dev.drawdown.domain.billing.Paid.resumed;
import static dev.drawdown.domain.billing.Paid.solo;
import static dev.drawdown.domain.billing.Paid.stillPaused;
import static dev.drawdown.domain.billing.Paid.withdrawn;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.domain.subscription.ProviderEventId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// P6: subscriptions that are cancelled, paused, removed or ended.
class EndingTest {
  private static final Paid APRIL = solo().from("2027-04-01").until("2027-05-01").renewal(5);

  @Test
  void a_cancellation_clears_the_credits_at_its_instant() {
    Billed leaving = account().paid(solo()).apply(cancelled("2027-03-10", "2027-04-01"));

    assertThat(leaving.at("2027-03-31T23:59").left()).isEqualTo(100);
    assertThat(leaving.at("2027-04-01").left()).isZero();
    assertThat(leaving.at("2027-06-01").standing()).isEqualTo(Standing.ACTIVE);
  }

  @Test
  void a_withdrawal_that_arrives_late_restores_the_remaining_credits() {
    Billed stays = account().paid(solo()).draw(30).apply(cancelled("2027-03-10", "2027-04-01"));
    stays.at("2027-04-02");

    stays.apply(withdrawn("2027-03-20", "2027-04-01"));

    assertThat(stays.left()).isEqualTo(70);
    assertThat(stays.reasons())
        .containsExactly(BucketReason.PLAN_STARTED, BucketReason.CANCELLED, BucketReason.RESTORED);
  }

  @Test
  void a_paid_term_that_starts_then_withdraws_the_cancellation() {
    Billed stays =
        account().paid(solo()).apply(cancelled("2027-03-10", "2027-04-01"), APRIL.fact());

    assertThat(stays.at("2027-04-01").left()).isEqualTo(105);
  }

  @Test
  void a_cleared_bucket_is_kept_until_the_subscription_has_ended() {
    Billed gone = account().paid(solo()).apply(cancelled("2027-03-10", "2027-04-01"));
    assertThat(gone.at("2027-04-01").buckets().all()).hasSize(1);

    gone.apply(ended("2027-04-01"));

    assertThat(gone.buckets().all()).isEmpty();
    assertThat(gone.apply(withdrawn("2027-03-20", "2027-04-01")).left()).isZero();
  }

  @Test
  void a_future_end_counts_from_its_own_instant() {
    Billed leaving = account().paid(solo()).apply(ended("2027-03-20"));

    assertThat(leaving.left()).isEqualTo(100);
    assertThat(leaving.at("2027-03-20").left()).isZero();
    assertThat(leaving.paid(APRIL).at("2027-04-01").left()).isZero();
  }

  @Test
  void the_earlier_of_two_ends_counts_in_either_order_of_arrival() {
    Billed one = account().paid(solo()).apply(ended("2027-03-20"), ended("2027-03-25"));
    Billed other = account().paid(solo()).apply(ended("2027-03-25"), ended("2027-03-20"));

    assertThat(one.at("2027-03-20").left()).isZero();
    assertThat(other.at("2027-03-20").left()).isZero();
  }

  @Test
  void a_paused_subscription_is_cleared_and_does_not_suspend_the_account() {
    Billed paused =
        account().paid(solo()).apply(paused("2027-03-10", "2027-04-01"), failed("2027-04-01"));

    assertThat(paused.at("2027-04-01").left()).isZero();
    assertThat(paused.at("2027-05-10").standing()).isEqualTo(Standing.ACTIVE);
    paused.apply(resumed("2027-05-15", "2027-04-01"));
    assertThat(paused.at("2027-05-16").standing()).isEqualTo(Standing.ACTIVE);
    paused.paid(solo().from("2027-05-15").until("2027-06-15").renewal(5));
    assertThat(paused.left()).isEqualTo(105);
  }

  @Test
  void events_that_repeat_a_flag_remove_no_change() {
    Billed paused = account().paid(solo()).apply(paused("2027-03-10", "2027-04-01"));
    paused.at("2027-04-05").apply(resumed("2027-04-05", "2027-04-01"));

    for (int day = 10; day < 30; day++) {
      paused.apply(notPaused("2027-04-" + day), notCancelled("2027-04-" + day));
    }

    assertThat(paused.at("2027-04-30").left()).isZero();
    assertThat(paused.at("2027-06-30").standing()).isEqualTo(Standing.ACTIVE);
  }

  @Test
  void a_pause_that_is_moved_before_it_takes_effect_has_its_new_time() {
    Billed paused = account().paid(solo()).apply(paused("2027-03-10", "2027-04-01"));
    FlagChange earlier =
        change("2027-03-12", Optional.of(day("2027-04-01")), Optional.of(day("2027-03-25")));

    paused.apply(new Fact.PauseChanged(earlier));

    assertThat(paused.at("2027-03-24").left()).isEqualTo(100);
    assertThat(paused.at("2027-03-25").left()).isZero();
  }

  /// Each later event of a pause names the end of a later period.
  @Test
  void a_pause_whose_first_event_was_lost_takes_effect_at_the_end_of_the_paid_period() {
    Fact first = stillPaused("2027-03-12", "2027-04-01");
    Fact second = stillPaused("2027-05-20", "2027-06-01");
    Fact third = stillPaused("2027-06-20", "2027-07-01");

    for (Fact[] known : new Fact[][] {{first}, {second}, {third, second}, {first, third}}) {
      Billed paused = account().paid(solo()).apply(known);

      assertThat(paused.at("2027-03-31").left()).as(known[0].toString()).isEqualTo(100);
      assertThat(paused.at("2027-04-01").left()).as(known[0].toString()).isZero();
      assertThat(paused.at("2027-07-01").standing()).isEqualTo(Standing.ACTIVE);
    }
  }

  /// Nothing is paid beyond the month: it replaced the year.
  @Test
  void a_pause_takes_effect_at_the_end_of_a_month_that_replaced_a_longer_term() {
    Billed paused = account().paid(solo().until("2028-03-01"));
    paused.at("2027-04-01").paid(solo().from("2027-04-01").until("2027-05-01"));
    assertThat(paused.at("2027-05-10").left()).isEqualTo(100);

    paused.apply(stillPaused("2027-05-10", "2027-06-01"));

    assertThat(paused.left()).isZero();
  }

  @Test
  void a_pause_whose_first_event_was_lost_is_lifted_by_a_resume_before_it_takes_effect() {
    Billed resumed = account().paid(solo()).apply(stillPaused("2027-03-12", "2027-04-01"));

    resumed.apply(notPaused("2027-03-20"));

    assertThat(resumed.at("2027-04-01").apply(notPaused("2027-04-01")).left()).isEqualTo(100);
    assertThat(resumed.at("2027-04-01").paid(solo().from("2027-04-01").until("2027-05-01")).left())
        .isEqualTo(100);
  }

  @Test
  void another_pause_changes_nothing_once_a_pause_has_taken_effect() {
    Billed paused = account().paid(solo()).apply(paused("2027-03-10", "2027-04-01"));
    paused.at("2027-04-10").apply(resumed("2027-04-10", "2027-04-01"), failed("2027-04-01"));

    paused.at("2027-04-12").apply(paused("2027-04-12", "2027-05-01"));
    assertThat(paused.left()).isZero();
    paused.at("2027-04-15").apply(stillPaused("2027-04-15", "2027-05-01"));
    assertThat(paused.left()).isZero();
    paused.at("2027-04-20").apply(resumed("2027-04-20", "2027-05-01"));

    assertThat(paused.left()).isZero();
    assertThat(paused.standing()).isEqualTo(Standing.ACTIVE);
    assertThat(paused.reasons()).containsExactly(BucketReason.PLAN_STARTED, BucketReason.CANCELLED);
  }

  @Test
  void another_pause_takes_effect_at_the_end_of_a_term_paid_since_the_first() {
    Billed paused = account().paid(solo()).apply(paused("2027-03-10", "2027-04-01"));
    paused.at("2027-04-10").apply(resumed("2027-04-10", "2027-04-01"));
    paused.apply(paused("2027-04-12", "2027-05-01"));

    paused.at("2027-04-15").paid(APRIL);

    assertThat(paused.left()).isEqualTo(105);
    assertThat(paused.at("2027-05-01").left()).isZero();
  }

  @Test
  void a_pause_that_a_payment_withdrew_is_reported_again_by_the_next_event() {
    Billed paused = account().paid(solo()).apply(paused("2027-03-10", "2027-04-01"));
    paused.at("2027-04-05").paid(APRIL);
    assertThat(paused.at("2027-05-01").left()).isEqualTo(105);

    paused.apply(stillPaused("2027-05-01", "2027-06-01"));

    assertThat(paused.left()).isZero();
    assertThat(paused.at("2027-05-20").standing()).isEqualTo(Standing.ACTIVE);
  }

  /// Its first event names the end of the period that was changed.
  @Test
  void a_pause_lasts_to_the_end_of_a_longer_period_that_was_paid_during_it() {
    Billed moved = account().paid(solo()).apply(paused("2027-03-10", "2027-04-01"));
    moved.at("2027-03-20").paid(solo().from("2027-03-20").until("2027-04-20"));

    moved.apply(stillPaused("2027-03-20", "2027-04-20"));

    assertThat(moved.at("2027-04-19").left()).isEqualTo(100);
    assertThat(moved.at("2027-04-20").left()).isZero();
    assertThat(moved.apply(resumed("2027-04-19", "2027-04-20")).left()).isEqualTo(100);
  }

  /// P7: a line of amount 0 extends the paid time.
  @Test
  void a_pause_whose_first_event_was_lost_waits_for_the_end_of_an_extended_period() {
    Billed paused = account().paid(solo()).apply(APRIL.free());

    paused.at("2027-04-20").apply(stillPaused("2027-04-20", "2027-05-01"));

    assertThat(paused.left()).isEqualTo(100);
    assertThat(paused.at("2027-05-01").left()).isZero();
  }

  @Test
  void a_withdrawal_whose_event_was_lost_is_known_by_the_next_event() {
    Billed staying = account().paid(solo()).apply(cancelled("2027-03-10", "2027-04-01"));

    staying.apply(notCancelled("2027-03-20"));

    assertThat(staying.at("2027-04-02").left()).isEqualTo(100);
  }

  @Test
  void a_resume_before_the_pause_withdraws_it_even_if_it_arrives_late() {
    Billed resumed = account().paid(solo()).apply(paused("2027-03-10", "2027-04-01"));
    assertThat(resumed.at("2027-04-01").left()).isZero();

    resumed.apply(resumed("2027-03-20", "2027-04-01"));

    assertThat(resumed.left()).isEqualTo(100);
  }

  @Test
  void a_month_paid_early_ends_at_a_cancellation_within_it() {
    Billed leaving = account().paid(solo(), APRIL).apply(cancelled("2027-03-10", "2027-05-01"));

    assertThat(leaving.at("2027-04-30").left()).isEqualTo(105);
    assertThat(leaving.at("2027-05-01").left()).isZero();
  }

  @Test
  void a_late_withdrawal_restores_the_refills_that_a_cancellation_hid() {
    Billed year = account().paid(plus().until("2028-03-01").monthly()).draw(200);
    year.apply(cancelled("2027-03-10", "2027-03-20")).at("2027-04-05");
    assertThat(year.left()).isZero();

    year.apply(withdrawn("2027-03-11", "2027-03-20"));

    assertThat(year.left()).isEqualTo(300);
  }

  @Test
  void changes_of_one_second_are_ordered_by_their_previous_states() {
    var april = Optional.of(day("2027-04-01"));
    FlagChange planned = event("z", Optional.empty(), april);
    FlagChange withdrawn = event("a", april, Optional.empty());

    assertThat(FlagChanges.NONE.with(planned).with(withdrawn).cancelsAt()).isEmpty();
    assertThat(FlagChanges.NONE.with(withdrawn).with(planned).cancelsAt()).isEmpty();
    FlagChange earlier = change("2027-03-01", Optional.empty(), april);
    assertThat(FlagChanges.NONE.with(withdrawn).with(planned).with(earlier).cancelsAt())
        .isEqualTo(april);
  }

  @Test
  void a_chain_of_changes_within_a_second_ends_in_its_last_state() {
    var april = Optional.of(day("2027-04-01"));
    var may = Optional.of(day("2027-05-01"));
    List<FlagChange> chain =
        List.of(event("c", Optional.empty(), april), event("b", april, may), event("a", may, may));

    FlagChanges changes = FlagChanges.NONE;
    for (FlagChange change : chain) {
      changes = changes.with(change);
    }

    assertThat(changes.cancelsAt()).isEqualTo(may);
  }

  private static FlagChange event(String name, Optional<Instant> before, Optional<Instant> at) {
    return new FlagChange(day("2027-03-10"), new ProviderEventId(name), before, at);
  }
}
