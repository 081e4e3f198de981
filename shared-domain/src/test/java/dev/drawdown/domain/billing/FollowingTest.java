package dev.drawdown.domain.billing;

import static dev.drawdown.domain.billing.Billed.account;
import static dev.drawdown.domain.billing.Paid.cancelled;
import static dev.drawdown.domain.billing.Paid.ended;
import static dev.drawdown.domain.billing.Paid.givenUp;
import static dev.drawdown.domain.billing.Paid.plan;
import static dev.drawdown.domain.billing.Paid.plus;
import static dev.drawdown.domain.billing.Paid.solo;
import static dev.drawdown.domain.billing.Paid.withdrawn;
import static dev.drawdown.domain.fixtures.PaidBuckets.usable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.drawdown.domain.Credits;
import java.util.List;
import org.junit.jupiter.api.Test;

/// P2, P3, P4, P6, P7: a wallet's buckets follow the facts, change by change.
class FollowingTest {
  @Test
  void a_bucket_is_granted_frozen_and_replaced() {
    Billed late = account().paid(solo()).draw(30).apply(givenUp("2027-04-01")).at("2027-04-10");

    late.paid(solo().from("2027-04-01").until("2027-05-01").renewal(5));

    assertThat(late.changes().stream().filter(FollowingTest::changesCredits))
        .extracting(change -> change.getClass().getSimpleName())
        .containsExactly("Granted", "Frozen", "Replaced");
    assertThat(late.reasons())
        .containsExactly(BucketReason.PLAN_STARTED, BucketReason.UNPAID, BucketReason.RENEWAL);
  }

  @Test
  void a_bucket_is_cleared_and_restored_with_its_remaining_credits() {
    Billed back =
        account()
            .paid(solo())
            .draw(30)
            .apply(cancelled("2027-03-05", "2027-03-10"))
            .at("2027-03-12");
    BucketChange.Cleared cleared = (BucketChange.Cleared) back.changes().getLast();

    back.apply(withdrawn("2027-03-06", "2027-03-10"));

    assertThat(usable(cleared.before()).amount()).isEqualTo(70);
    assertThat(usable(cleared.after()).amount()).isZero();
    assertThat(back.changes().getLast())
        .isInstanceOfSatisfying(
            BucketChange.Restored.class,
            restored -> assertThat(usable(restored.after()).amount()).isEqualTo(70));
  }

  @Test
  void a_difference_is_an_adjustment_of_the_same_bucket() {
    Billed up = account().paid(solo()).draw(30).at("2027-03-20");

    up.paid(plus().from("2027-03-20"));

    assertThat(up.changes().getLast())
        .isInstanceOfSatisfying(
            BucketChange.Adjusted.class,
            raised -> {
              assertThat(raised.before().remaining().amount()).isEqualTo(70);
              assertThat(raised.after().remaining().amount()).isEqualTo(270);
              assertThat(raised.reason()).isEqualTo(BucketReason.UPGRADE);
            });
  }

  @Test
  void a_smaller_term_that_carries_on_is_an_adjustment_down() {
    Billed down = account().paid(plus()).at("2027-03-10");

    down.paid(solo().from("2027-03-10").until("2028-03-10"));

    assertThat(down.changes().getLast())
        .isInstanceOfSatisfying(
            BucketChange.Adjusted.class,
            lowered -> {
              assertThat(lowered.before().remaining().amount()).isEqualTo(300);
              assertThat(lowered.after().remaining().amount()).isEqualTo(100);
              assertThat(lowered.reason()).isEqualTo(BucketReason.CARRIED);
            });
  }

  @Test
  void a_late_fact_never_leaves_a_negative_balance() {
    Billed moved = account().paid(plus().from("2027-03-02")).at("2027-03-02").draw(300);

    moved.paid(plan("tiny", 50).from("2027-02-20").until("2027-03-20"));

    assertThat(moved.left()).isZero();
  }

