package dev.drawdown.domain.billing;

import static dev.drawdown.domain.billing.Paid.cancelled;
import static dev.drawdown.domain.billing.Paid.day;
import static dev.drawdown.domain.billing.Paid.failed;
import static dev.drawdown.domain.billing.Paid.paused;
import static dev.drawdown.domain.billing.Paid.plus;
import static dev.drawdown.domain.billing.Paid.solo;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.domain.subscription.SubscriptionId;
import java.time.Instant;
import java.time.LocalDate;
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

  /// A parked event would otherwise shield the item when a paid term withdraws the pause.
  @Test
  void the_failure_of_an_item_that_is_still_unpaid_is_kept_during_a_pause() {
    Subscription unpaid =
        renewed(1).with(failed("2027-04-01")).with(paused("2027-03-10", "2027-04-01"));

    Subscription stored =
        RelevantFacts.toStore(
            unpaid, AccountState.POLICY, day("2027-04-01").plus(RelevantFacts.KEPT));

    assertThat(stored.failed()).containsExactly(day("2027-04-01"));
    assertThat(forWallet(unpaid, "2028-07-01").failed()).containsExactly(day("2027-04-01"));
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
