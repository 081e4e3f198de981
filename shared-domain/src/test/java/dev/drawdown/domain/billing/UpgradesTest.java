package dev.drawdown.domain.billing;

import static dev.drawdown.domain.billing.Billed.account;
import static dev.drawdown.domain.billing.Paid.day;
import static dev.drawdown.domain.billing.Paid.plan;
import static dev.drawdown.domain.billing.Paid.plus;
import static dev.drawdown.domain.billing.Paid.solo;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// P3: terms of one item and one end are one.
class UpgradesTest {
  private static final Paid OFFICE = plan("office", 500);

  @Test
  void a_sixth_seat_on_the_last_day_adds_its_own_credits_and_no_fresh_month() {
    Billed seats = account().paid(OFFICE.seats(5)).draw(2500).at("2027-03-31");

    seats.paid(OFFICE.seats(6).from("2027-03-31"));

    assertThat(seats.left()).isEqualTo(500);
  }

  @Test
  void a_larger_plan_resets_to_its_amount_if_the_catalog_says_reset() {
    Billed up = account().paid(solo().renewal(5)).draw(90).at("2027-03-20");

    up.paid(plus().reset().from("2027-03-20"));

    assertThat(up.left()).isEqualTo(300);
    assertThat(up.reasons()).containsExactly(BucketReason.PLAN_STARTED, BucketReason.UPGRADE);
  }

  /// Nothing was used before that instant, so a reset there takes nothing back.
  @Test
  void a_larger_plan_from_the_start_of_the_amount_adds_the_difference_even_if_upgrades_reset() {
    Billed up = account().paid(solo().reset()).draw(90);

    up.paid(plus().reset());

    assertThat(up.left()).isEqualTo(210);
    assertThat(account().paid(plus().reset()).draw(90).paid(solo().reset()).left()).isEqualTo(210);
  }

  @Test
  void a_larger_plan_adds_the_difference_by_default_and_a_bonus_stays() {
    Billed up =
        account()
            .paid(solo().from("2027-02-01").until("2027-03-01"), solo().renewal(5))
            .draw(90)
            .at("2027-03-20");

    up.paid(plus().from("2027-03-20"));

    assertThat(up.left()).isEqualTo(215);
  }

  @Test
  void an_upgrade_that_waits_grants_no_bonus_and_is_no_refresh() {
    Billed up =
        account()
            .paid(solo().from("2027-02-01").until("2027-03-01"), solo().renewal(5))
            .paid(plus().from("2027-03-20").renewal(15));

    assertThat(up.left()).isEqualTo(105);
    assertThat(up.billing().resetsAt()).contains(day("2027-04-01"));
    assertThat(up.at("2027-03-20").left()).isEqualTo(305);
  }

  @Test
  void a_smaller_plan_changes_nothing_within_the_period_and_a_return_grants_nothing() {
    Billed down = account().paid(plus()).draw(200).at("2027-03-10");

    down.paid(solo().from("2027-03-10"), plus().from("2027-03-12"));

    assertThat(down.left()).isEqualTo(100);
    assertThat(down.plan()).contains("plus");
  }

  @Test
  void an_upgrade_that_arrives_before_its_first_plan_has_the_same_result() {
    Billed late = account().at("2027-03-20").paid(plus().reset().from("2027-03-20")).draw(50);

    late.paid(solo());

    assertThat(late.left()).isEqualTo(250);
  }

  @Test
  void seats_of_the_same_price_add_the_difference_even_if_upgrades_reset() {
    Billed seats = account().paid(solo().reset()).draw(70).at("2027-03-20");

    seats.paid(solo().reset().seats(2).from("2027-03-20"));

    assertThat(seats.left()).isEqualTo(130);
  }

  @Test
  void seats_of_a_smaller_plan_add_the_difference_even_if_upgrades_reset() {
    Billed seats = account().paid(plus().reset()).draw(300).at("2027-03-20");

    seats.paid(solo().reset().seats(4).from("2027-03-20"));

    assertThat(seats.left()).isEqualTo(100);
  }

  @Test
  void a_smaller_plan_with_more_seats_and_a_return_reset_nothing() {
    Billed cheat = account().paid(plus().reset()).draw(300).at("2027-03-20");
    cheat.paid(solo().reset().seats(4).from("2027-03-20")).draw(100).at("2027-03-21");

    cheat.paid(plus().reset().seats(2).from("2027-03-21"));

    assertThat(cheat.left()).isEqualTo(200);
  }

  @Test
  void a_monthly_plan_gets_nothing_fresh_by_going_yearly_and_back() {
    Billed cheat = account().paid(plus()).draw(300);

    cheat.at("2027-03-05").paid(plus().from("2027-03-05").until("2028-03-05").monthly());
    cheat.at("2027-03-07").paid(plus().from("2027-03-07").until("2027-04-07"));
    cheat.at("2027-03-09").paid(plus().from("2027-03-09").until("2028-03-09").monthly());

    assertThat(cheat.left()).isZero();
    assertThat(cheat.at("2027-03-31").left()).isZero();
    assertThat(cheat.at("2027-04-01").left()).isEqualTo(300);
  }

  @Test
  void a_change_to_a_smaller_plan_of_another_interval_carries_on_with_at_most_its_amount() {
    Billed smaller = account().paid(plus()).draw(50).at("2027-03-10");

    smaller.paid(solo().from("2027-03-10").until("2028-03-10").monthly());

    assertThat(smaller.left()).isEqualTo(100);
    assertThat(smaller.draw(30).at("2027-03-31").left()).isEqualTo(70);
    assertThat(smaller.at("2027-04-01").left()).isEqualTo(100);
  }

  @Test
  void a_change_of_interval_to_a_larger_plan_is_an_upgrade() {
    Billed larger = account().paid(solo()).draw(50).at("2027-03-10");

    larger.paid(plus().from("2027-03-10").until("2028-03-10").monthly());

    assertThat(larger.left()).isEqualTo(250);
    assertThat(larger.at("2027-04-01").left()).isEqualTo(300);
  }

  @Test
  void a_moved_anchor_keeps_the_remaining_credits_until_the_month_is_over() {
    Billed moved = account().paid(solo()).draw(80).at("2027-03-15");

    moved.paid(solo().from("2027-03-15").until("2027-04-15"));

    assertThat(moved.left()).isEqualTo(20);
    assertThat(moved.at("2027-04-01").left()).isEqualTo(100);
    assertThat(moved.draw(10).at("2027-04-15").left()).isEqualTo(90);
  }

  @Test
  void a_late_fact_of_a_larger_payment_restores_clipped_credits() {
    Billed clipped = account().paid(plus()).draw(50).at("2027-03-10");
    clipped.paid(solo().from("2027-03-10").until("2028-03-10")).draw(20);
    assertThat(clipped.left()).isEqualTo(80);

    clipped.paid(plan("scale", 400).from("2027-03-10").until("2028-03-10"));

    assertThat(clipped.left()).isEqualTo(330);
  }
}