  /// The customer drew 50 credits, changed to the smaller plan, and drew 20 of its 100.
  @Test
  void a_late_fact_that_opens_the_bucket_earlier_brings_no_credits_back() {
    Paid tiny = plan("tiny", 50).from("2027-02-20").until("2027-03-20");
    Paid smaller = solo().from("2027-03-10").until("2028-03-10");
    Billed inOrder = account().at("2027-02-20").paid(tiny);
    Billed late = account();
    for (Billed one : new Billed[] {inOrder, late}) {
      one.at("2027-03-02").paid(plus().from("2027-03-02")).draw(50);
      one.at("2027-03-10").paid(smaller).draw(20);
      assertThat(one.left()).isEqualTo(80);
    }

    late.paid(tiny);

    assertThat(late.left()).isEqualTo(80);
  }

  /// A term that names no item has a bucket of its own until the item of its end is known.
  @Test
  void draws_from_a_term_that_names_no_item_count_for_the_item_of_its_end_only() {
    Billed named = account().paid(solo().until("2027-06-01"), plus().withoutItem()).draw(40);
    assertThat(named.each()).containsExactly(260L, 100L);

    named.paid(plus().item("item-2"));

    assertThat(named.each()).containsExactly(260L, 100L);
    assertThat(named.buckets().all()).hasSize(2);
  }

  @Test
  void draws_from_a_term_that_names_no_item_count_for_one_of_the_items_of_its_end() {
    Paid addOn = plan("add-on", 50).item("item-2");
    Paid nameless = solo().withoutItem().from("2027-03-10");
    Billed together = account().at("2027-03-10").paid(nameless).draw(30);
    Billed singly = account().at("2027-03-10").paid(nameless).draw(30);

    together.paidTogether(addOn, solo());
    singly.paid(solo(), addOn);

    assertThat(together.each()).containsExactly(70L, 50L);
    assertThat(singly.each()).containsExactly(70L, 50L);
  }

  @Test
  void draws_from_a_term_that_names_no_item_count_for_the_item_of_its_plan() {
    Billed addOn = account().paid(plan("add-on", 50).withoutItem()).draw(30);

    addOn.paidTogether(plan("add-on", 50).item("item-2"), solo());

    assertThat(addOn.each()).containsExactly(100L, 20L);
  }

  @Test
  void
      draws_from_a_term_that_names_no_item_count_for_the_item_of_its_end_and_not_for_a_larger_one() {
    Billed longer = account().paid(solo().withoutItem()).draw(30);

    longer.paid(solo().seats(2).item("item-2").until("2027-05-01")).paid(solo());

    assertThat(longer.each()).containsExactly(200L, 70L);
  }

  @Test
  void draws_from_a_term_that_names_no_item_count_for_no_other_item_after_a_reset() {
    Billed up = account().paid(solo().withoutItem()).draw(40).at("2027-03-10");

    up.paidTogether(plus().reset().from("2027-03-10"), plan("add-on", 50).item("item-2"));

    assertThat(up.each()).containsExactly(300L, 50L);
  }

  @Test
  void draws_from_a_term_that_names_no_item_count_once_if_it_stands_alone() {
    Billed alone = account().paid(solo(), plus().withoutItem().until("2027-05-01")).draw(40);

    alone.apply(solo().from("2027-04-01").until("2027-05-01").free());

    assertThat(alone.each()).containsExactly(260L, 100L);
  }

  @Test
  void draws_from_a_term_that_names_no_item_do_not_count_after_a_reset() {
    Billed up = account().paid(solo().withoutItem()).draw(40).at("2027-03-10");

    up.paid(plus().reset().from("2027-03-10"));

    assertThat(up.each()).containsExactly(300L);
  }

