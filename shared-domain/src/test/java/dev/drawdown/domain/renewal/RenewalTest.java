package dev.drawdown.domain.renewal;

import static dev.drawdown.domain.fixtures.CatalogFixtures.AI_EMPLOYEE;
import static dev.drawdown.domain.fixtures.CatalogFixtures.OUTSMART;
import static dev.drawdown.domain.fixtures.CatalogFixtures.simple;
import static dev.drawdown.domain.fixtures.Facts.SUBSCRIPTION;
import static dev.drawdown.domain.fixtures.Facts.custom;
import static dev.drawdown.domain.fixtures.Facts.ended;
import static dev.drawdown.domain.fixtures.Facts.paid;
import static dev.drawdown.domain.fixtures.Facts.renewed;
import static dev.drawdown.domain.fixtures.Run.run;
import static dev.drawdown.domain.fixtures.Times.APRIL;
import static dev.drawdown.domain.fixtures.Times.MARCH;
import static dev.drawdown.domain.fixtures.Times.MAY;
import static dev.drawdown.domain.fixtures.Times.NOW;
import static dev.drawdown.domain.fixtures.Times.utc;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.domain.charge.ChargeResult.OutOfCredits;
import dev.drawdown.domain.fixtures.Account;
import dev.drawdown.domain.fixtures.InMemoryTable;
import dev.drawdown.domain.fixtures.Statement;
import dev.drawdown.domain.ledger.EntryKind;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// P1, P3, P4, P9: a paid period grants once; a renewal replaces the remaining credits and adds its
/// bonus.
class RenewalTest {
  private static final Instant MARCH_NEXT_YEAR = utc("2027-03-01T00:00:00Z");

  @Test
  void the_first_period_grants_the_plans_credits_without_a_bonus() {
    Account account = Account.on(AI_EMPLOYEE).given(paid("starter", MARCH, APRIL));

    assertThat(account.left()).containsExactly(500L);
    assertThat(account.balance().plan().orElseThrow().periodEnd()).contains(APRIL);
    assertThat(account.balance().usage().resetsAt()).contains(APRIL);
  }

  @Test
  void a_renewal_replaces_the_remaining_credits_and_adds_its_bonus_once() {
    Account account = subscriber().given(run("letter.generate").on("doc-1"));

    account.at(APRIL).given(renewed("solo", APRIL, MAY), renewed("solo", APRIL, MAY));

    assertThat(planLeft(account)).isEqualTo(105);
    assertThat(account.ledger(EntryKind.EXPIRY).getLast().change()).isEqualTo(-99);
    assertThat(account.ledger(EntryKind.GRANT).getLast().change()).isEqualTo(105);
  }

  /// L2: an expiry of 0 credits is no entry.
  @Test
  void a_renewal_of_a_spent_plan_is_one_entry() {
    Account account = Account.on(simple().paid("solo", 100, 0)).given(paid("solo", MARCH, APRIL));
    account.given(run(100)).at(APRIL);
    int before = account.ledger().size();

    account.given(renewed("solo", APRIL, MAY));

    assertThat(account.kinds().subList(before, account.kinds().size()))
        .containsExactly(EntryKind.GRANT);
  }

  /// T4, P5: an unused amount is granted again without an entry.
  @Test
  void an_unused_refill_of_an_account_is_no_entry() {
    Account account =
        Account.on(simple().refilled("solo", 100)).given(paid("solo", MARCH, MARCH_NEXT_YEAR));

    account.at(APRIL.plus(Duration.ofDays(100)));

    assertThat(account.kinds()).containsExactly(EntryKind.GRANT);
    assertThat(account.left()).containsExactly(100L);
    assertThat(account.advanced().book().paidPlans().getFirst().spread()).isEqualTo(1);
  }

  @Test
  void a_repeated_payment_is_already_known() {
    Account account = subscriber();

    RenewalResult again = account.apply(paid("solo", MARCH, APRIL));

    assertThat(again).isInstanceOf(RenewalResult.AlreadyKnown.class);
  }

  @Test
  void an_older_period_paid_late_changes_no_credits() {
    Account account =
        Account.on(AI_EMPLOYEE).at(APRIL).given(renewed("starter", APRIL, MAY)).given(run("reply"));

    RenewalResult late = account.apply(paid("starter", MARCH, APRIL));

    assertThat(late).isInstanceOf(RenewalResult.Recorded.class);
    assertThat(account.left()).containsExactly(499L);
    assertThat(account.apply(paid("starter", MARCH, APRIL)))
        .isInstanceOf(RenewalResult.AlreadyKnown.class);
  }

