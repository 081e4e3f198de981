package dev.drawdown.domain.renewal;

import static dev.drawdown.domain.fixtures.CatalogFixtures.simple;
import static dev.drawdown.domain.fixtures.Facts.ended;
import static dev.drawdown.domain.fixtures.Facts.failed;
import static dev.drawdown.domain.fixtures.Facts.paid;
import static dev.drawdown.domain.fixtures.Run.run;
import static dev.drawdown.domain.fixtures.Times.APRIL;
import static dev.drawdown.domain.fixtures.Times.MARCH;
import static dev.drawdown.domain.fixtures.Times.MAY;
import static dev.drawdown.domain.fixtures.Times.utc;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.domain.Credits;
import dev.drawdown.domain.billing.Standing;
import dev.drawdown.domain.charge.Charge.Returned;
import dev.drawdown.domain.charge.ChargeResult.OutOfCredits;
import dev.drawdown.domain.charge.Refunding.RefundResult.AlreadyBack;
import dev.drawdown.domain.charge.Refunding.RefundResult.Refunded;
import dev.drawdown.domain.fixtures.Account;
import dev.drawdown.domain.ledger.Audit;
import dev.drawdown.domain.ledger.Bucket;
import dev.drawdown.domain.ledger.EntryKind;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// P8: the default plan grants its amount once a calendar month.
class DefaultMonthTest {
  private static final Instant JUNE = MAY.plus(Duration.ofDays(31));

  private final Account account = Account.on(simple().monthly(50).paid("solo", 100, 0));

  @Test
  void three_subscriptions_in_a_month_grant_the_default_month_once() {
    long spent = 0;
    for (int round = 1; round <= 3; round++) {
      spent += 15;
      account.given(run(15)).after(Duration.ofDays(1));
      account.given(paid("sub-" + round, "solo", account.clock(), APRIL));
      assertThat(account.left()).containsExactly(100L);
      account.after(Duration.ofDays(1)).given(ended("sub-" + round, account.clock()));
      assertThat(account.left()).containsExactly(50 - spent);
    }

    account.given(run(5));
    assertThat(account.charge("more", run(1))).isInstanceOf(OutOfCredits.class);
    assertThat(account.at(APRIL).left()).containsExactly(50L);
    requireAudited();
  }

  @Test
  void a_spent_default_month_stays_spent() {
    account.given(run(50)).given(paid("solo", account.clock(), APRIL));

    account.after(Duration.ofDays(1)).given(ended(account.clock()));

    assertThat(account.total()).isZero();
    assertThat(account.charge("more", run(1))).isInstanceOf(OutOfCredits.class);
  }

  @Test
  void a_return_in_another_month_gets_that_months_amount_only() {
    account.given(run(20)).given(paid("solo", MARCH, APRIL));

    account.at("2026-04-10T00:00:00Z").given(ended(account.clock()));

    assertThat(account.left()).containsExactly(50L);
    assertThat(account.at("2026-08-10T00:00:00Z").left()).containsExactly(50L);
    requireAudited();
  }

  /// The account had left 30 credits of March and 35 of April.
  @Test
  void a_second_return_gets_the_credits_left_of_its_own_month() {
    account.given(run(20)).given(paid("sub-1", "solo", MARCH, APRIL));
    account.at(APRIL).given(ended("sub-1", APRIL)).given(run(15));
    account.at(APRIL.plusSeconds(60)).given(paid("sub-2", "solo", account.clock(), MAY));

    account.at(APRIL.plusSeconds(120)).given(ended("sub-2", account.clock()));

    assertThat(account.left()).containsExactly(35L);
    requireAudited();
  }

  @Test
  void a_month_that_ended_without_a_default_plan_does_not_return_with_it() {
    account.given(run(20)).given(paid("solo", account.clock(), APRIL));
    account.underCatalog(simple().paid("solo", 100, 0));
    account.after(Duration.ofDays(1)).given(ended(account.clock()));
    account.at("2026-04-10T00:00:00Z").topUp(7);

    account.underCatalog(simple().monthly(50).paid("solo", 100, 0));

    assertThat(account.left()).containsExactly(50L, 7L);
    requireAudited();
  }

  @Test
  void the_entry_of_a_displaced_month_names_the_reason() {
    Account paying = account.given(run(20)).given(paid("solo", MARCH, APRIL));
    Account late = Account.on(simple().monthly(50).paid("solo", 100, 0)).given(run(20));

    late.given(paid("solo", utc("2026-01-01T00:00:00Z"), utc("2026-02-01T00:00:00Z")));

    assertThat(late.balance().standing()).isEqualTo(Standing.SUSPENDED);
    assertThat(expiryReason(paying)).contains("plan-started");
    assertThat(expiryReason(late)).contains("suspended");
  }

