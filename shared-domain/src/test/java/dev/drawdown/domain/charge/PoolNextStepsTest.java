package dev.drawdown.domain.charge;

import static dev.drawdown.domain.fixtures.CatalogFixtures.simple;
import static dev.drawdown.domain.fixtures.Facts.cancelled;
import static dev.drawdown.domain.fixtures.Facts.ended;
import static dev.drawdown.domain.fixtures.Facts.failed;
import static dev.drawdown.domain.fixtures.Facts.givenUp;
import static dev.drawdown.domain.fixtures.Facts.paid;
import static dev.drawdown.domain.fixtures.Run.run;
import static dev.drawdown.domain.fixtures.Times.APRIL;
import static dev.drawdown.domain.fixtures.Times.MARCH;
import static dev.drawdown.domain.fixtures.Times.MAY;
import static dev.drawdown.domain.fixtures.Times.NOW;
import static dev.drawdown.domain.fixtures.Times.utc;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.domain.charge.ChargeResult.OutOfCredits;
import dev.drawdown.domain.charge.NextSteps.Step;
import dev.drawdown.domain.fixtures.Account;
import dev.drawdown.domain.fixtures.Office;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// V3: a pool's member gets only advice that would let the charge succeed.
class PoolNextStepsTest {
  private static final Step TOP_UP = new Step.TopUp(Optional.empty());
  private static final Step CHOOSE_PLAN = new Step.ChoosePlan(Optional.empty());
  private static final Step WAIT = new Step.Wait(APRIL);

  private final Office office = Office.paid(simple().pool("office", 10, 3));
  private final Account mia = office.member("mia");

  @Test
  void waiting_helps_if_the_pools_next_period_covers_the_cost() {
    mia.charged(run(9));

    assertThat(next(mia, 10)).isEqualTo(new NextSteps(Optional.of(APRIL), List.of(WAIT, TOP_UP)));
  }

  @Test
  void waiting_does_not_help_if_the_pools_next_period_is_too_small() {
    assertThat(next(mia, 11)).isEqualTo(new NextSteps(Optional.of(APRIL), List.of(TOP_UP)));
  }

  @Test
  void waiting_counts_the_members_own_credits() {
    mia.topUp(5).charged(run(12));

    assertThat(next(mia, 13).steps()).containsExactly(WAIT, TOP_UP);
    assertThat(next(mia, 14).steps()).containsExactly(TOP_UP);
  }

  @Test
  void waiting_counts_the_members_cap_in_the_next_period() {
    Account ben = office.member("ben", 4);
    ben.charged(run(4));

    assertThat(next(ben, 4).steps()).containsExactly(WAIT, TOP_UP);
    assertThat(next(ben, 5).steps()).containsExactly(TOP_UP);
  }

  @Test
  void a_first_term_of_the_pool_that_is_paid_ahead_is_waited_for() {
    Office ahead = Office.on(simple().pool("office", 10, 3)).given(paid("office", APRIL, MAY));
    Account ann = ahead.member("ann");
    Account ben = ahead.member("ben", 4);

    assertThat(next(ann, 10)).isEqualTo(new NextSteps(Optional.of(APRIL), List.of(WAIT, TOP_UP)));
    assertThat(next(ann, 11).steps()).containsExactly(TOP_UP);
    assertThat(next(ben, 4).steps()).containsExactly(WAIT, TOP_UP);
    assertThat(next(ben, 5).steps()).containsExactly(TOP_UP);
  }

  /// O2: only a refill of the displayed plan begins a new period.
  @Test
  void a_member_at_the_cap_waits_for_the_next_period_and_not_for_another_plans_refresh() {
    Office two =
        Office.on(simple().refilledPool("year", 100, 1).pool("extra", 50, 1))
            .given(paid("sub-1", "year", MARCH, utc("2027-03-01T00:00:00Z")))
            .given(paid("sub-2", "extra", MARCH, utc("2026-03-25T00:00:00Z")));
    Account ann = two.member("ann", 30);
    ann.charged(run(29));

    assertThat(next(ann, 2).steps()).containsExactly(WAIT, TOP_UP);
  }

  @Test
  void waiting_uses_the_plans_size_and_bonus_over_all_shards() {
    office.underCatalog(simple().pool("office", 12, 2));

    assertThat(next(mia, 12).steps()).containsExactly(WAIT, TOP_UP);
    assertThat(next(mia, 13).steps()).containsExactly(TOP_UP);
  }

