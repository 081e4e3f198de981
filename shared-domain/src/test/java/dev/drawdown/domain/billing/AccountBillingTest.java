package dev.drawdown.domain.billing;

import static dev.drawdown.domain.billing.Billed.account;
import static dev.drawdown.domain.billing.Paid.cancelled;
import static dev.drawdown.domain.billing.Paid.day;
import static dev.drawdown.domain.billing.Paid.ended;
import static dev.drawdown.domain.billing.Paid.failed;
import static dev.drawdown.domain.billing.Paid.plan;
import static dev.drawdown.domain.billing.Paid.plus;
import static dev.drawdown.domain.billing.Paid.solo;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// P2, V1: all subscriptions of one account together.
class AccountBillingTest {
  @Test
  void the_displayed_plan_has_most_credits_then_the_latest_end_then_the_smallest_key() {
    assertThat(account().paid("a", solo()).paid("b", plus()).plan()).contains("plus");
    Billed same = account().paid("b", solo()).paid("a", plan("other", 100));
    assertThat(same.plan()).contains("other");
    assertThat(same.paid("c", plan("longer", 100).until("2027-05-01")).plan()).contains("longer");
  }

  @Test
  void refreshes_at_is_of_any_plan_and_resets_at_is_of_the_displayed_plan() {
    Billed both = account().paid("a", plus().until("2027-05-01")).paid("b", solo());

    assertThat(both.billing().resetsAt()).contains(day("2027-05-01"));
  }

  /// P4, V3: the amount of March lasts until April, although the anchor moved to the 20th.
  @Test
  void no_fresh_amount_is_named_before_the_time_of_the_last_one_is_over() {
    Billed moved = account().paid(solo()).at("2027-03-10");
    moved.paid(solo().from("2027-03-10").until("2027-03-20")).draw(100);
    assertThat(refreshesAt(moved)).contains(day("2027-04-01"));

    moved.paid(solo().from("2027-03-20").until("2027-04-20"));

    assertThat(refreshesAt(moved)).contains(day("2027-04-01"));
    assertThat(moved.at("2027-03-20").left()).isZero();
    assertThat(refreshesAt(moved)).contains(day("2027-04-01"));
    assertThat(moved.at("2027-04-01").left()).isEqualTo(100);
    assertThat(refreshesAt(moved)).contains(day("2027-04-20"));
  }

  @Test
  void a_waiting_term_that_is_over_before_the_time_of_the_last_amount_brings_none() {
    Billed brief = account().paid(solo()).at("2027-03-10");

    brief.paid(solo().from("2027-03-20").until("2027-03-25"));

    assertThat(refreshesAt(brief)).contains(day("2027-04-01"));
    assertThat(refreshesAt(brief.apply(failed("2027-03-25")))).isEmpty();
  }

  @Test
  void a_waiting_term_that_resets_the_amount_brings_its_own_when_it_starts() {
    Billed up = account().paid(solo()).at("2027-03-10");

    up.paid(plus().reset().from("2027-03-20").until("2027-04-20"));

    assertThat(refreshesAt(up)).contains(day("2027-03-20"));
    assertThat(up.draw(100).at("2027-03-20").left()).isEqualTo(300);
  }

  @Test
  void a_term_that_waits_in_grace_brings_its_amount_when_the_time_of_the_last_one_is_over() {
    Billed late = account().paid(solo()).at("2027-03-10");
    late.paid(solo().from("2027-03-10").until("2027-03-20")).draw(100).at("2027-03-22");
    assertThat(refreshesAt(late)).isEmpty();

    late.paid(solo().from("2027-03-25").until("2027-04-25"));

    assertThat(refreshesAt(late)).contains(day("2027-04-01"));
    assertThat(late.at("2027-03-25").left()).isZero();
    assertThat(late.at("2027-04-01").left()).isEqualTo(100);
  }

  /// P6: plans move between owners from one period to the next.
  @Test
  void a_term_of_another_owner_brings_nothing() {
    Billed leaving = account().paid(solo());

    leaving.paid(solo().from("2027-04-01").until("2027-05-01").by("acc-2"));

    assertThat(refreshesAt(leaving)).isEmpty();
    assertThat(leaving.at("2027-04-01").left()).isZero();
  }

  /// P6: the bucket belongs to the other owner until its time is over.
  @Test
  void a_term_behind_one_of_another_owner_brings_its_amount_when_that_ones_time_is_over() {
    Billed back = account().paid(solo());

    back.paid(solo().from("2027-04-01").until("2027-05-01").by("acc-2"));
    back.paid(solo().from("2027-04-10").until("2027-06-10"));

    assertThat(refreshesAt(back)).contains(day("2027-05-01"));
    assertThat(back.at("2027-04-10").left()).isZero();
    assertThat(back.at("2027-05-01").left()).isEqualTo(100);
  }

  /// P7: the subscription that wasn't paid decides, not one that ended before.
  @Test
  void an_account_is_active_again_because_of_what_happened_to_its_unpaid_plan() {
    Billed two = account().paid("sub-1", solo()).paid("sub-2", solo());
    two.apply("sub-1", ended("2027-03-15")).at("2027-04-20");
    AccountBilling suspended = two.billing();
    assertThat(suspended.standing()).isEqualTo(Standing.SUSPENDED);

    two.apply("sub-2", cancelled("2027-04-20", "2027-04-20"));

    assertThat(two.standing()).isEqualTo(Standing.ACTIVE);
    assertThat(two.billing().activeSince(suspended)).isEqualTo(BucketReason.CANCELLED);
  }

  private static Optional<Instant> refreshesAt(Billed account) {
    return account.billing().shown().orElseThrow().refreshesAt();
  }
}