  private static Optional<String> expiryReason(Account account) {
    return account.ledger(EntryKind.EXPIRY).getLast().cause().reason();
  }

  @Test
  void credits_refunded_during_another_plan_are_there_after_the_return() {
    account.charged("k", run(20));
    account.given(paid("solo", account.clock(), APRIL));
    assertThat(account.refund("k"))
        .isInstanceOfSatisfying(
            Refunded.class,
            refunded ->
                assertThat(refunded.returned())
                    .isEqualTo(new Returned(Credits.of(20), Credits.NONE)));
    assertThat(account.left()).containsExactly(100L);
    assertThat(account.left()).containsExactly(100L);

    account.given(ended(account.clock()));

    assertThat(account.left()).containsExactly(50L);
    requireAudited();
  }

  @Test
  void credits_refunded_after_the_displaced_month_have_expired() {
    account.charged("k", run(20));
    account.given(paid("solo", account.clock(), utc("2026-04-10T00:00:00Z"))).at(APRIL);

    assertThat(account.refund("k"))
        .isInstanceOfSatisfying(
            Refunded.class,
            refunded ->
                assertThat(refunded.returned())
                    .isEqualTo(new Returned(Credits.NONE, Credits.of(20))));
  }

  /// The hold expires into the displaced month, which is open again when somebody asks.
  @Test
  void a_hold_that_expired_during_another_plan_was_restored() {
    account.charge("k", run(20).held(Duration.ofMinutes(15)));
    account.given(paid("solo", account.clock(), APRIL)).after(Duration.ofMinutes(30));
    account.given(ended(account.clock())).after(Duration.ofMinutes(30));

    assertThat(account.left()).containsExactly(50L);
    assertThat(account.refund("k"))
        .isInstanceOfSatisfying(
            AlreadyBack.class,
            back ->
                assertThat(back.returned()).isEqualTo(new Returned(Credits.of(20), Credits.NONE)));
  }

  /// F1, H3: the displaced month kept the credits of the expired hold until it ended.
  @Test
  void a_release_of_a_hold_that_expired_into_a_displaced_month_answers_the_same_after_the_month() {
    account.charge("k", run(20).held(Duration.ofMinutes(15)));
    account.given(paid("solo", account.clock(), utc("2026-04-10T00:00:00Z")));
    account.after(Duration.ofMinutes(30));
    assertThat(released()).isEqualTo(new Returned(Credits.of(20), Credits.NONE));

    account.at(MAY);

    assertThat(released()).isEqualTo(new Returned(Credits.of(20), Credits.NONE));
  }

  /// T1: a hold that expires at the month's end is too late for the month.
  @Test
  void a_hold_that_expires_at_the_end_of_the_displaced_month_has_expired() {
    account.at(APRIL.minus(Duration.ofMinutes(15)));
    account.charge("k", run(20).held(Duration.ofMinutes(15)));
    account.given(paid("solo", account.clock(), utc("2026-04-10T00:00:00Z"))).at(APRIL);

    assertThat(released()).isEqualTo(new Returned(Credits.NONE, Credits.of(20)));
  }

  @Test
  void a_suspended_account_gets_the_default_plan_only_after_its_subscription_ends() {
    account.given(run(20)).given(paid("solo", MARCH, APRIL)).at(APRIL).given(failed(APRIL));
    account.after(Duration.ofDays(14));
    assertThat(account.balance().standing()).isEqualTo(Standing.SUSPENDED);
    assertThat(account.left()).isEmpty();

    account.given(ended(account.clock()));

    assertThat(account.left()).containsExactly(50L);
    assertThat(account.balance().buckets().getFirst().expiresAt()).contains(MAY);
    assertThat(account.ledger(EntryKind.GRANT))
        .extracting(entry -> entry.postings().getFirst().change())
        .containsExactly(50L, 100L, 50L);
  }

  @Test
  void an_account_past_due_has_the_default_plan_while_another_subscription_is_paid_ahead() {
    account.given(paid("sub-1", "solo", MARCH, APRIL), paid("sub-2", "solo", MAY, JUNE));

    account.at(APRIL.plus(Duration.ofDays(14)));

    assertThat(account.balance().standing()).isEqualTo(Standing.ACTIVE);
    assertThat(account.left()).containsExactly(50L);
    assertThat(account.at(MAY).left()).containsExactly(100L);
  }

  /// The answer to the release of a hold that has expired.
  private Returned released() {
    return ((AlreadyBack) account.refund("k")).returned();
  }

  private void requireAudited() {
    Audit audit = Audit.of(account.advanced().book(), account.ledger().iterator());
    assertThat(audit.consistent()).isTrue();
    assertThat(account.advanced().buckets()).allMatch(bucket -> !(bucket instanceof Bucket.Paid));
  }
}
