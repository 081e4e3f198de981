package dev.drawdown.domain.products;

import static dev.drawdown.domain.fixtures.Catalogs.AI_EMPLOYEE;
import static dev.drawdown.domain.fixtures.Facts.custom;
import static dev.drawdown.domain.fixtures.Facts.paid;
import static dev.drawdown.domain.fixtures.Facts.renewed;
import static dev.drawdown.domain.fixtures.Run.run;
import static dev.drawdown.domain.fixtures.Times.APRIL;
import static dev.drawdown.domain.fixtures.Times.MARCH;
import static dev.drawdown.domain.fixtures.Times.MAY;
import static dev.drawdown.domain.fixtures.Times.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.domain.charging.ChargeResult.OutOfCredits;
import dev.drawdown.domain.charging.NextSteps.Step;
import dev.drawdown.domain.fixtures.Account;
import dev.drawdown.domain.topup.TopUpResult.ToppedUp;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What AI Employee's guide says of its trial, plans and packs.
class AiEmployeePlansGuideTest {
  // "AI is included on every plan, including the 14-day free trial, so you can try the AI Employee
  // without a credit card."
  @Test
  void ai_is_included_in_the_trial_and_in_every_plan() {
    Account trial = Account.on(AI_EMPLOYEE).given(run("reply"));

    assertThat(trial.left()).containsExactly(99L);
    assertThat(trial.balance().plan().orElseThrow().endsAt())
        .isEqualTo(NOW.plus(Duration.ofDays(14)));
    for (String plan : List.of("starter", "professional", "scale")) {
      Account.on(AI_EMPLOYEE).given(paid(plan, MARCH, APRIL)).charged(run("reply"));
    }
    Account.on(AI_EMPLOYEE).given(custom("enterprise", 9_000, 1, MARCH, APRIL));
  }

  // "Each plan resets a fresh allowance of AI credits every billing cycle."
  @Test
  void every_billing_cycle_brings_a_fresh_allowance() {
    Account account = Account.on(AI_EMPLOYEE).given(paid("starter", MARCH, APRIL));
    account.given(run("website.sync")).at(APRIL);

    account.given(renewed("starter", APRIL, MAY));

    assertThat(account.left()).containsExactly(500L);
  }

  // "Higher plans include more credits to support higher message volume and larger teams."
  @Test
  void higher_plans_include_more_credits() {
    Account account = Account.on(AI_EMPLOYEE).given(paid("starter", MARCH, APRIL));

    account.given(paid("professional", NOW, APRIL));
    assertThat(account.left()).containsExactly(2_000L);

    account.given(paid("scale", NOW, APRIL));
    assertThat(account.left()).containsExactly(5_000L);
  }

  // "If you run through your monthly allowance, you can buy one-time top-up packs to keep the AI
  // Employee running without changing your plan."
  @Test
  void packs_keep_it_running_without_changing_the_plan() {
    Account account = Account.on(AI_EMPLOYEE).given(paid("starter", MARCH, APRIL));
    account.given(run("website.sync").times(20));

    assertThat(account.pay("pi_1", "pack-250")).isInstanceOf(ToppedUp.class);

    account.charged(run("reply"));
    assertThat(account.left()).containsExactly(0L, 249L);
  }

  // "Once your monthly allowance and any top-up credits are used, AI replies and knowledge syncs
  // pause until your allowance resets at the next billing cycle or you add a top-up pack."
  @Test
  void everything_used_it_pauses_until_the_next_cycle_or_a_pack() {
    Account account = Account.on(AI_EMPLOYEE).given(paid("scale", MARCH, APRIL));
    account.given(run("website.sync").times(200));

    assertThat(account.charge("paused", "reply"))
        .isInstanceOfSatisfying(
            OutOfCredits.class,
            refused -> {
              assertThat(refused.next().refreshesAt()).contains(APRIL);
              assertThat(refused.next().steps())
                  .contains(new Step.Wait(APRIL), new Step.TopUp(Optional.empty()));
            });
    account.at(APRIL).given(renewed("scale", APRIL, MAY)).charged(run("reply"));
  }

  // "Your monthly allowance is consumed first, and top-up credits are only drawn down after that
  // allowance is gone."
  @Test
  void packs_are_drawn_after_the_allowance() {
    Account account = Account.on(AI_EMPLOYEE).given(paid("starter", MARCH, APRIL));
    account.pay("pi_1", "pack-250");

    account.given(run("website.sync").times(21));

    assertThat(account.left()).containsExactly(0L, 225L);
  }

  // "Top-up packs that never expire"
  @Test
  void packs_never_expire() {
    Account account = Account.on(AI_EMPLOYEE);
    account.pay("pi_1", "pack-250");

    account.after(Duration.ofDays(3650));

    assertThat(account.settled().total().amount()).isEqualTo(250);
  }
}
