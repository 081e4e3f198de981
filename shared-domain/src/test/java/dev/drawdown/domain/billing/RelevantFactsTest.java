package dev.drawdown.domain.billing;

import static dev.drawdown.domain.billing.Paid.cancelled;
import static dev.drawdown.domain.billing.Paid.day;
import static dev.drawdown.domain.billing.Paid.failed;
import static dev.drawdown.domain.billing.Paid.notCancelled;
import static dev.drawdown.domain.billing.Paid.paused;
import static dev.drawdown.domain.billing.Paid.plus;
import static dev.drawdown.domain.billing.Paid.solo;
import static dev.drawdown.domain.billing.Paid.stillPaused;
import static dev.drawdown.domain.billing.Paid.withdrawn;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.domain.subscription.SubscriptionId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// P1: a wallet forgets past terms, and this changes no result.
class RelevantFactsTest {
  private static final LocalDate START = LocalDate.parse("2027-03-01");

  @Test
  void a_wallet_keeps_one_term_of_a_plan_that_was_renewed_for_years() {
    Subscription years = renewed(48);

    Subscription kept = forWallet(years, "2031-02-10");

    assertThat(kept.terms()).extracting(Term::end).containsExactly(day("2031-03-01"));
    assertThat(kept.firstPaid()).contains(day("2027-03-01"));
  }

  @Test
  void a_wallet_keeps_the_first_and_the_largest_number_of_seats() {
    Subscription seats = Subscription.unknown(new SubscriptionId("sub-1"));
    for (int seat = 1; seat <= 20; seat++) {
      seats = seats.with(solo().seats(seat).from("2027-03-" + (seat + 9)).fact());
    }

    assertThat(forWallet(seats, "2027-03-31").terms())
        .extracting(term -> term.key().quantity())
        .containsExactly(1, 20);
  }

  /// Ten years of months, paid ahead.
  @Test
  void all_waiting_terms_are_kept_and_more_than_120_are_refused() {
    Subscription decade = renewed(121);

    assertThat(forWallet(decade, "2027-03-10").terms()).hasSize(121);
    assertThat(BillingLimit.exceeded(renewed(1), decade, day("2027-03-10"))).isEmpty();
    assertThat(BillingLimit.exceeded(decade, renewed(122), day("2027-03-10")))
        .contains(BillingLimit.WAITING_TERMS);
    assertThat(BillingLimit.exceeded(renewed(122), renewed(122), day("2027-03-10"))).isEmpty();
    assertThat(BillingLimit.exceeded(decade, renewed(122), day("2027-04-10"))).isEmpty();
  }

  @Test
  void a_subscription_forgets_old_terms_but_not_that_it_was_paid_before() {
    Subscription stored = Subscription.unknown(new SubscriptionId("sub-1"));
    for (int month = 0; month < 60; month++) {
      Instant paidAt = day(START.plusMonths(month) + "T01:00");
      stored = RelevantFacts.toStore(stored.with(month(month).fact()), AccountState.POLICY, paidAt);
    }

    assertThat(stored.terms()).hasSizeLessThan(16);
    assertThat(at(stored, "2032-02-10").buckets().getFirst().granted().amount()).isEqualTo(105);
    assertThat(at(stored, "2032-02-10")).isEqualTo(at(renewed(60), "2032-02-10"));
    Fact upgrade = plus().from("2032-02-05").until("2032-03-01").fact();
    assertThat(at(stored.with(upgrade), "2032-02-10").buckets().getFirst().granted().amount())
        .isEqualTo(305);
  }

  @Test
  void a_payment_repeated_years_later_grants_nothing() {
    Subscription stored =
        RelevantFacts.toStore(renewed(60), AccountState.POLICY, day("2032-02-10"));

    Subscription again = stored.with(month(3).fact());

    assertThat(at(again, "2032-02-10")).isEqualTo(at(stored, "2032-02-10"));
  }

  @Test
  void failures_of_paid_periods_are_forgotten() {
    Subscription paid = renewed(2).with(failed("2027-04-01"));

    assertThat(forWallet(paid, "2027-04-10").failed()).isEmpty();
    assertThat(forWallet(paid.with(failed("2027-05-01")), "2027-04-10").failed())
        .containsExactly(day("2027-05-01"));
  }

  /// A month that begins before April may replace the year. Then April is unpaid.
  @Test
  void a_failure_is_kept_until_its_period_begins() {
    Subscription year = Subscription.unknown(new SubscriptionId("sub-1"));
    Subscription paid = year.with(solo().until("2028-03-01").fact()).with(failed("2027-04-01"));

    assertThat(forWallet(paid, "2027-03-31").failed()).containsExactly(day("2027-04-01"));
    assertThat(forWallet(paid, "2027-04-01").failed()).isEmpty();
  }

  @Test
  void a_free_line_is_kept_while_it_extends_a_term() {
    Subscription extended = renewed(1).with(month(1).free());

    assertThat(forWallet(extended, "2027-04-10").extensions()).hasSize(1);
    assertThat(forWallet(extended.with(month(2).fact()), "2027-06-10").extensions()).isEmpty();
  }

