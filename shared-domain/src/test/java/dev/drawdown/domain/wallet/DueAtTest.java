package dev.drawdown.domain.wallet;

import static dev.drawdown.domain.fixtures.CatalogFixtures.AI_EMPLOYEE;
import static dev.drawdown.domain.fixtures.CatalogFixtures.OUTSMART;
import static dev.drawdown.domain.fixtures.CatalogFixtures.catalog;
import static dev.drawdown.domain.fixtures.CatalogFixtures.simple;
import static dev.drawdown.domain.fixtures.Facts.cancelled;
import static dev.drawdown.domain.fixtures.Facts.ended;
import static dev.drawdown.domain.fixtures.Facts.failed;
import static dev.drawdown.domain.fixtures.Facts.failedForGood;
import static dev.drawdown.domain.fixtures.Facts.paid;
import static dev.drawdown.domain.fixtures.Run.run;
import static dev.drawdown.domain.fixtures.Times.APRIL;
import static dev.drawdown.domain.fixtures.Times.MAY;
import static dev.drawdown.domain.fixtures.Times.NOW;
import static dev.drawdown.domain.fixtures.Times.justBefore;
import static dev.drawdown.domain.fixtures.Times.utc;
import static dev.drawdown.domain.fixtures.Wallets.unseen;
import static dev.drawdown.domain.fixtures.Wallets.wallet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.domain.fixtures.Account;
import dev.drawdown.domain.fixtures.Office;
import dev.drawdown.domain.ledger.Drawdown;
import dev.drawdown.domain.ledger.EntryKind;
import dev.drawdown.domain.ledger.Hold;
import dev.drawdown.domain.ledger.Reason;
import dev.drawdown.domain.pool.PoolWallet;
import dev.drawdown.domain.rules.Rules;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// T4: a wallet is due when time alone brings an entry, and not before.
class DueAtTest {
  private static final WalletAdvancing FIFTY_A_MONTH =
      Rules.of(catalog().monthly(50).build()).advancing();
  private static final Instant GRACE_ENDS = APRIL.plus(Duration.ofDays(14));
  private static final Instant MINIMUM_GRACE_ENDS = APRIL.plus(Duration.ofDays(3));

  @Test
  void a_touched_allowance_is_due_when_its_month_ends() {
    assertThat(FIFTY_A_MONTH.dueAt(wallet().plan(49, 50).build())).contains(APRIL);
    assertThat(FIFTY_A_MONTH.dueAt(wallet().plan(0, 50).build())).contains(APRIL);
  }

  @Test
  void an_untouched_allowance_that_renews_to_the_same_amount_is_never_due() {
    assertThat(FIFTY_A_MONTH.dueAt(wallet().plan(50).build())).isEmpty();
    assertThat(FIFTY_A_MONTH.dueAt(wallet().plan(50).topUp(7).starter(3, 10).build())).isEmpty();
    assertThat(FIFTY_A_MONTH.dueAt(unseen())).isEmpty();
  }

  @Test
  void an_untouched_allowance_is_due_in_the_first_month_of_another_amount() {
    WalletAdvancing seventyFromMidJune =
        Rules.of(catalog().monthlyFrom("2027-06-10T00:00:00Z", 70).monthly(50).build()).advancing();

    assertThat(seventyFromMidJune.dueAt(wallet().plan(50).build()))
        .contains(utc("2027-07-01T00:00:00Z"));
    assertThat(seventyFromMidJune.dueAt(wallet().plan(70).build())).contains(APRIL);
  }

  @Test
  void an_amount_that_changes_back_within_a_month_does_not_count_as_a_change() {
    WalletAdvancing forTenDays =
        Rules.of(
                catalog()
                    .monthlyFrom("2026-06-10T00:00:00Z", 70)
                    .monthlyFrom("2026-06-20T00:00:00Z", 50)
                    .monthly(50)
                    .build())
            .advancing();

    assertThat(forTenDays.dueAt(wallet().plan(50).build())).isEmpty();
  }

  @Test
  void a_hold_is_due_when_it_expires_if_nothing_is_due_earlier() {
    AccountWallet held = wallet().plan(40, 50).held(5, NOW).held(1, justBefore(NOW)).build();
    AccountWallet heldLong = wallet().plan(40, 50).held(5, MAY).build();
    AccountWallet asleepOtherwise = wallet().plan(50).topUp(1).held(5, MAY).build();

    assertThat(FIFTY_A_MONTH.dueAt(held)).contains(justBefore(NOW));
    assertThat(FIFTY_A_MONTH.dueAt(heldLong)).contains(APRIL);
    assertThat(FIFTY_A_MONTH.dueAt(asleepOtherwise)).contains(MAY);
  }

  @Test
  void a_trial_is_due_at_its_end_unless_it_is_empty() {
    Account fresh = Account.on(AI_EMPLOYEE).given(run("reply"));
    Account spent = Account.on(AI_EMPLOYEE).given(run("reply").times(100));

    assertThat(dueAt(AI_EMPLOYEE, fresh)).isEqualTo(List.of(NOW.plus(Duration.ofDays(14))));
    assertThat(dueAt(AI_EMPLOYEE, spent)).isEmpty();
  }

