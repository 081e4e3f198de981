package dev.drawdown.domain.billing;

import static dev.drawdown.domain.billing.Billed.account;
import static dev.drawdown.domain.billing.Paid.day;
import static dev.drawdown.domain.billing.Paid.ended;
import static dev.drawdown.domain.billing.Paid.failed;
import static dev.drawdown.domain.billing.Paid.plan;
import static dev.drawdown.domain.billing.Paid.plus;
import static dev.drawdown.domain.billing.Paid.solo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.billing.PaidBucket.State;
import java.util.List;
import org.junit.jupiter.api.Test;

/// P1, P2, P4: each paid line has its own bucket, waits for its start and ends alone.
class TermsTest {
  @Test
  void a_second_subscription_by_mistake_stands_beside_the_first_and_ends_alone() {
    Billed twice = account().paid("yearly", plus().until("2028-03-01")).at("2027-03-02").draw(20);

    twice.paid("mistake", solo().item("item-2").from("2027-03-02").until("2027-04-02"));

    assertThat(twice.left()).isEqualTo(380);
    assertThat(twice.each()).containsExactly(280L, 100L);
    twice.apply("mistake", ended("2027-03-03")).at("2027-03-03");
    assertThat(twice.left()).isEqualTo(280);
    assertThat(twice.standing()).isEqualTo(Standing.ACTIVE);
  }

  @Test
  void a_failed_renewal_of_one_of_two_plans_does_not_suspend_the_account() {
    Billed twice =
        account()
            .paid("yearly", plus().until("2028-03-01"))
            .paid("mistake", solo().item("item-2"))
            .apply("mistake", failed("2027-04-01"));

    assertThat(twice.at("2027-04-02").standing()).isEqualTo(Standing.GRACE);
    assertThat(twice.at("2027-04-15").standing()).isEqualTo(Standing.ACTIVE);
    assertThat(twice.left()).isEqualTo(300);
  }

  @Test
  void a_month_paid_early_waits_and_takes_no_credits_away() {
    Billed early = account().paid(solo()).at("2027-03-11").draw(40);

    early.paid(solo().from("2027-04-01").until("2027-05-01").renewal(5));

    assertThat(early.left()).isEqualTo(60);
    assertThat(early.at("2027-03-31T23:59").left()).isEqualTo(60);
    assertThat(early.at("2027-04-01").left()).isEqualTo(105);
  }

  @Test
  void of_two_terms_of_an_item_that_start_together_the_one_that_ends_later_counts() {
    Fact month = solo().fact();
    Fact year = plan("yearly", 90).until("2028-03-01").fact();

    assertThat(account().apply(month, year).left()).isEqualTo(90);
    assertThat(account().apply(year, month).at("2027-04-02").left()).isEqualTo(90);
  }

  @Test
  void a_subscription_that_lists_a_term_twice_is_refused() {
    Subscription once = account().paid(solo()).subscription();
    List<Term> twice = List.of(once.terms().getFirst(), once.terms().getFirst());

    assertThatIllegalArgumentException()
        .isThrownBy(() -> once.withTerms(twice, once.firstPaid()))
        .withMessageContaining("listed twice");
  }

  @Test
  void the_order_of_arrival_of_two_terms_of_one_end_changes_nothing() {
    Fact one = plan("one", 100).fact();
    Fact two = plan("two", 100).fact();

    assertThat(account().apply(one, two).subscription())
        .isEqualTo(account().apply(two, one).subscription());
  }

  @Test
  void three_months_on_one_invoice_come_each_in_its_month() {
    Billed prepaid =
        account()
            .paid(
                solo().from("2027-05-01").until("2027-06-01"),
                solo(),
                solo().from("2027-04-01").until("2027-05-01"));

    assertThat(prepaid.left()).isEqualTo(100);
    assertThat(prepaid.draw(100).at("2027-04-01").left()).isEqualTo(100);
    assertThat(prepaid.draw(50).at("2027-05-01").left()).isEqualTo(100);
  }

  @Test
  void three_terms_on_one_invoice_have_the_bonus_from_the_second_on() {
    Billed prepaid =
        account()
            .paid(
                solo().from("2027-05-01").until("2027-06-01").renewal(5),
                solo().from("2027-04-01").until("2027-05-01").renewal(5),
                solo().renewal(5));

    assertThat(prepaid.left()).isEqualTo(100);
    assertThat(prepaid.at("2027-04-01").left()).isEqualTo(105);
    assertThat(prepaid.at("2027-05-01").left()).isEqualTo(105);
  }

  @Test
  void the_bonus_is_granted_even_if_the_first_payment_arrives_later() {
    Billed late = account().at("2027-04-02");
    late.paid(solo().from("2027-04-01").until("2027-05-01").renewal(5)).draw(30);
    assertThat(late.left()).isEqualTo(70);

    late.paid(solo());

    assertThat(late.left()).isEqualTo(75);
  }

  @Test
  void the_same_payment_in_another_event_grants_nothing_under_any_catalog() {
    Billed once = account().paid(solo()).draw(30);

    once.paid(solo(), plan("solo", 500));

    assertThat(once.left()).isEqualTo(70);
  }

  @Test
  void remaining_credits_expire_when_the_next_term_starts() {
    Billed renewed = account().paid(solo()).draw(1).at("2027-04-01");
    assertThat(renewed.left()).isEqualTo(99);

    renewed.paid(solo().from("2027-04-01").until("2027-05-01").renewal(5));

    assertThat(renewed.left()).isEqualTo(105);
    assertThat(renewed.reasons()).containsExactly(BucketReason.PLAN_STARTED, BucketReason.RENEWAL);
  }

