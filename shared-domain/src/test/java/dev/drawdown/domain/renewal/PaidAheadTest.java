package dev.drawdown.domain.renewal;

import static dev.drawdown.domain.fixtures.CatalogFixtures.simple;
import static dev.drawdown.domain.fixtures.Facts.ended;
import static dev.drawdown.domain.fixtures.Facts.paid;
import static dev.drawdown.domain.fixtures.Facts.renewed;
import static dev.drawdown.domain.fixtures.Run.run;
import static dev.drawdown.domain.fixtures.Times.APRIL;
import static dev.drawdown.domain.fixtures.Times.MARCH;
import static dev.drawdown.domain.fixtures.Times.MAY;
import static dev.drawdown.domain.fixtures.Times.justBefore;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.domain.billing.BillingLimit;
import dev.drawdown.domain.billing.Standing;
import dev.drawdown.domain.charge.ChargeResult.OutOfCredits;
import dev.drawdown.domain.fixtures.Account;
import dev.drawdown.domain.ledger.EntryKind;
import dev.drawdown.domain.renewal.RenewalResult.Applied;
import dev.drawdown.domain.renewal.RenewalResult.TooMuch;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// P2, T2: a term paid early waits for its start, and the clock alone begins it.
class PaidAheadTest {
  private final Account account =
      Account.on(simple().paid("solo", 100, 5)).given(paid("solo", MARCH, APRIL));

  @Test
  void a_month_paid_early_takes_no_credits_away_before_its_start() {
    account.given(run(40));

    account.given(renewed("solo", APRIL, MAY));

    assertThat(account.left()).containsExactly(60L);
    assertThat(account.balance().plans()).hasSize(1);
    assertThat(account.at(justBefore(APRIL)).left()).containsExactly(60L);
    assertThat(account.at(APRIL).left()).containsExactly(105L);
  }

  /// P2, S2: a trial that was never begun is there until the first paid period starts.
  @Test
  void a_waiting_term_leaves_the_trial_until_it_starts() {
    Account fresh = Account.on(simple().trial(30, 20).paid("solo", 100, 5));

    fresh.given(paid("solo", APRIL, MAY));

    assertThat(fresh.left()).containsExactly(20L);
    fresh.given(run(1));
    assertThat(fresh.left()).containsExactly(19L);
    assertThat(fresh.at(APRIL).left()).containsExactly(100L);
    assertThat(fresh.given(ended(fresh.clock())).left()).isEmpty();
  }

  @Test
  void a_waiting_term_that_never_starts_takes_no_trial_away() {
    Account fresh = Account.on(simple().trial(30, 20).paid("solo", 100, 5));

    fresh.given(paid("solo", APRIL, MAY)).given(ended(fresh.clock()));

    assertThat(fresh.at(APRIL).left()).containsExactly(20L);
  }

  @Test
  void a_term_that_waited_unseen_ends_the_trial_for_ever() {
    Account fresh = Account.on(simple().trial(30, 20).paid("solo", 100, 5));

    fresh.given(paid("solo", APRIL, MAY)).at(MAY.plus(Duration.ofDays(1))).given(ended(MAY));

    assertThat(fresh.left()).isEmpty();
  }

  /// P7, V3: the subscription was renewed without the first item, and then that was paid ahead.
  @Test
  void a_removed_item_that_is_paid_ahead_refreshes_when_its_term_starts() {
    Account removed = Account.on(simple().paid("solo", 100, 0).paid("plus", 300, 0));
    removed.given(paid("solo", MARCH, APRIL)).given(run(70)).at(APRIL);
    removed.given(paid("plus", APRIL, month(13)).item("item-2"));

    removed.given(paid("solo", MAY, month(3)));

    assertThat(removed.left()).containsExactly(300L);
    assertThat(removed.charge("more", run(301)))
        .isInstanceOfSatisfying(
            OutOfCredits.class, refused -> assertThat(refused.next().refreshesAt()).contains(MAY));
    assertThat(removed.at(MAY).left()).containsExactlyInAnyOrder(300L, 100L);
  }

  @Test
  void every_month_paid_ahead_is_granted_in_its_month() {
    for (int month = 1; month <= 36; month++) {
      account.given(renewed("solo", month(month), month(month + 1)));
    }

    for (int month = 1; month <= 36; month++) {
      assertThat(account.at(month(month)).left()).as("month %d", month).containsExactly(105L);
      account.given(run(month));
    }
    assertThat(account.ledger(EntryKind.GRANT)).hasSize(37);
    assertThat(account.at(month(37)).balance().standing()).isEqualTo(Standing.ACTIVE);
    assertThat(account.at(month(37).plus(Duration.ofDays(14))).balance().standing())
        .isEqualTo(Standing.SUSPENDED);
  }

  @Test
  void an_account_unused_for_years_has_the_last_months_amount() {
    for (int month = 1; month <= 36; month++) {
      account.given(renewed("solo", month(month), month(month + 1)));
    }

    assertThat(account.at(month(30)).left()).containsExactly(105L);
    assertThat(account.balance().usage().resetsAt()).contains(month(31));
  }

  @Test
  @Tag("long")
  void terms_beyond_the_limit_are_refused_until_some_have_begun() {
    for (int month = 1; month <= BillingLimit.WAITING_TERMS.most(); month++) {
      account.given(renewed("solo", month(month), month(month + 1)));
    }
    int last = BillingLimit.WAITING_TERMS.most() + 1;

    RenewalResult refused = account.apply(renewed("solo", month(last), month(last + 1)));

    assertThat(refused).isInstanceOf(TooMuch.class);
    assertThat(account.apply(paid("sub-2", "solo", month(last), month(last + 1))))
        .isInstanceOf(Applied.class);
    assertThat(account.at(APRIL).apply(renewed("solo", month(last), month(last + 1))))
        .isInstanceOf(Applied.class);
  }

  /// The start of the month `after` months after March.
  private static Instant month(int after) {
    return MARCH.atOffset(ZoneOffset.UTC).plusMonths(after).toInstant();
  }
}
