package dev.drawdown.domain.charge;

import static dev.drawdown.domain.fixtures.CatalogFixtures.simple;
import static dev.drawdown.domain.fixtures.Run.run;
import static dev.drawdown.domain.fixtures.Times.APRIL;
import static dev.drawdown.domain.fixtures.Times.MARCH;
import static dev.drawdown.domain.fixtures.Times.MAY;
import static dev.drawdown.domain.fixtures.Times.utc;
import static dev.drawdown.domain.fixtures.Wallets.credits;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.domain.charge.Charge.Returned;
import dev.drawdown.domain.charge.ChargeResult.Charged;
import dev.drawdown.domain.charge.ChargeResult.OutOfCredits;
import dev.drawdown.domain.fixtures.Account;
import dev.drawdown.domain.fixtures.Facts;
import dev.drawdown.domain.fixtures.Office;
import dev.drawdown.domain.pool.Pool;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// F2, H4, O2, O3, O4, P3, P4, P6, P7, V1: drawn credits belong to the pool period of their draw.
///
/// This holds after any change of the pool or of the membership before a capture or a refund.
class PoolPeriodTest {
  /// One shard, several, and more than the pool has credits.
  private static final int[] SHARDS = {1, 3, 11};

  @ParameterizedTest(name = "{0}: {1} -> {2} left, {3} in the pool, {4} restored, {5} expired")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # given          | steps                                             | left   | pool | restored | expired
          # the pool is renewed
          pool 5, pack 10  | charge 7, april, renewed, refund                  | 5 + 10 | 5 | 2 | 5
          pool 5, pack 10  | charge 7, april, renewed, refund, refund          | 5 + 10 | 5 | 2 | 5
          pool 5, pack 10  | charge 3, april, renewed, refund                  | 5 + 10 | 5 | 0 | 3
          pool 5, pack 10  | at 2026-03-31T23:55:00Z, hold 7, april, renewed, release    | 5 + 10 | 5 | 2 | 5
          pool 5, pack 10  | at 2026-03-31T23:55:00Z, hold 7, april, renewed, wait PT10M, release | 5 + 10 | 5 | 2 | 5
          pool 5, pack 10  | at 2026-03-31T23:55:00Z, hold 7, capture 6, april, renewed, refund   | 5 + 10 | 5 | 1 | 5
          # the pool is upgraded: the difference is added to the same bucket
          pool 5, pack 10  | charge 7, upgraded, refund                        | 10 + 10 | 10 | 7 | 0
          pool 5, pack 10  | hold 7, upgraded, release                         | 10 + 10 | 10 | 7 | 0
          pool 5, pack 10  | upgraded, charge 12, refund                       | 10 + 10 | 10 | 12 | 0
          # the pool is upgraded where that resets the balance
          pool 5, pack 10, resets | charge 7, upgraded, refund                 | 10 + 10 | 10 | 2 | 5
          pool 5, pack 10, resets | hold 7, upgraded, release                  | 10 + 10 | 10 | 2 | 5
          pool 5, pack 10, resets | upgraded, charge 12, refund                | 10 + 10 | 10 | 12 | 0
          # the pool is in grace
          pool 5, pack 10  | charge 7, april, refund                           | 5 + 10 | 5 | 7 | 0
          pool 5, pack 10  | charge 7, april, failed, refund                   | 5 + 10 | 5 | 7 | 0
          pool 5, pack 10  | april, failed, charge 7, refund                   | 5 + 10 | 5 | 7 | 0
          pool 5, pack 10  | april, failed, charge 7, renewed, refund          | 5 + 10 | 5 | 2 | 5
          # the pool is suspended
          pool 5, pack 10  | charge 7, april, given-up, refund                 | 0 + 10 | 5 | 7 | 0
          pool 5, pack 10  | charge 7, april, given-up, refund, renewed        | 5 + 10 | 5 | 7 | 0
          pool 5, pack 10  | charge 4, april, given-up, renewed, refund        | 5 + 10 | 5 | 0 | 4
          pool 5, pack 10  | at 2026-04-03T23:55:00Z, hold 7, given-up, release | 0 + 10 | 5 | 7 | 0
          pool 5, pack 10  | at 2026-04-03T23:55:00Z, hold 7, given-up, wait PT10M, release | 0 + 10 | 5 | 7 | 0
          pool 5, pack 10  | at 2026-04-03T23:55:00Z, hold 7, given-up, wait PT11M, renewed, release | 5 + 10 | 5 | 7 | 0
          pool 5, pack 10  | at 2026-04-03T23:55:00Z, hold 7, given-up, wait PT11M, release, renewed, release | 5 + 10 | 5 | 7 | 0
          pool 5, pack 10  | at 2026-04-03T23:55:00Z, hold 7, given-up, renewed, wait PT10M, release | 5 + 10 | 5 | 2 | 5
          pool 5, pack 10  | at 2026-03-31T23:55:00Z, hold 7, april, renewed, wait PT10M, release, at 2026-05-01T00:00:00Z, renewed, release | 5 + 10 | 5 | 2 | 5
          pool 5, pack 10  | charge 7, at 2026-04-15T00:00:00Z, refund         | 0 + 10 | 5 | 7 | 0
          # the pool ends
          pool 5, pack 10  | charge 7, ended, refund                           | 10     | 0 | 2 | 5
          pool 5, pack 10  | hold 7, ended, release                            | 10     | 0 | 2 | 5
          pool 5, pack 10  | hold 7, ended, wait PT15M, release                | 10     | 0 | 2 | 5
          # the pool is cancelled
          pool 5, pack 10  | charge 7, cancelled, refund                       | 5 + 10 | 5 | 7 | 0
          pool 5, pack 10  | charge 7, cancelled, april, refund                | 10     | 0 | 2 | 5
          pool 5, pack 10  | cancelled, at 2026-03-31T23:55:00Z, hold 7, april, release | 10 | 0 | 2 | 5
          # and the cancellation withdrawn, in time or late
          pool 5, pack 10  | charge 7, cancelled, withdrawn, april, refund     | 5 + 10 | 5 | 7 | 0
          pool 5, pack 10  | charge 7, cancelled, april, withdrawn, refund     | 5 + 10 | 5 | 7 | 0
          pool 5, pack 10  | charge 3, cancelled, april, refund, withdrawn     | 5 + 10 | 5 | 0 | 3
          # the member leaves
          pool 5, pack 10  | charge 7, leave, refund                           | 10     | 5 | 7 | 0
          pool 5, pack 10  | hold 7, leave, release                            | 10     | 5 | 7 | 0
          pool 5, pack 10  | hold 7, leave, wait PT15M, release                | 10     | 5 | 7 | 0
          pool 5, pack 10  | charge 7, leave, april, renewed, refund           | 10     | 5 | 2 | 5
          pool 5, pack 10  | charge 7, leave, ended, refund                    | 10     | 0 | 2 | 5
          """)
  void giving_back_after_a_change(
      String given, String steps, String left, long pool, long restored, long expired) {
    for (int shards : SHARDS) {
      PooledScenario played = new PooledScenario(given + ", shards " + shards).play(steps);

      assertThat(played.left()).as("%d shards", shards).isEqualTo(left);
      assertThat(listed(played.office())).as("%d shards", shards).isEqualTo(pool);
      assertThat(PoolGivingBackTest.returned(played))
          .as("%d shards", shards)
          .isEqualTo(new Returned(credits(restored), credits(expired)));
      assertThat(played.office().audit().consistent()).isTrue();
      assertThat(played.office().held()).isZero();
    }
  }

  /// The credits left in the pool's buckets, frozen ones included.
  private static long listed(Office office) {
    Pool pool = office.advanced();
    return Stream.of(pool.plans(), pool.frozenPlans())
        .flatMap(List::stream)
        .mapToLong(plan -> plan.remaining().amount())
        .sum();
  }

  /// H4: a hold captured after its pool period leaves the next period unchanged.
  @ParameterizedTest(name = "{0}: {1} -> {2} drawn, {3} left")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          pool 5, pack 10 | at 2026-03-31T23:55:00Z, hold 7, april, renewed, capture   | pool 5, top-up 2 | 5 + 8
          pool 5, pack 10 | at 2026-03-31T23:55:00Z, hold 7, april, renewed, capture 6 | pool 5, top-up 1 | 5 + 9
          pool 5, pack 10 | at 2026-03-31T23:55:00Z, hold 7, april, renewed, capture 3 | pool 3           | 5 + 10
          pool 5, pack 10 | hold 7, upgraded, capture 3                                | pool 3           | 7 + 10
          pool 5, pack 10, resets | hold 7, upgraded, capture 3                        | pool 3           | 10 + 10
          pool 5, pack 10 | hold 4, ended, capture 3                                   | pool 3           | 10
          pool 5, pack 10 | at 2026-04-03T23:55:00Z, hold 4, given-up, capture 3         | pool 3          | 0 + 10
          pool 5, pack 10 | at 2026-04-03T23:55:00Z, hold 4, given-up, capture 3, renewed | pool 3         | 5 + 10
          pool 5, pack 10 | cancelled, at 2026-03-31T23:55:00Z, hold 4, april, capture 3 | pool 3        | 10
          pool 5, pack 10 | cancelled, at 2026-03-31T23:55:00Z, hold 4, april, withdrawn, capture 3 | pool 3 | 2 + 10
          pool 5, pack 10 | hold 7, leave, capture 3                                   | pool 3           | 10
          pool 5, pack 10 | hold 7, leave, join, capture 3                             | pool 3           | 2 + 10
          """)
  void capturing_after_a_change(String given, String steps, String drawn, String left) {
    for (int shards : SHARDS) {
      PooledScenario played = new PooledScenario(given + ", shards " + shards).play(steps);

      assertThat(played.answered()).as("%d shards", shards).isEqualTo("Captured");
      assertThat(played.drawn()).as("%d shards", shards).isEqualTo(drawn);
      assertThat(played.left()).as("%d shards", shards).isEqualTo(left);
      assertThat(played.office().held()).isZero();
      assertThat(played.office().audit().consistent()).isTrue();
    }
  }

  /// O2: a cap is for one pool period, and an account that leaves keeps its use.
  @ParameterizedTest(name = "{0}: {1} -> {2} left")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          pool 9, cap 4 | charge 3                                            | 1
          pool 9, cap 4 | charge 3, april                                     | 1
          pool 9, cap 4 | charge 3, april, renewed                            | 4
          pool 9, cap 4 | charge 3, upgraded                                  | 1
          pool 9, cap 4, resets | charge 3, upgraded                          | 1
          pool 9, cap 4 | charge 3, cancelled, april, withdrawn               | 1
          pool 9, cap 4 | charge 3, leave, join 4                             | 1
          pool 9, cap 4 | charge 3, leave, join 2                             | 0
          pool 9, cap 4 | charge 3, leave, refund, join 4                     | 4
          pool 9, cap 4 | hold 3, leave, join 4                               | 1
          pool 9, cap 4 | hold 3, leave, wait PT15M, join 4                   | 4
          pool 9, cap 4 | hold 3, leave, capture 1, join 4                    | 3
          pool 9, cap 4 | charge 3, leave, april, renewed, join 4             | 4
          # what an earlier period's charge gives back lifts no cap
          pool 9, cap 4 | charge 3, april, renewed, spend 2, refund           | 2
          pool 9, cap 4 | charge 3, upgraded, spend 1, refund                 | 3
          pool 9, cap 4 | hold 3, upgraded, spend 1, wait PT15M               | 3
          # raised, lowered, removed
          pool 9, cap 4 | charge 3, join 5                                    | 2
          pool 9, cap 4 | charge 3, join 3                                    | 0
          pool 9, cap 4 | charge 3, join 1                                    | 0
          pool 9, cap 4 | charge 3, join 1, refund                            | 1
          pool 9, cap 4 | charge 3, join                                      | 6
          pool 9, cap 4 | charge 3, join, spend 4, join 8                     | 1
          pool 9        | charge 3, join 4                                    | 1
          """)
  void a_capped_member_draws_its_remaining_allowance(String given, String steps, String left) {
    for (int shards : SHARDS) {
      PooledScenario played = new PooledScenario(given + ", shards " + shards).play(steps);

      assertThat(played.left()).as("%d shards", shards).isEqualTo(left);
    }
  }

  /// O2: each refill begins a new period, even if members drew only from another bucket that is
  /// gone now.
  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void a_refill_of_an_untouched_bucket_begins_a_new_period_for_capped_members(int shards) {
    Office office =
        Office.on(simple().refilledPool("year", 100, shards).pool("extra", 50, shards))
            .given(Facts.paid("sub-1", "year", MARCH, utc("2027-03-01T00:00:00Z")))
            .given(Facts.paid("sub-2", "extra", MARCH, utc("2026-03-25T00:00:00Z")));
    Account ann = office.member("ann", 30);
    ann.charged(run(30));
    assertThat(ann.charge("k", run(1))).isInstanceOf(OutOfCredits.class);

    office.at(APRIL);
    ann.charged(run(20));
    assertThat(ann.drawn("office")).isEqualTo(20);
    ann.charged(run(10));
    assertThat(ann.charge("l", run(1))).isInstanceOf(OutOfCredits.class);

    office.at(MAY).given(Facts.ended("sub-2", MAY));
    ann.charged(run(30));
    assertThat(office.audit().consistent()).isTrue();
  }

  /// O2: the period of an older bucket, which is displayed again, is a new period.
  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void a_cap_counts_after_the_displayed_plan_ends_before_an_older_one(int shards) {
    Office office =
        Office.on(simple().pool("month", 150, shards).pool("year", 100, shards))
            .given(Facts.paid("sub-2", "month", MARCH, APRIL))
            .given(Facts.paid("sub-1", "year", MARCH, utc("2027-03-01T00:00:00Z")));
    Account ann = office.member("ann", 30);
    ann.charged(run(10));
    office.at(APRIL).given(Facts.renewed("sub-2", "month", APRIL, MAY));
    ann.charged(run(30));

    office.at("2026-04-10T00:00:00Z").given(Facts.ended("sub-2", utc("2026-04-10T00:00:00Z")));

    ann.charged(run(30));
    assertThat(ann.charge("more", run(1))).isInstanceOf(OutOfCredits.class);
    assertThat(ann.drawn("office")).isEqualTo(30);
    assertThat(office.audit().consistent()).isTrue();
  }

  /// T4: without any draw, a refill leaves no entry.
  @Test
  void an_unused_pool_is_refilled_without_an_entry() {
    Office office =
        Office.on(simple().refilledPool("year", 100, 1))
            .given(Facts.paid("sub-1", "year", MARCH, utc("2027-03-01T00:00:00Z")));
    int entries = office.ledger().size();

    office.at("2026-12-15T00:00:00Z");

    assertThat(office.ledger()).hasSize(entries);
    assertThat(office.left()).isEqualTo(100);
  }

  @Test
  void a_cap_counts_up_to_the_last_credit_of_a_period() {
    PooledScenario played = new PooledScenario("pool 9, cap 4").play("spend 4, charge 1");

    assertThat(((OutOfCredits) played.answer()).limit()).contains(credits(4));
    assertThat(played.play("april, renewed, charge 4").answer()).isInstanceOf(Charged.class);
  }

  @Test
  void credits_of_a_suspended_pool_can_not_be_spent_until_a_payment_restores_them() {
    PooledScenario played =
        new PooledScenario("pool 5, pack 10").play("charge 2, april, given-up, charge 3");

    assertThat(played.play("spend 3").left()).isEqualTo("0 + 7");
    assertThat(played.office().advanced().left()).isEqualTo(credits(0));
    assertThat(played.office().left()).isZero();
    assertThat(played.play("renewed").office().left()).isEqualTo(5);
  }

  /// O4: an ended pool never makes a cap the reason of a refusal.
  @Test
  void a_suspended_or_ended_pool_never_names_a_cap() {
    for (String change : new String[] {"april, given-up", "ended"}) {
      PooledScenario played = new PooledScenario("pool 9, cap 4").play(change + ", charge 5");

      assertThat(played.answer())
          .isInstanceOfSatisfying(
              OutOfCredits.class,
              refused -> assertThat(refused.limit()).isEqualTo(Optional.empty()));
    }
  }
}