  @Test
  void a_paid_plan_is_due_when_its_grace_ends_with_or_without_a_known_failure() {
    Account silent = Account.on(OUTSMART).paid("solo");
    Account failed = Account.on(OUTSMART).paid("solo").at(APRIL).given(failed(APRIL));
    Account hopeless = Account.on(OUTSMART).paid("solo").at(APRIL).given(failedForGood(APRIL));

    assertThat(dueAt(OUTSMART, silent)).isEqualTo(List.of(GRACE_ENDS));
    assertThat(dueAt(OUTSMART, failed)).isEqualTo(List.of(GRACE_ENDS));
    assertThat(dueAt(OUTSMART, hopeless)).isEqualTo(List.of(MINIMUM_GRACE_ENDS));
    assertThat(dueAt(OUTSMART, hopeless.at(MINIMUM_GRACE_ENDS))).isEmpty();
  }

  @Test
  void a_renewal_postpones_the_due_time() {
    Account renewed = Account.on(OUTSMART).paid("solo").at(APRIL).given(paid("solo", APRIL, MAY));

    assertThat(dueAt(OUTSMART, renewed)).isEqualTo(List.of(MAY.plus(Duration.ofDays(14))));
  }

  @Test
  void an_account_with_a_parked_event_is_due_when_its_shield_ends() {
    Account parked = Account.on(OUTSMART).paid("solo").at(APRIL).parked();

    assertThat(dueAt(OUTSMART, parked)).isEqualTo(List.of(MAY));
    assertThat(dueAt(OUTSMART, parked.unparked())).isEqualTo(List.of(GRACE_ENDS));
  }

  @Test
  void a_planned_cancellation_and_a_planned_end_are_due_when_they_take_effect() {
    Account cancelled = Account.on(OUTSMART).paid("solo").given(cancelled(NOW, APRIL));
    Account ended = Account.on(OUTSMART).paid("solo").given(ended(NOW.plusSeconds(60)));

    assertThat(dueAt(OUTSMART, cancelled)).isEqualTo(List.of(APRIL));
    assertThat(dueAt(OUTSMART, ended)).isEqualTo(List.of(NOW.plusSeconds(60)));
  }

  @Test
  void a_suspended_account_is_not_due_until_its_subscription_is_over() {
    Account suspended = Account.on(OUTSMART).paid("solo").at(GRACE_ENDS).given(cancelled(NOW, MAY));

    assertThat(dueAt(OUTSMART, suspended)).isEqualTo(List.of(MAY));
    assertThat(dueAt(OUTSMART, suspended.at(MAY))).isEmpty();
  }

  @Test
  void a_primary_shard_is_due_after_its_buckets_change_if_other_shards_follow_it() {
    assertThat(office(3).stored().primary().dueAt()).contains(NOW);
    assertThat(office(1).stored().primary().dueAt()).isEmpty();
  }

  @Test
  void a_primary_shard_is_due_after_a_fact_about_its_subscription() {
    PoolWallet.Primary primary = office(3).stored().primary().withDueAt(Optional.empty());

    assertThat(noted(primary, wallet -> wallet.afterBilling(NOW)).dueAt()).contains(NOW);
    assertThat(noted(primary, wallet -> wallet.with(book -> book.withExhausted(true))).dueAt())
        .isEmpty();
  }

  private static PoolWallet.Primary noted(
      PoolWallet.Primary wallet, UnaryOperator<PoolWallet.Primary> change) {
    return Journal.of(wallet)
        .note(NOW, EntryKind.STANDING, Reason.PAYMENT_FAILED.cause(), change)
        .wallet();
  }

  @Test
  void a_secondary_shard_is_due_only_for_its_holds() {
    WalletAdvancing advancing = Rules.of(OUTSMART).advancing();
    PoolWallet.Secondary secondary = office(3).written().stored().secondaries().getFirst();
    Hold hold = new Hold(2, NOW.plusSeconds(900), Drawdown.NOTHING);

    assertThat(advancing.dueAt(secondary)).isEmpty();
    assertThat(advancing.dueAt(secondary.with(book -> book.with(hold))))
        .contains(NOW.plusSeconds(900));
  }

  private static Office office(int shards) {
    return Office.paid(simple().pool("office", 10, shards));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("dev.drawdown.domain.wallet.AdvancingInStepsTest#seeds")
  void entries_appear_at_the_due_time_and_not_earlier(int seed) {
    AccountWallet wallet = AdvancingInStepsTest.randomWallet(seed);
    WalletAdvancing advancing = Rules.of(AdvancingInStepsTest.CATALOG).advancing();

    Instant dueAt = advancing.dueAt(wallet).orElseThrow();

    assertThat(advancing.advance(wallet, dueAt.minusMillis(1)).steps()).isEmpty();
    assertThat(advancing.advance(wallet, dueAt).entries().getFirst().at()).isEqualTo(dueAt);
  }

  @Test
  void a_recorded_due_time_has_no_effect() {
    AccountWallet noted = wallet().plan(49, 50).build().withDueAt(Optional.of(NOW));

    assertThat(FIFTY_A_MONTH.dueAt(noted)).contains(APRIL);
    assertThat(Rules.of(simple().build()).advancing().dueAt(wallet().topUp(1).build())).isEmpty();
  }

  /// The due time of the account after all changes due by its clock are written.
  private static List<Instant> dueAt(Catalog catalog, Account account) {
    return Rules.of(catalog).advancing().dueAt(account.advanced()).stream().toList();
  }
}
