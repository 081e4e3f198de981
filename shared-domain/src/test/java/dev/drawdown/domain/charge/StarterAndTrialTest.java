package dev.drawdown.domain.charge;

import static dev.drawdown.domain.fixtures.CatalogFixtures.catalog;
import static dev.drawdown.domain.fixtures.CatalogFixtures.simple;
import static dev.drawdown.domain.fixtures.Run.run;
import static dev.drawdown.domain.fixtures.Times.APRIL;
import static dev.drawdown.domain.fixtures.Times.NOW;
import static dev.drawdown.domain.fixtures.Times.utc;
import static dev.drawdown.domain.fixtures.Wallets.wallet;
import static dev.drawdown.domain.ledger.EntryKind.CHARGE;
import static dev.drawdown.domain.ledger.EntryKind.EXPIRY;
import static dev.drawdown.domain.ledger.EntryKind.GRANT;
import static dev.drawdown.domain.ledger.EntryKind.HOLD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.domain.ChargeId;
import dev.drawdown.domain.charge.ChargeResult.Charged;
import dev.drawdown.domain.charge.ChargeResult.OutOfCredits;
import dev.drawdown.domain.fixtures.Account;
import dev.drawdown.domain.ledger.Entry;
import dev.drawdown.domain.rules.Rules;
import dev.drawdown.domain.wallet.AccountWallet;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// S1, S2: the first charge starts the starter credits and the trial, once ever.
class StarterAndTrialTest {
  private final Account starter = Account.on(simple().starter(10));
  private final Account trial = Account.on(simple().trial(14, 20));

  @Test
  void an_account_that_has_not_charged_reads_as_if_it_had_its_starter_credits() {
    assertThat(starter.total()).isEqualTo(10);
    assertThat(starter.balance().version()).isZero();
    assertThat(starter.ledger()).isEmpty();
  }

  @Test
  void the_first_charge_grants_the_starter_credits() {
    starter.given(run(3));

    assertThat(starter.kinds()).containsExactly(GRANT, CHARGE);
    assertThat(starter.ledger()).extracting(Entry::change).containsExactly(10L, -3L);
    assertThat(starter.total()).isEqualTo(7);
  }

  @Test
  void the_first_hold_grants_the_starter_credits() {
    starter.given(run(3).held());

    assertThat(starter.kinds()).containsExactly(GRANT, HOLD);
  }

  @Test
  void a_refused_or_free_charge_starts_nothing() {
    assertThat(starter.charge("k1", run(11))).isInstanceOf(OutOfCredits.class);
    starter.charge("k2", "look");
    starter.charge("k3", "sing");

    assertThat(starter.ledger()).isEmpty();
    assertThat(starter.total()).isEqualTo(10);
  }

  @Test
  void a_released_hold_or_refunded_charge_still_starts_them() {
    starter.charged("k1", run(3).held());
    starter.refund("k1");

    starter.given(run(10));

    assertThat(starter.ledger(GRANT)).hasSize(1);
    assertThat(starter.total()).isZero();
  }

  @Test
  void starter_credits_are_granted_once_ever_and_never_expire() {
    starter.given(run(6)).at("2046-01-01T00:00:00Z");
    assertThat(starter.total()).isEqualTo(4);

    starter.given(run(4)).at("2066-01-01T00:00:00Z");
    assertThat(starter.charge("k1", run(1))).isInstanceOf(OutOfCredits.class);
    assertThat(starter.total()).isZero();
  }

  @Test
  void a_pack_bought_first_adds_to_the_starter_credits_without_starting_them() {
    starter.topUp(5);

    assertThat(starter.total()).isEqualTo(15);
    assertThat(starter.left()).containsExactly(10L, 5L);
    assertThat(starter.kinds()).containsExactly(GRANT);
  }

  @Test
  void until_the_first_charge_a_trial_reads_as_if_it_started_now() {
    assertThat(trial.total()).isEqualTo(20);
    assertThat(trial.balance().plan().orElseThrow().periodEnd()).contains(NOW.plus(days(14)));

    trial.after(days(30));
    assertThat(trial.balance().plan().orElseThrow().periodEnd()).contains(NOW.plus(days(44)));
    assertThat(trial.ledger()).isEmpty();
  }

  @Test
  void a_trial_starts_with_the_first_charge() {
    trial.after(days(30)).given(run(1));

    trial.after(days(1));

    assertThat(trial.balance().plan().orElseThrow().periodEnd()).contains(NOW.plus(days(44)));
    assertThat(trial.total()).isEqualTo(19);
  }

  @Test
  void a_refused_charge_does_not_start_a_trial() {
    assertThat(trial.charge("k1", run(21))).isInstanceOf(OutOfCredits.class);

    trial.after(days(30));

    assertThat(trial.total()).isEqualTo(20);
  }

  @Test
  void a_trial_expires_exactly_at_its_end() {
    trial.given(run(1));

    trial.after(days(14).minusMillis(1));
    assertThat(trial.total()).isEqualTo(19);
    assertThat(trial.charge("k1", run(1))).isInstanceOf(Charged.class);

    trial.after(Duration.ofMillis(1));
    assertThat(trial.total()).isZero();
    assertThat(trial.ledger(EXPIRY))
        .singleElement()
        .satisfies(entry -> assertThat(entry.at()).isEqualTo(NOW.plus(days(14))));
    assertThat(trial.charge("k2", run(1))).isInstanceOf(OutOfCredits.class);
  }

  @Test
  void a_trial_is_granted_once_ever_even_if_it_was_used_up() {
    trial.given(run(20)).after(days(400));

    assertThat(trial.total()).isZero();
    assertThat(trial.balance().plan()).isEmpty();
    assertThat(trial.charge("k1", run(1))).isInstanceOf(OutOfCredits.class);
  }

  @Test
  void no_trial_starts_after_a_paid_plan() {
    AccountWallet wallet = wallet().topUp(1).trialUsed().build();
    Situation situation = new Situation(wallet, Optional.empty(), Optional.empty());

    ChargeResult result =
        Rules.of(simple().trial(14, 20).build())
            .charging()
            .charge(new ChargeId("k1"), run(2).request(), situation, NOW);

    assertThat(result).isInstanceOf(OutOfCredits.class);
  }

  @Test
  void a_trial_comes_before_the_default_plan_which_follows_it_at_once() {
    Account account = Account.on(catalog().action("run", 1).trial(14, 20).monthly(50));

    account.given(run(5));
    assertThat(account.left()).containsExactly(15L);

    account.after(days(14));
    assertThat(account.left()).containsExactly(50L);
    assertThat(account.balance().plan().orElseThrow().periodEnd()).contains(APRIL);
    assertThat(account.advanced().book().unpaidPlan().orElseThrow().grantedAt())
        .isEqualTo(utc("2026-03-24T12:00:00Z"));
  }

  private static Duration days(int days) {
    return Duration.ofDays(days);
  }
}