  @Test
  void a_removed_subscription_takes_the_remaining_credits_and_states_the_reason() {
    Billed removed = account().paid(solo()).draw(30);

    removed.apply(ended("2027-03-01"));

    assertThat(removed.changes().getLast())
        .isInstanceOfSatisfying(
            BucketChange.Expired.class,
            expired -> {
              assertThat(expired.before().remaining().amount()).isEqualTo(70);
              assertThat(expired.reason()).isEqualTo(BucketReason.PLAN_ENDED);
            });
    assertThat(removed.buckets().all()).isEmpty();
  }

  @Test
  void a_fact_without_effect_leaves_no_change() {
    Billed known = account().paid(solo());
    int before = known.changes().size();

    known.paid(solo()).apply(givenUp("2027-03-01"));

    assertThat(known.changes()).hasSize(before);
  }

  @Test
  void remaining_and_clipped_credits_never_exceed_the_granted_ones() {
    Billed frozen = account().paid(solo()).at("2027-04-15");
    PlanBucket held = frozen.buckets().all().getFirst();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PlanBucket(held.paid(), Credits.of(90), Credits.of(11)))
        .withMessage("a bucket of 100 can't have 90 left and 11 clipped");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PlanBuckets(List.of(held, held)))
        .withMessageStartingWith("an item has two buckets");
  }

  private static boolean changesCredits(BucketChange change) {
    return !(change instanceof BucketChange.Noted);
  }

  /// A waiting term brings no credits before it starts. So the drawn credits of the old one stay
  /// drawn.
  @Test
  void a_removed_item_that_is_paid_ahead_has_no_credits_before_its_next_term() {
    Billed removed = account().paid(plan("add-on", 50).item("item-2")).draw(32).paid(plus());
    removed.at("2027-04-01").paid(plus().from("2027-04-01").until("2027-06-01")).at("2027-04-05");
    assertThat(removed.each()).containsExactly(300L);

    removed.paid(plan("add-on", 50).item("item-2").from("2027-05-01").until("2027-06-01"));

    assertThat(removed.each()).containsExactly(300L);
    assertThat(removed.at("2027-04-30T23:59").each()).containsExactly(300L);
    assertThat(removed.at("2027-05-01").each()).containsExactly(300L, 50L);
  }

  /// Two invoices at one instant: the first seems to remove the item that the second extends.
  @Test
  void a_late_line_of_amount_0_brings_a_removed_item_back_without_its_drawn_credits() {
    Billed removed = account().paid(plan("add-on", 50).item("item-2")).draw(32).paid(plus());
    removed.at("2027-04-01").paid(plus().from("2027-04-01").until("2027-06-01"));
    assertThat(removed.at("2027-04-30T23:59").each()).containsExactly(300L);

    removed.apply(plan("add-on", 50).item("item-2").from("2027-04-01").until("2027-05-15").free());

    assertThat(removed.each()).containsExactly(300L, 18L);
  }

  @Test
  void the_bucket_of_a_removed_item_is_kept_for_thirty_days() {
    Billed removed = account().paid(plan("add-on", 50).item("item-2"), plus());
    removed.at("2027-04-01").paid(plus().from("2027-04-01").until("2027-06-01"));

    assertThat(removed.at("2027-04-30T23:59").buckets().all()).hasSize(2);
    assertThat(removed.at("2027-05-01").buckets().all()).hasSize(1);
  }

  @Test
  void an_item_is_in_grace_until_the_waiting_term_of_another_item_removes_it() {
    Billed two = account().paid(plan("add-on", 50).item("item-2")).draw(32);
    two.paid(plus().until("2027-04-10"), plus().from("2027-04-10").until("2027-05-10"));

    assertThat(two.at("2027-04-01").each()).containsExactly(300L, 18L);
    assertThat(two.at("2027-04-09T23:59").each()).containsExactly(300L, 18L);
    assertThat(two.at("2027-04-10").each()).containsExactly(300L);
    assertThat(two.reasons()).contains(BucketReason.REMOVED);
    assertThat(two.standing()).isEqualTo(Standing.ACTIVE);
  }
}