  @Test
  void a_free_line_is_kept_until_it_begins() {
    Subscription paid = renewed(2).with(month(1).free());

    assertThat(forWallet(paid, "2027-03-31").extensions()).hasSize(1);
    assertThat(forWallet(paid, "2027-04-01").extensions()).isEmpty();
  }

  @Test
  void a_withdrawn_cancellation_is_forgotten() {
    Subscription withdrawn =
        renewed(1)
            .with(cancelled("2027-03-10", "2027-04-01"))
            .with(withdrawn("2027-03-11", "2027-04-01"));

    assertThat(forWallet(withdrawn, "2027-03-12").cancellation()).isEqualTo(FlagChanges.NONE);
  }

  /// P6: the provider's order decides, so the repeated cancellation is still the older one.
  @Test
  void a_withdrawn_cancellation_that_is_repeated_years_later_clears_no_frozen_credits() {
    Fact cancelled = cancelled("2027-03-10", "2027-04-01");
    Subscription unpaid = renewed(1).with(cancelled).with(withdrawn("2027-03-11", "2027-04-01"));

    Subscription stored = RelevantFacts.toStore(unpaid, AccountState.POLICY, day("2030-01-01"));

    assertThat(at(stored.with(cancelled), "2030-01-01").buckets())
        .extracting(PaidBucket::state)
        .containsExactly(PaidBucket.State.FROZEN);
  }

  @Test
  void of_a_pause_and_its_repetition_the_pause_is_kept() {
    FlagChange first = Paid.change("2027-03-10", Optional.empty(), Optional.of(day("2027-04-01")));
    Subscription paused =
        renewed(1).with(new Fact.PauseChanged(first)).with(stillPaused("2027-03-12", "2027-04-01"));

    assertThat(forWallet(paused, "2027-03-20").pause().latest()).containsExactly(first);
  }

  /// The provider's clock may be ahead.
  @Test
  void a_flag_that_was_changed_later_than_now_is_kept() {
    Subscription repeated = renewed(1).with(notCancelled("2027-03-20"));

    assertThat(forWallet(repeated, "2027-03-19").cancellation().latest()).hasSize(1);
    assertThat(forWallet(repeated, "2027-03-20").cancellation().latest()).isEmpty();
  }

  /// Earlier terms matter only to a renewal bonus of the first kept term.
  @Test
  void the_first_payment_is_forgotten_unless_the_first_kept_term_has_a_bonus() {
    Paid april = solo().from("2027-04-01").until("2027-05-01");
    Paid may = solo().from("2027-05-01").until("2027-06-01");
    Subscription plain = renewed(1).with(april.fact()).with(may.renewal(5).fact());
    Subscription bonus = renewed(1).with(april.renewal(5).fact()).with(may.fact());

    assertThat(forWallet(plain, "2027-04-10").firstPaid()).contains(day("2027-04-01"));
    assertThat(forWallet(bonus, "2027-04-10").firstPaid()).contains(day("2027-03-01"));
  }

  /// A parked event would otherwise shield the item when a paid term withdraws the pause.
  @Test
  void the_failure_of_an_item_that_is_still_unpaid_is_kept_during_a_pause() {
    Subscription unpaid =
        renewed(1).with(failed("2027-04-01")).with(paused("2027-03-10", "2027-04-01"));

    assertThat(forWallet(unpaid, "2028-07-01").failed()).containsExactly(day("2027-04-01"));
  }

  /// The bucket of a removed item is kept for 30 days after the first term of another item.
  @Test
  void a_term_is_kept_while_it_decides_how_long_a_removed_item_is_kept() {
    Subscription moved =
        renewed(1)
            .with(solo().item("item-2").from("2027-04-20").until("2027-05-01").fact())
            .with(solo().item("item-2").from("2027-05-01").until("2027-06-01").fact());

    assertThat(forWallet(moved, "2027-05-19").terms()).hasSize(3);
    assertThat(forWallet(moved, "2027-05-20").terms()).hasSize(1);
  }

  /// P6: one event states both flags.
  @Test
  void of_a_pause_and_a_cancellation_for_one_instant_a_wallet_keeps_the_cancellation() {
    Subscription both =
        renewed(1)
            .with(paused("2027-03-10", "2027-04-01"))
            .with(cancelled("2027-03-10", "2027-04-01"));

    Subscription kept = forWallet(both, "2027-03-20");

    assertThat(kept.cancellation()).isEqualTo(both.cancellation());
    assertThat(kept.pause()).isEqualTo(FlagChanges.NONE);
  }

  private static Subscription renewed(int months) {
    Subscription known = Subscription.unknown(new SubscriptionId("sub-1"));
    for (int month = 0; month < months; month++) {
      known = known.with(month(month).fact());
    }
    return known;
  }

  private static Paid month(int month) {
    return solo()
        .until(START.plusMonths(month + 1).toString())
        .from(START.plusMonths(month).toString())
        .renewal(5);
  }

  private static Subscription forWallet(Subscription known, String now) {
    return RelevantFacts.forWallet(known, AccountState.OWNER, AccountState.POLICY, day(now));
  }

  private static SubscriptionState at(Subscription known, String now) {
    return new SubscriptionTimeline(known, AccountState.OWNER, AccountState.POLICY).at(day(now));
  }
}