  @Test
  void waiting_is_not_advised_for_a_cancelled_failed_or_suspended_pool() {
    Office cancelled = spent().given(cancelled(NOW, APRIL));
    Office failed = spent().at(APRIL).given(failed(APRIL));
    Office suspended = spent().at(APRIL).given(givenUp(APRIL));
    Office overdue = spent().at("2026-04-03T00:00:00Z");

    for (Office pool : new Office[] {cancelled, failed, suspended, overdue}) {
      assertThat(next(pool.member("ben"), 1))
          .isEqualTo(new NextSteps(Optional.empty(), List.of(TOP_UP)));
    }
  }

  @Test
  void waiting_is_not_advised_for_an_ended_pool() {
    Office gone = spent().given(ended(NOW));

    assertThat(next(gone.member("ben"), 1).refreshesAt()).isEmpty();
  }

  /// The answer states the earlier of the two refreshes; the step is the one that covers the cost.
  @Test
  void a_member_waits_for_the_first_refresh_that_covers_the_cost() {
    Instant ownEnd = utc("2026-03-20T00:00:00Z");
    Office both = Office.paid(simple().paid("solo", 3, 0).pool("office", 10, 3));
    Account ben = both.member("ben").given(paid("sub-ben", "solo", MARCH, ownEnd));
    ben.charged(run(13));

    assertThat(next(ben, 3))
        .isEqualTo(new NextSteps(Optional.of(ownEnd), List.of(new Step.Wait(ownEnd), TOP_UP)));
    assertThat(next(ben, 4).steps()).containsExactly(WAIT, TOP_UP);
    assertThat(next(ben, 13).steps()).containsExactly(WAIT, TOP_UP);
    assertThat(next(ben, 14).steps()).containsExactly(TOP_UP);
  }

  @Test
  void waiting_for_the_own_allowance_counts_the_pools_remaining_credits() {
    Instant ownEnd = utc("2026-03-20T00:00:00Z");
    Office both = Office.paid(simple().paid("solo", 3, 0).pool("office", 10, 3));
    Account ben = both.member("ben").given(paid("sub-ben", "solo", MARCH, ownEnd));
    ben.charged(run(7));

    assertThat(next(ben, 9).steps()).containsExactly(new Step.Wait(ownEnd), TOP_UP);
    assertThat(next(ben, 10).steps()).containsExactly(WAIT, TOP_UP);
  }

  /// O2, H2: a hold counts towards the cap until it expires.
  @Test
  void waiting_counts_holds_that_will_have_expired() {
    Instant ownEnd = utc("2026-03-20T00:00:00Z");
    Office both = Office.paid(simple().paid("solo", 3, 0).pool("office", 10, 3));
    Account ben = both.member("ben", 4).given(paid("sub-ben", "solo", MARCH, ownEnd));
    ben.charged(run(7).held(Duration.ofHours(1)));

    assertThat(next(ben, 7).steps()).contains(new Step.Wait(ownEnd));
    assertThat(next(ben, 8).steps()).doesNotContain(new Step.Wait(ownEnd));
  }

  @Test
  void a_plan_is_offered_if_it_covers_the_cost_with_the_allowance() {
    Office both = Office.paid(simple().paid("solo", 3, 0).pool("office", 10, 3));
    Account ben = both.member("ben");

    assertThat(next(ben, 13).steps()).contains(CHOOSE_PLAN);
    assertThat(next(ben, 14).steps()).doesNotContain(CHOOSE_PLAN);
  }

  @Test
  void a_pools_plan_is_offered_to_no_member() {
    Office gone = spent().given(ended(NOW));

    assertThat(next(gone.member("ben"), 1).steps()).containsExactly(TOP_UP);
  }

  /// V4: a quote uses the same decision as a charge.
  @Test
  void a_quote_changes_nothing() {
    mia.charged(run(9));
    long before = mia.balance().version();

    NextSteps first = next(mia, 10);

    assertThat(next(mia, 10)).isEqualTo(first);
    assertThat(mia.balance().version()).isEqualTo(before);
    assertThat(office.left()).isEqualTo(1);
  }

  /// An office whose pool has no credits left.
  private static Office spent() {
    Office office = Office.paid(simple().pool("office", 10, 3));
    office.member("spender").charged(run(10));
    return office;
  }

  private static NextSteps next(Account account, int cost) {
    return ((OutOfCredits) account.charge("refused", run(cost))).next();
  }
}