  @Test
  void a_renewal_that_arrives_late_is_granted_in_full() {
    Billed late = account().paid(solo()).at("2027-04-03").draw(60);

    late.paid(solo().from("2027-04-01").until("2027-05-01").renewal(5));

    assertThat(late.left()).isEqualTo(105);
  }

  @Test
  void a_payment_for_a_past_period_changes_nothing() {
    Billed history =
        account().at("2027-04-01").paid(solo().from("2027-04-01").until("2027-05-01")).draw(10);

    history.paid(solo());

    assertThat(history.left()).isEqualTo(90);
  }

  @Test
  void an_add_on_counts_beside_its_plan() {
    Billed both = account().paid(plus(), plan("add-on", 50).item("item-2"));

    assertThat(both.each()).containsExactly(300L, 50L);
    assertThat(both.plan()).contains("plus");
  }

  @Test
  void a_removed_add_on_ends_with_its_term_and_is_not_past_due() {
    Billed less = account().paid(plus(), plan("add-on", 50).item("item-2"));

    less.at("2027-04-01").paid(plus().from("2027-04-01").until("2027-05-01"));

    assertThat(less.each()).containsExactly(300L);
    assertThat(less.at("2027-04-20").standing()).isEqualTo(Standing.ACTIVE);
  }

  @Test
  void a_term_that_names_no_item_competes_with_the_terms_of_its_end_in_any_order() {
    Paid proration = plan("plus", 300).withoutItem().from("2027-03-10");
    Billed inOrder = account().paid(solo()).at("2027-03-10").draw(40).paid(proration);
    Billed late = account().at("2027-03-10").paid(proration).draw(40);

    late.paid(solo());

    assertThat(inOrder.left()).isEqualTo(260);
    assertThat(late.left()).isEqualTo(260);
    assertThat(late.each()).hasSize(1);
  }

  @Test
  void a_term_that_names_no_item_belongs_to_the_item_at_its_price() {
    Billed both = account().paid(plus(), solo().item("item-2")).at("2027-03-10");

    both.paid(solo().seats(2).withoutItem().from("2027-03-10"));

    assertThat(both.each()).containsExactly(300L, 200L);
  }

  @Test
  void a_term_that_names_no_item_removes_none() {
    Billed unnamed = account().paid(solo()).at("2027-04-01");

    unnamed.paid(plus().withoutItem().from("2027-04-01").until("2027-05-01"));

    assertThat(unnamed.each()).containsExactly(300L, 100L);
  }

  /// The item's credits are kept for a term that begins in the time of its amount.
  @Test
  void an_owner_whose_item_was_removed_has_no_plan_in_the_subscription() {
    Billed moved =
        account()
            .paid(solo(), plan("tiny", 10).from("2027-03-10").until("2027-03-20"))
            .paid(solo().item("item-2").from("2027-03-20").until("2027-04-20").by("acc-2"));

    SubscriptionState state = moved.at("2027-03-20").billing().subscriptions().getFirst();

    assertThat(state.buckets()).extracting(PaidBucket::state).containsExactly(State.CLEARED);
    assertThat(state.phase()).isEqualTo(SubscriptionState.Phase.NONE);
  }

  @Test
  void a_subscription_of_a_new_payer_goes_to_it_with_a_fresh_grant() {
    Billed before = account().paid(solo()).draw(10);
    Billed after = account(new AccountId("acc-2")).paid(solo());
    Paid next = solo().from("2027-04-01").until("2027-05-01").by("acc-2");

    before.paid(next).at("2027-04-01");
    after.paid(next).at("2027-04-01");

    assertThat(before.left()).isZero();
    assertThat(before.at("2027-06-01").standing()).isEqualTo(Standing.ACTIVE);
    assertThat(after.left()).isEqualTo(100);
  }

  @Test
  void the_same_payments_in_any_order_make_the_same_subscription() {
    Paid[] lines = {solo().item("item-2"), solo(), solo().by("acc-0")};
    Billed inOrder = account().paid(lines[0], lines[1], lines[2]);
    Billed reversed = account().paid(lines[2], lines[1], lines[0]);

    assertThat(reversed.subscription()).isEqualTo(inOrder.subscription());
    assertThat(inOrder.subscription().terms())
        .extracting(Term::owner)
        .as("of two owners of one payment, the first by name counts")
        .containsExactly(new AccountId("acc-0"), new AccountId("acc-1"));
  }

  @Test
  void the_next_change_is_looked_for_up_to_an_instant() {
    Billed paid = account().paid(solo());
    AccountTimeline timeline =
        new AccountTimeline(paid.subscriptions(), paid.owner(), paid.policy());

    assertThat(timeline.nextChange(paid.now(), day("2027-03-31"))).isEmpty();
    assertThat(timeline.nextChange(paid.now(), day("2027-04-01"))).contains(day("2027-04-01"));
  }

  @Test
  void a_bucket_expires_and_resets_at_its_terms_end() {
    Billed running = account().paid(solo());

    assertThat(running.billing().shown().orElseThrow().expiresAt()).isEqualTo(day("2027-04-01"));
    assertThat(running.billing().resetsAt()).contains(day("2027-04-01"));
    assertThat(running.at("2027-04-01").billing().resetsAt()).isEmpty();
  }

  @Test
  void an_item_has_its_own_terms_and_those_without_an_item_that_belong_to_it() {
    Paid more = solo().seats(2).withoutItem().from("2027-03-10");
    Paid addOn = plan("add-on", 50).item("item-2");
    Subscription known = account().paid(solo(), addOn, more).subscription();

    assertThat(known.termsOf(solo().item())).containsExactly(more.term(), solo().term());
    assertThat(known.termsOf(addOn.item())).containsExactly(addOn.term());
    assertThat(known.termsOf(more.item())).isEmpty();
  }
}
