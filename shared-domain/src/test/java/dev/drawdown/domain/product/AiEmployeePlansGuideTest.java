package dev.drawdown.domain.product;

import static dev.drawdown.domain.fixtures.CatalogFixtures.AI_EMPLOYEE;
import static dev.drawdown.domain.fixtures.Facts.custom;
import static dev.drawdown.domain.fixtures.Facts.paid;
import static dev.drawdown.domain.fixtures.Facts.renewed;
import static dev.drawdown.domain.fixtures.Run.run;
import static dev.drawdown.domain.fixtures.Times.APRIL;
import static dev.drawdown.domain.fixtures.Times.MARCH;
import static dev.drawdown.domain.fixtures.Times.MAY;
import static dev.drawdown.domain.fixtures.Times.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.domain.billing.Standing;
import dev.drawdown.domain.charge.ChargeResult.Charged;
import dev.drawdown.domain.charge.ChargeResult.OutOfCredits;
import dev.drawdown.domain.charge.NextSteps.Step;
import dev.drawdown.domain.fixtures.Account;
import dev.drawdown.domain.topup.ToppingUp.TopUpResult.ToppedUp;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// AI Employee: its trial, its plans by billing cycle, and packs for every account.
class AiEmployeePlansGuideTest {
  private final Account business = Account.on(AI_EMPLOYEE);

  @Test
  @Guide(
      "AI is included on every plan, including the 14-day free trial, so you can try the AI"
          + " Employee without a credit card.")
  void ai_is_included_in_the_trial_and_in_every_plan() {
    business.given(run("reply"));

    assertThat(business.balance().plan().orElseThrow().periodEnd())
        .contains(NOW.plus(Duration.ofDays(14)));
    assertThat(business.after(Duration.ofDays(14).minusMillis(1)).total()).isEqualTo(99);
    assertThat(business.after(Duration.ofMillis(1)).total()).isZero();
    for (String plan : List.of("starter", "professional", "scale")) {
      Account.on(AI_EMPLOYEE).given(paid(plan, MARCH, APRIL)).charged(run("reply"));
    }
    Account.on(AI_EMPLOYEE)
        .given(custom("enterprise", 9_000, 1, MARCH, APRIL))
        .charged(run("reply"));
  }

  @Test
  @Guide({
    "Monthly allowances per plan",
    "Each plan resets a fresh allowance of AI credits every billing cycle."
  })
  void every_billing_cycle_brings_a_fresh_allowance() {
    business.given(paid("starter", MARCH, APRIL)).given(run("website.sync")).at(APRIL);

    business.given(renewed("starter", APRIL, MAY));

    assertThat(business.left()).containsExactly(500L);
  }

  @Test
  @Guide("Higher plans include more credits to support higher message volume and larger teams.")
  void higher_plans_include_more_credits() {
    business.given(paid("starter", MARCH, APRIL));
    assertThat(business.left()).containsExactly(500L);

    business.given(paid("professional", NOW, APRIL));
    assertThat(business.left()).containsExactly(2_000L);

    business.given(paid("scale", NOW, APRIL));
    assertThat(business.left()).containsExactly(5_000L);
  }

  @Test
  @Guide({
    "When the pool runs low, the AI keeps working until your allowance is reached, and you can top"
        + " up at any time so service never stops.",
    "If you run through your monthly allowance, you can buy one-time top-up packs to keep the AI"
        + " Employee running without changing your plan."
  })
  void it_works_to_the_last_credit_and_continues_after_a_pack() {
    business.given(paid("starter", MARCH, APRIL)).given(run("website.sync").times(20));
    OutOfCredits refused = (OutOfCredits) business.charge("next", "reply");
    assertThat(refused.next().steps()).contains(new Step.TopUp(AI_EMPLOYEE.links().topUp()));

    assertThat(business.pay("pi_1", "pack-250")).isInstanceOf(ToppedUp.class);

    assertThat(business.charge("next", "reply")).isInstanceOf(Charged.class);
    assertThat(business.left()).containsExactly(0L, 249L);
  }

  @Test
  @Guide(
      "When the pool runs low, the AI keeps working until your allowance is reached, and you can"
          + " top up at any time so service never stops.")
  void an_account_without_a_paid_plan_can_top_up_too() {
    assertThat(business.pay("pi_1", "pack-250")).isInstanceOf(ToppedUp.class);

    business.given(paid("starter", MARCH, APRIL)).at(APRIL.plus(Duration.ofDays(14)));

    assertThat(business.balance().standing()).isEqualTo(Standing.SUSPENDED);
    assertThat(business.pay("pi_2", "pack-250")).isInstanceOf(ToppedUp.class);
    business.given(run("website.sync").times(20));
  }

  @Test
  @Guide({
    "Top-up packs that never expire",
    "Check your balance and buy one-time top-up packs that never expire."
  })
  void packs_never_expire() {
    business.pay("pi_1", "pack-250");
    business.given(run("reply"));

    assertThat(business.at("2046-01-01T00:00:00Z").total()).isEqualTo(250);
  }

  @Test
  @Guide({
    "Choose a top-up pack",
    "Select a one-time pack sized to how many extra replies or knowledge syncs you expect to need."
  })
  void packs_come_in_sizes() {
    business.pay("pi_1", "pack-250");
    business.pay("pi_2", "pack-1000");

    assertThat(business.left()).containsExactly(100L, 250L, 1_000L);
  }

  @Test
  @Guide(
      "Once your monthly allowance and any top-up credits are used, AI replies and knowledge syncs"
          + " pause until your allowance resets at the next billing cycle or you add a top-up"
          + " pack.")
  void without_credits_it_pauses_until_the_next_cycle_or_a_pack() {
    business.given(paid("starter", MARCH, APRIL)).pay("pi_1", "pack-250");
    business.given(run("website.sync").times(30));

    assertThat(business.charge("sync", "website.sync")).isInstanceOf(OutOfCredits.class);
    assertThat(business.charge("reply", "reply"))
        .isInstanceOfSatisfying(
            OutOfCredits.class,
            refused -> {
              assertThat(refused.next().refreshesAt()).contains(APRIL);
              assertThat(refused.next().steps())
                  .contains(new Step.Wait(APRIL), new Step.TopUp(AI_EMPLOYEE.links().topUp()));
            });

    business.pay("pi_2", "pack-250");
    assertThat(business.charge("reply", "reply")).isInstanceOf(Charged.class);
    business.at(APRIL).given(renewed("starter", APRIL, MAY));
    assertThat(business.charge("sync", "website.sync")).isInstanceOf(Charged.class);
  }

  @Test
  @Guide({
    "Do top-up credits get used before my monthly allowance?",
    "No. Your monthly allowance is consumed first, and top-up credits are only drawn down after"
        + " that allowance is gone.",
    "This keeps your purchased credits available for when you truly need them."
  })
  void the_allowance_goes_before_the_packs() {
    business.given(paid("starter", MARCH, APRIL)).pay("pi_1", "pack-250");

    business.given(run("website.sync").times(19));
    assertThat(business.left()).containsExactly(25L, 250L);

    business.given(run("website.sync").times(2));
    assertThat(business.left()).containsExactly(0L, 225L);
  }
}
