package dev.drawdown.domain.billing;

import static dev.drawdown.domain.billing.Billed.account;
import static dev.drawdown.domain.billing.Paid.day;
import static dev.drawdown.domain.billing.Paid.plan;
import static dev.drawdown.domain.billing.Paid.plus;
import static dev.drawdown.domain.billing.Paid.solo;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// P5: a longer term grants its amount again every month.
class RefillsTest {
  private static final Paid YEAR = plus().from("2027-01-31").until("2028-01-31").monthly();

  @Test
  void a_year_from_the_31st_is_twelve_grants_on_clamped_days() {
    Billed year = account().at("2027-01-31").paid(YEAR);

    List<Instant> fresh = new ArrayList<>(List.of(day("2027-01-31")));
    for (Optional<Instant> next = year.nextChange(); next.get().isBefore(day("2028-01-31")); ) {
      fresh.add(next.get());
      assertThat(year.draw(7).at(next.get()).left()).isEqualTo(300);
      next = year.nextChange();
    }

    assertThat(fresh)
        .containsExactlyElementsOf(
            List.of(
                    "2027-01-31",
                    "2027-02-28",
                    "2027-03-31",
                    "2027-04-30",
                    "2027-05-31",
                    "2027-06-30",
                    "2027-07-31",
                    "2027-08-31",
                    "2027-09-30",
                    "2027-10-31",
                    "2027-11-30",
                    "2027-12-31")
                .stream()
                .map(Paid::day)
                .toList());
  }

  @Test
  void months_without_a_read_are_not_saved_up() {
    Billed asleep = account().at("2027-01-31").paid(YEAR).draw(300);

    assertThat(asleep.jumpingTo("2027-07-10").left()).isEqualTo(300);
    assertThat(asleep.billing().resetsAt()).contains(day("2027-07-31"));
  }

  @Test
  void an_untouched_refill_is_silent() {
    Billed untouched = account().at("2027-01-31").paid(YEAR).at("2027-02-28");

    BucketChange refill = untouched.changes().getLast();

    assertThat(refill)
        .isInstanceOfSatisfying(
            BucketChange.Replaced.class,
            change -> {
              assertThat(change.isSilent()).isTrue();
              assertThat(change.reason()).isEqualTo(BucketReason.REFILL);
            });
    assertThat(untouched.draw(1).at("2027-03-31").changes().getLast())
        .isInstanceOfSatisfying(
            BucketChange.Replaced.class, change -> assertThat(change.isSilent()).isFalse());
  }

  @Test
  void the_bonus_is_in_the_first_amount_and_not_in_refills() {
    Billed renewed =
        account()
            .paid(plus().from("2026-03-01").until("2027-03-01").monthly())
            .paid(plus().until("2028-03-01").monthly().renewal(15));

    assertThat(renewed.left()).isEqualTo(315);
    assertThat(renewed.at("2027-04-01").left()).isEqualTo(300);
  }

  @Test
  void the_bonus_of_a_year_that_carries_on_is_in_its_own_first_amount() {
    Billed year = account().paid(solo()).at("2027-03-10");

    year.paid(plus().from("2027-03-10").until("2028-03-10").monthly().renewal(15));

    assertThat(year.left()).isEqualTo(300);
    assertThat(year.at("2027-04-01").left()).isEqualTo(315);
    assertThat(year.at("2027-04-10").left()).isEqualTo(300);
    assertThat(year.at("2027-07-20").left()).isEqualTo(300);
  }

  @Test
  void an_additional_seat_adds_its_difference_to_the_month_and_counts_in_every_refill() {
    Billed seats = account().paid(solo().until("2028-03-01").monthly()).draw(100);

    seats.at("2027-03-20").paid(solo().seats(2).from("2027-03-20").until("2028-03-01").monthly());

    assertThat(seats.left()).isEqualTo(100);
    assertThat(seats.at("2027-04-01").left()).isEqualTo(200);
  }

  @Test
  void a_plan_without_refills_ends_them_even_if_it_has_the_same_end() {
    Billed changed = account().paid(solo().until("2028-03-01").monthly()).at("2027-03-10");

    changed.paid(plus().from("2027-03-10").until("2028-03-01"));

    assertThat(changed.at("2027-04-01").draw(50).at("2027-06-01").left()).isEqualTo(250);
  }

  /// P4: the item's own amount is granted when the time of the last amount is over.
  @Test
  void an_item_that_returns_to_its_year_is_refilled_when_the_month_between_is_over() {
    Billed back =
        account()
            .paid(plus().until("2028-03-01").monthly())
            .at("2027-03-15")
            .paid(plus().from("2027-03-15").until("2027-04-15"))
            .at("2027-04-10")
            .draw(100);

    back.paid(plan("team", 300).from("2027-04-10").until("2028-03-01").monthly());

    assertThat(back.at("2027-04-14").left()).isEqualTo(200);
    assertThat(back.at("2027-04-15").left()).isEqualTo(300);
    assertThat(back.draw(10).at("2027-05-01").left()).isEqualTo(300);
  }

  @Test
  void a_bucket_of_a_longer_term_expires_at_its_next_refill() {
    Billed year = account().at("2027-01-31").paid(YEAR);

    assertThat(year.billing().shown().orElseThrow().expiresAt()).isEqualTo(day("2027-02-28"));
    assertThat(year.billing().shown().orElseThrow().termEnd()).isEqualTo(day("2028-01-31"));
  }

  @Test
  void the_last_month_ends_with_the_term() {
    Billed last = account().at("2027-01-31").paid(YEAR).at("2028-01-30");

    assertThat(last.billing().shown().orElseThrow().expiresAt()).isEqualTo(day("2028-01-31"));
    assertThat(last.at("2028-01-31").billing().shown().orElseThrow().state())
        .isEqualTo(PaidBucket.State.IN_GRACE);
  }
}
