package dev.drawdown.domain.billing;

import static dev.drawdown.domain.billing.Billed.account;
import static dev.drawdown.domain.billing.Paid.cancelled;
import static dev.drawdown.domain.billing.Paid.day;
import static dev.drawdown.domain.billing.Paid.ended;
import static dev.drawdown.domain.billing.Paid.failed;
import static dev.drawdown.domain.billing.Paid.givenUp;
import static dev.drawdown.domain.billing.Paid.plan;
import static dev.drawdown.domain.billing.Paid.plus;
import static dev.drawdown.domain.billing.Paid.solo;
import static dev.drawdown.domain.fixtures.CatalogFixtures.STANDARD_POLICY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.domain.catalog.Plan.PlanId;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// P7: grace, failures and past-due subscriptions, and the suspension of an account.
class StandingTest {
  @Test
  void a_standing_has_the_word_of_the_api() {
    assertThat(Standing.values())
        .extracting(Standing::label)
        .containsExactly("active", "grace", "suspended");
  }

  @Test
  void an_unpaid_item_stays_usable_for_the_grace_without_any_fact() {
    Billed unpaid = account().paid(solo()).draw(40).at("2027-04-14T23:59");

    assertThat(unpaid.standing()).isEqualTo(Standing.ACTIVE);
    assertThat(unpaid.left()).isEqualTo(60);
    assertThat(unpaid.at("2027-04-15").standing()).isEqualTo(Standing.SUSPENDED);
    assertThat(unpaid.left()).isZero();
  }

  @Test
  void a_failed_renewal_shows_as_grace_from_the_start_of_its_period() {
    Billed early = account().paid(solo()).at("2027-03-25").apply(failed("2027-04-01"));

    assertThat(early.standing()).isEqualTo(Standing.ACTIVE);
    assertThat(early.billing().resetsAt()).isEmpty();
    assertThat(early.at("2027-04-01").standing()).isEqualTo(Standing.GRACE);
    assertThat(early.at("2027-04-15").standing()).isEqualTo(Standing.SUSPENDED);
  }

  @Test
  void a_failure_counts_from_the_start_of_its_period_if_that_begins_in_the_grace() {
    Billed early = account().paid(solo()).at("2027-04-02").apply(failed("2027-04-05"));

    assertThat(early.at("2027-04-04T23:59").standing()).isEqualTo(Standing.ACTIVE);
    assertThat(early.at("2027-04-05").standing()).isEqualTo(Standing.GRACE);
  }

  @Test
  void a_first_decline_without_a_retry_leaves_three_days_of_grace() {
    Billed lost = account().paid(solo()).at("2027-04-01").apply(givenUp("2027-04-01"));

    assertThat(lost.at("2027-04-03T23:59").standing()).isEqualTo(Standing.GRACE);
    assertThat(lost.left()).isEqualTo(100);
    assertThat(lost.at("2027-04-04").standing()).isEqualTo(Standing.SUSPENDED);
  }

  @Test
  void a_plans_own_grace_counts() {
    BillingPolicy.Grace week = new BillingPolicy.Grace(Duration.ofDays(7), Duration.ofDays(1));
    BillingPolicy policy =
        new BillingPolicy(
            STANDARD_POLICY.standard(), Map.of(new PlanId("solo"), week), Optional.empty());
    Billed unpaid = account().with(policy).paid(solo());

    assertThat(unpaid.at("2027-04-07T23:59").standing()).isEqualTo(Standing.ACTIVE);
    assertThat(unpaid.at("2027-04-08").standing()).isEqualTo(Standing.SUSPENDED);
  }

  @Test
  void a_declined_upgrade_is_no_failed_renewal() {
    Billed declined = account().paid(solo()).at("2027-03-10").apply(givenUp("2027-03-10"));

    assertThat(declined.at("2027-03-31").standing()).isEqualTo(Standing.ACTIVE);
    assertThat(declined.at("2027-04-05").standing()).isEqualTo(Standing.ACTIVE);
    assertThat(declined.left()).isEqualTo(100);
  }

