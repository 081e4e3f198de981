package dev.drawdown.domain.reading;

import static dev.drawdown.domain.fixtures.CatalogFixtures.catalog;
import static dev.drawdown.domain.fixtures.CatalogFixtures.simple;
import static dev.drawdown.domain.fixtures.Run.run;
import static dev.drawdown.domain.fixtures.Times.APRIL;
import static dev.drawdown.domain.fixtures.Times.MAY;
import static dev.drawdown.domain.fixtures.Times.NOW;
import static dev.drawdown.domain.fixtures.Times.justBefore;
import static dev.drawdown.domain.fixtures.Wallets.OWNER;
import static dev.drawdown.domain.fixtures.Wallets.credits;
import static dev.drawdown.domain.fixtures.Wallets.unseen;
import static dev.drawdown.domain.fixtures.Wallets.wallet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.domain.billing.Standing;
import dev.drawdown.domain.catalog.DrawOrder.BucketKind;
import dev.drawdown.domain.fixtures.Account;
import dev.drawdown.domain.pool.AvailableCredits;
import dev.drawdown.domain.reading.Balance.Usage;
import dev.drawdown.domain.rules.Rules;
import dev.drawdown.domain.wallet.AccountWallet;
import dev.drawdown.domain.wallet.Drawing.Spendable;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// V1: the balance that people see, with due changes applied.
class BalanceTest {
  private static final Reading READING = Rules.of(simple().monthly(100).build()).reading();

  @ParameterizedTest(name = "{0} of {1} used: {2} %, {3}")
  @CsvSource({
    "0, 100, 0, OK",
    "70, 100, 70, OK",
    "71, 100, 71, WARN",
    "90, 100, 90, WARN",
    "91, 100, 91, CRITICAL",
    "100, 100, 100, CRITICAL",
    "35, 50, 70, OK",
    "36, 50, 72, WARN",
    "45, 50, 90, WARN",
    "46, 50, 92, CRITICAL",
    "71, 101, 70, WARN",
    "70, 101, 69, OK",
    "901, 1000, 90, CRITICAL",
    "1, 3, 33, OK",
    "2, 3, 66, OK",
    "199, 200, 99, CRITICAL",
    "0, 0, 0, OK"
  })
  void percent_rounds_down_and_the_level_is_exact(
      long used, long granted, int percent, String level) {
    AccountWallet wallet = wallet().plan(granted - used, granted).build();

    Usage usage = READING.balance(AvailableCredits.of(wallet), NOW).usage();

    assertThat(usage.percent()).isEqualTo(percent);
    assertThat(usage.level()).hasToString(level);
    assertThat(usage.used()).isEqualTo(credits(used));
    assertThat(usage.granted()).isEqualTo(credits(granted));
  }

  @Test
  void the_total_adds_up_all_buckets_which_show_in_draw_order() {
    AccountWallet wallet = wallet().topUp(5).starter(3, 10).plan(30, 100).build();
    Reading reading = Rules.of(simple().monthly(100).starter(10).build()).reading();

    Balance balance = reading.balance(AvailableCredits.of(wallet), NOW);

    assertThat(balance.owner()).isEqualTo(OWNER);
    assertThat(balance.total()).isEqualTo(credits(38));
    assertThat(balance.buckets())
        .extracting(Spendable::kind)
        .containsExactly(BucketKind.PLAN, BucketKind.STARTER, BucketKind.TOP_UP);
    assertThat(balance.standing()).isEqualTo(Standing.ACTIVE);
  }

  @Test
  void the_total_alone_equals_that_of_the_balance_at_any_time() {
    Reading reading = Rules.of(simple().monthly(100).starter(10).build()).reading();
    AvailableCredits used =
        AvailableCredits.of(wallet().topUp(5).starter(3, 10).plan(30, 100).build());
    AvailableCredits fresh = AvailableCredits.of(unseen());

    assertThat(reading.total(used, justBefore(APRIL))).isEqualTo(credits(38));
    assertThat(reading.total(used, APRIL)).isEqualTo(credits(108));
    assertThat(reading.balance(used, APRIL).total()).isEqualTo(credits(108));
    assertThat(reading.total(fresh, NOW)).isEqualTo(credits(110));
    assertThat(reading.balance(fresh, NOW).total()).isEqualTo(credits(110));
  }