  /// P4: the bonus counts once an earlier paid term is known.
  @Test
  void an_older_period_paid_late_adds_the_bonus_of_the_later_one() {
    Account account = Account.on(OUTSMART).at(APRIL).given(renewed("solo", APRIL, MAY));
    assertThat(planLeft(account)).isEqualTo(100);

    account.given(paid("solo", MARCH, APRIL));

    assertThat(planLeft(account)).isEqualTo(105);
    assertThat(account.apply(paid("solo", MARCH, APRIL)))
        .isInstanceOf(RenewalResult.AlreadyKnown.class);
  }

  @Test
  void each_seat_adds_the_plans_credits_and_the_bonus_counts_once() {
    Account account = Account.on(OUTSMART);

    account.apply(
        new Statement.Paid(SUBSCRIPTION, "item-1", "solo", 3, Optional.empty(), APRIL, MAY, true));

    account.given(paid("solo", MARCH, APRIL)).at(APRIL);
    assertThat(planLeft(account)).isEqualTo(305);
  }

  /// P3: this also holds if a change of plan resets the balance.
  @Test
  void seats_added_within_a_period_add_the_difference() {
    Account account = subscriber().given(run("letter.generate").on("doc-1"));

    account.given(paid("sub-1", "solo", 3, NOW, APRIL));

    assertThat(planLeft(account)).isEqualTo(299);
    assertThat(account.ledger(EntryKind.GRANT).getLast().change()).isEqualTo(200);
  }

  /// P3: a sixth seat on the last day is worth a sixth seat.
  @Test
  void a_seat_added_on_the_last_day_grants_no_fresh_month() {
    Account account = Account.on(OUTSMART).given(paid("sub-1", "solo", 5, MARCH, APRIL));
    account.given(run("letter.generate").on("doc-1").times(500));
    account.at(APRIL.minusSeconds(3_600));

    account.given(paid("sub-1", "solo", 6, account.clock(), APRIL));

    assertThat(planLeft(account)).isEqualTo(100);
  }

  @Test
  void a_custom_plan_grants_its_agreed_size_for_each_seat() {
    Account account = Account.on(AI_EMPLOYEE).given(custom("enterprise", 9_000, 2, MARCH, APRIL));

    assertThat(account.left()).containsExactly(18_000L);
  }

  /// P6: plans aren't moved within a period. The next term may be another owner's.
  @Test
  void the_next_owner_of_a_plan_gets_a_fresh_grant() {
    InMemoryTable table = new InMemoryTable();
    Account first = Account.of("mia", OUTSMART, table).given(paid("solo", MARCH, APRIL));
    Account other = Account.of("ben", OUTSMART, table).given(renewed("solo", APRIL, MAY));

    assertThat(first.at(NOW).total()).isEqualTo(110);
    assertThat(first.at(APRIL).planLeft()).isEmpty();
    assertThat(other.at(APRIL).planLeft()).contains(105L);
  }

  /// P6: plans aren't moved within a period, in either order of the two payments.
  @Test
  void a_term_of_another_owner_within_the_period_counts_for_the_current_owner() {
    for (boolean late : new boolean[] {false, true}) {
      InMemoryTable table = new InMemoryTable();
      Account first = Account.of("mia", OUTSMART, table);
      Account other = Account.of("ben", OUTSMART, table);
      if (late) {
        other.given(paid("plus", NOW, APRIL));
        assertThat(planLeft(other)).isEqualTo(300);
      }
      first.given(paid("solo", MARCH, APRIL));
      other.given(paid("plus", NOW, APRIL));

      assertThat(planLeft(first)).isEqualTo(300);
      assertThat(other.planLeft()).isEmpty();
    }
  }

  @Test
  void a_paid_plan_ends_the_trial_and_no_trial_follows_it() {
    Account account = Account.on(AI_EMPLOYEE).given(run("reply"));

    account.given(paid("starter", MARCH, APRIL));

    assertThat(account.left()).containsExactly(500L);
    account.given(ended(NOW));
    assertThat(account.total()).isZero();
    assertThat(account.charge("late", "reply")).isInstanceOf(OutOfCredits.class);
  }

  private static Account subscriber() {
    return Account.on(OUTSMART).given(paid("solo", MARCH, APRIL));
  }

  private static long planLeft(Account account) {
    return account.planLeft().orElseThrow();
  }
}