  @Test
  void a_failed_renewal_counts_although_a_replaced_year_would_end_later() {
    Billed monthly =
        account()
            .paid(plan("year", 100).until("2028-03-01"))
            .at("2027-03-10")
            .paid(solo().from("2027-03-10").until("2027-04-10"))
            .at("2027-04-10")
            .apply(givenUp("2027-04-10"));

    assertThat(monthly.standing()).isEqualTo(Standing.GRACE);
    assertThat(monthly.at("2027-04-13").standing()).isEqualTo(Standing.SUSPENDED);
  }

  @Test
  void a_later_payment_ends_grace_and_past_due() {
    Billed saved = account().paid(solo()).apply(givenUp("2027-04-01")).at("2027-04-20");
    assertThat(saved.standing()).isEqualTo(Standing.SUSPENDED);

    saved.paid(solo().from("2027-04-01").until("2027-05-01").renewal(5));

    assertThat(saved.standing()).isEqualTo(Standing.ACTIVE);
    assertThat(saved.left()).isEqualTo(105);
  }

  @Test
  void a_frozen_bucket_keeps_remaining_and_refunded_credits() {
    Billed frozen = account().paid(solo()).draw(40).at("2027-04-15").refund(10);
    assertThat(frozen.left()).isZero();

    frozen.apply(solo().from("2027-04-01").until("2027-05-01").free());

    assertThat(frozen.left()).isEqualTo(70);
    assertThat(frozen.standing()).isEqualTo(Standing.ACTIVE);
  }

  @Test
  void a_free_line_extends_a_paid_term_and_grants_nothing_in_any_order() {
    Fact free = solo().from("2027-04-01").until("2027-05-01").free();
    Billed extended = account().apply(free).paid(solo()).draw(40);

    assertThat(extended.at("2027-04-30").left()).isEqualTo(60);
    assertThat(extended.billing().shown().orElseThrow().state())
        .isEqualTo(PaidBucket.State.RUNNING);
    assertThat(extended.at("2027-05-14").standing()).isEqualTo(Standing.ACTIVE);
    assertThat(extended.at("2027-05-15").standing()).isEqualTo(Standing.SUSPENDED);
  }

  @Test
  void a_free_line_extends_its_own_item_only() {
    Billed extended = account().paid(plus(), plan("add-on", 50).item("item-2"));

    extended.apply(plus().from("2027-04-01").until("2027-05-01").free());

    assertThat(extended.at("2027-04-14").each()).containsExactly(300L, 50L);
    assertThat(extended.at("2027-04-15").each()).containsExactly(300L);
  }

  @Test
  void a_free_line_extends_the_term_before_it_and_not_one_that_waits() {
    Billed extended =
        account()
            .paid(solo(), solo().from("2027-06-01").until("2027-07-01"))
            .apply(solo().from("2027-04-01").until("2027-05-01").free());

    assertThat(extended.at("2027-04-30").left()).isEqualTo(100);
    assertThat(extended.billing().shown().orElseThrow().expiresAt()).isEqualTo(day("2027-05-01"));
  }

  @Test
  void free_lines_extend_a_term_one_after_the_other() {
    Billed extended = account().paid(solo());

    for (int month = 9; month >= 4; month--) {
      extended.apply(solo().from(firstOf(month)).until(firstOf(month + 1)).free());
    }

    assertThat(extended.at("2027-09-30").left()).isEqualTo(100);
    assertThat(extended.billing().shown().orElseThrow().termEnd()).isEqualTo(day("2027-10-01"));
  }

  private static String firstOf(int month) {
    return "2027-%02d-01".formatted(month);
  }

  @Test
  void a_free_line_before_any_payment_has_no_effect() {
    Billed trial = account().apply(solo().from("2027-02-15").until("2027-03-01").free());

    assertThat(trial.left()).isZero();
    assertThat(trial.paid(solo().renewal(5)).left()).isEqualTo(100);
  }

  @Test
  void an_item_past_its_grace_beside_a_running_one_is_frozen_without_suspension() {
    Billed partly = account().paid(plus().until("2028-03-01"), plan("add-on", 50).item("item-2"));

    partly.at("2027-04-15");

    assertThat(partly.standing()).isEqualTo(Standing.ACTIVE);
    assertThat(partly.each()).containsExactly(300L);
    assertThat(partly.buckets().all()).hasSize(2);
  }