  @Test
  void usage_counts_the_plan_or_else_the_starter_credits_and_never_packs() {
    Reading starterOnly = Rules.of(simple().starter(10).build()).reading();

    assertThat(
            READING
                .balance(AvailableCredits.of(wallet().plan(30, 100).topUp(5).build()), NOW)
                .usage()
                .used())
        .isEqualTo(credits(70));
    assertThat(
            starterOnly
                .balance(AvailableCredits.of(wallet().starter(3, 10).topUp(5).build()), NOW)
                .usage()
                .used())
        .isEqualTo(credits(7));
    assertThat(
            Rules.of(simple().build())
                .reading()
                .balance(AvailableCredits.of(wallet().topUp(5).build()), NOW)
                .usage())
        .extracting(Usage::used, Usage::granted)
        .containsExactly(credits(0), credits(0));
  }

  @Test
  void charges_paid_by_packs_are_not_usage() {
    Account account = Account.on(simple().monthly(100)).topUp(5).given(run(104));

    assertThat(account.balance().usage().used()).isEqualTo(credits(100));
    assertThat(account.balance().usage().percent()).isEqualTo(100);
  }

  @Test
  void holds_count_as_used_until_they_return() {
    Account account = Account.on(simple().monthly(100)).given(run(30).held());

    assertThat(account.held()).isEqualTo(30);
    assertThat(account.total()).isEqualTo(70);
    assertThat(account.balance().usage().used()).isEqualTo(credits(30));

    account.after(Duration.ofMinutes(15));
    assertThat(account.held()).isZero();
    assertThat(account.balance().usage().used()).isEqualTo(credits(0));
  }

  @Test
  void refunds_reduce_usage() {
    Account account = Account.on(simple().monthly(100));
    account.charged("k1", run(30));

    account.refund("k1");

    assertThat(account.balance().usage().used()).isEqualTo(credits(0));
  }

  @Test
  void a_monthly_plan_resets_at_the_end_of_the_month() {
    AccountWallet wallet = wallet().plan(30, 100).build();

    assertThat(READING.balance(AvailableCredits.of(wallet), justBefore(APRIL)).usage().resetsAt())
        .contains(APRIL);
    assertThat(READING.balance(AvailableCredits.of(wallet), APRIL).usage().resetsAt())
        .contains(MAY);
    assertThat(READING.balance(AvailableCredits.of(unseen()), NOW).usage().resetsAt())
        .contains(APRIL);
  }

  @Test
  void starter_credits_and_a_trial_without_a_default_plan_do_not_reset() {
    Reading starter = Rules.of(simple().starter(10).build()).reading();
    Reading trial = Rules.of(simple().trial(14, 20).build()).reading();

    assertThat(starter.balance(AvailableCredits.of(unseen()), NOW).usage().resetsAt()).isEmpty();
    assertThat(trial.balance(AvailableCredits.of(unseen()), NOW).usage().resetsAt()).isEmpty();
  }

  @Test
  void the_plan_shows_when_its_period_ends() {
    assertThat(READING.balance(AvailableCredits.of(wallet().plan(30, 100).build()), NOW).plan())
        .hasValueSatisfying(plan -> assertThat(plan.periodEnd()).contains(APRIL));
  }

  @Test
  void the_version_is_the_number_of_the_last_entry_including_due_ones() {
    AccountWallet wallet = wallet().plan(30, 100).build();

    assertThat(READING.balance(AvailableCredits.of(unseen()), NOW).version()).isZero();
    assertThat(READING.balance(AvailableCredits.of(wallet), NOW).version()).isEqualTo(1);
    assertThat(READING.balance(AvailableCredits.of(wallet), APRIL).version()).isEqualTo(3);
    assertThat(READING.due(wallet, APRIL).entries()).extracting("number").containsExactly(2L, 3L);
  }

  @Test
  void a_clock_that_runs_behind_does_not_bring_a_month_back() {
    AccountWallet wallet = wallet().plan("monthly", 30, 100, MAY).at(APRIL).build();

    assertThat(READING.balance(AvailableCredits.of(wallet), justBefore(APRIL)).usage().resetsAt())
        .contains(MAY);
  }

  @Test
  void a_product_without_any_credits_has_an_empty_balance() {
    Balance balance =
        Rules.of(catalog().action("run", 1).build())
            .reading()
            .balance(AvailableCredits.of(unseen()), NOW);

    assertThat(balance.total()).isEqualTo(credits(0));
    assertThat(balance.buckets()).isEmpty();
  }
}