  @Test
  void a_running_plan_prevents_suspension_until_the_late_payment_of_another() {
    Billed both =
        account()
            .paid("a", solo().from("2027-02-01").until("2027-03-01"))
            .paid("b", plus().item("item-2"))
            .apply("a", givenUp("2027-03-01"));

    both.at("2027-04-01");

    assertThat(both.standing()).isEqualTo(Standing.ACTIVE);
    both.at("2027-04-01T01:00")
        .paid("b", plus().item("item-2").from("2027-04-01").until("2027-05-01"));
    assertThat(both.standing()).isEqualTo(Standing.ACTIVE);
  }

  @Test
  void a_waiting_term_prevents_suspension() {
    Billed waits =
        account()
            .paid("a", solo())
            .paid("b", plus().item("item-2").from("2027-06-01").until("2027-07-01"));

    waits.at("2027-05-01");

    assertThat(waits.standing()).isEqualTo(Standing.ACTIVE);
    assertThat(waits.left()).isZero();
  }

  @Test
  void an_ended_subscription_is_not_past_due() {
    Billed over = account().paid(solo()).apply(failed("2027-04-01")).at("2027-04-20");
    assertThat(over.standing()).isEqualTo(Standing.SUSPENDED);

    over.apply(ended("2027-04-20"));

    assertThat(over.standing()).isEqualTo(Standing.ACTIVE);
    assertThat(over.buckets().all()).isEmpty();
  }

  @Test
  void a_parked_event_shields_for_thirty_days_if_no_failure_is_known() {
    BillingPolicy shield = STANDARD_POLICY.shieldedBy(day("2027-04-02"));
    Billed quiet = account().with(shield).paid(solo());
    Billed failing = account().with(shield).paid(solo()).apply(failed("2027-04-01"));

    assertThat(quiet.at("2027-05-01").left()).isEqualTo(100);
    assertThat(quiet.standing()).isEqualTo(Standing.ACTIVE);
    assertThat(quiet.at("2027-05-02").standing()).isEqualTo(Standing.SUSPENDED);
    assertThat(failing.at("2027-04-15").standing()).isEqualTo(Standing.SUSPENDED);
  }

  @Test
  void a_planned_cancellation_leaves_no_refresh_time() {
    Billed leaving = account().paid(solo()).apply(cancelled("2027-03-10", "2027-04-01"));

    PaidBucket shown = leaving.billing().shown().orElseThrow();

    assertThat(leaving.billing().cancelsAt(shown)).contains(day("2027-04-01"));
    assertThat(leaving.billing().resetsAt()).isEmpty();
  }

  @Test
  void a_cancellation_concerns_the_plans_of_its_own_subscription() {
    Billed partly =
        account()
            .paid("a", solo())
            .paid("b", plus().item("item-2"))
            .apply("a", cancelled("2027-03-10", "2027-04-01"));

    PaidBucket shown = partly.billing().shown().orElseThrow();

    assertThat(shown.plan().value()).isEqualTo("plus");
    assertThat(partly.billing().cancelsAt(shown)).isEmpty();
  }

  /// V1: the time of the next refresh is absent in grace.
  @Test
  void a_term_that_waits_during_the_grace_is_no_refresh_to_show() {
    Billed waits = account().paid(solo(), solo().from("2027-04-10").until("2027-05-10"));

    assertThat(waits.billing().resetsAt()).contains(day("2027-04-10"));
    assertThat(waits.at("2027-04-05").billing().resetsAt()).isEmpty();
  }

  @Test
  void a_cancellation_is_planned_until_it_takes_effect() {
    Billed leaving = account().paid(solo()).apply(cancelled("2027-03-10", "2027-04-01"));

    assertThat(leaving.at("2027-03-31").billing().subscriptions().getFirst().cancelsAt())
        .contains(day("2027-04-01"));
    assertThat(leaving.at("2027-04-01").billing().subscriptions().getFirst().cancelsAt()).isEmpty();
  }
}
