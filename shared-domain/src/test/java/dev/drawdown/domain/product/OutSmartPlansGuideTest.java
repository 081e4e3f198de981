package dev.drawdown.domain.product;

import static dev.drawdown.domain.fixtures.CatalogFixtures.OUTSMART;
import static dev.drawdown.domain.fixtures.Facts.cancelled;
import static dev.drawdown.domain.fixtures.Facts.ended;
import static dev.drawdown.domain.fixtures.Facts.failed;
import static dev.drawdown.domain.fixtures.Facts.paid;
import static dev.drawdown.domain.fixtures.Facts.renewed;
import static dev.drawdown.domain.fixtures.Run.run;
import static dev.drawdown.domain.fixtures.Times.APRIL;
import static dev.drawdown.domain.fixtures.Times.MARCH;
import static dev.drawdown.domain.fixtures.Times.MAY;
import static dev.drawdown.domain.fixtures.Times.NOW;
import static dev.drawdown.domain.fixtures.Times.justBefore;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.domain.billing.Standing;
import dev.drawdown.domain.charge.ChargeResult;
import dev.drawdown.domain.charge.ChargeResult.OutOfCredits;
import dev.drawdown.domain.charge.ChargeResult.PaymentRequired;
import dev.drawdown.domain.charge.NextSteps.Step;
import dev.drawdown.domain.fixtures.Account;
import dev.drawdown.domain.fixtures.InMemoryTable;
import dev.drawdown.domain.fixtures.Run;
import dev.drawdown.domain.topup.ToppingUp.TopUpResult.PlanRequired;
import dev.drawdown.domain.topup.ToppingUp.TopUpResult.ToppedUp;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// OutSmart: personal plans, their changes, and top-ups.
class OutSmartPlansGuideTest {
  private static final Run LETTER = run("letter.generate").on("doc-1");

  private final InMemoryTable table = new InMemoryTable();
  private final Account practitioner = Account.of("mia", OUTSMART, table);

  @Test
  @Guide(
      "An AI PlanPractitioners who use AI regularlyA monthly bucket of credits in your name, plus a"
          + " small accuracy bonus on every renewal")
  void a_monthly_bucket_and_a_small_bonus_on_every_renewal() {
    subscribe();
    assertThat(planLeft(practitioner)).isEqualTo(100);

    practitioner.at(APRIL).given(renewed("solo", APRIL, MAY));

    assertThat(planLeft(practitioner)).isEqualTo(105);
  }

  @Test
  @Guide({
    "Already used your starter and ready to commit? Go to AI Plans.",
    "The monthly subscription options."
  })
  void after_the_starter_credits_the_only_step_is_to_choose_a_plan() {
    spend(10);

    assertThat(stepsWhenOut()).containsExactly(new Step.ChoosePlan(OUTSMART.links().choosePlan()));
  }

  @Test
  @Guide({
    "Top-up creditsAI Plan subscribers whose monthly bucket runs lowA one-time purchase of extra"
        + " credits that don’t expire",
    "Buy extra credits that don’t expire."
  })
  void top_ups_are_for_subscribers_and_do_not_expire() {
    assertThat(practitioner.pay("pi_1", "pack-50")).isInstanceOf(PlanRequired.class);
    subscribe();
    assertThat(practitioner.pay("pi_1", "pack-50")).isInstanceOf(ToppedUp.class);

    practitioner.given(ended(NOW)).given(LETTER);

    assertThat(practitioner.at("2046-01-01T00:00:00Z").left()).containsExactly(9L, 50L);
  }

  @Test
  @Guide({
    "Got a plan but running low this month? Go to Top-up credits.",
    "Clicked an AI button and saw a “you’re out” panel? Go to When You’re Out of Credits."
  })
  void a_plan_holder_without_credits_can_top_up() {
    subscribe();

    spend(110);

    assertThat(stepsWhenOut()).contains(new Step.TopUp(OUTSMART.links().topUp()));
  }

  @Test
  @Guide({
    "You don’t have to pick one.",
    "A practitioner can have starter credits used up, then start an AI Plan, then buy a top-up"
        + " later in the month, then also draw from the office’s pool."
  })
  void starter_then_plan_then_top_up() {
    spend(10);
    assertThat(practitioner.total()).isZero();

    practitioner.given(paid("solo", NOW, APRIL)).after(Duration.ofDays(7)).pay("pi_1", "pack-50");

    assertThat(practitioner.left()).containsExactly(100L, 0L, 50L);
  }

  @Test
  @Guide(
      "Upgrading a plan mid-month. Your credit balance resets to the new plan’s amount when the new"
          + " plan starts.")
  void upgrading_resets_the_balance_to_the_new_plans_amount() {
    subscribe();
    practitioner.given(LETTER);

    practitioner.given(paid("plus", NOW, APRIL));

    assertThat(planLeft(practitioner)).isEqualTo(300);
  }

  @Test
  @Guide(
      "Cancelling a plan. Your personal AI plan credits are cleared at the end of your current"
          + " billing period.")
  void cancelling_clears_the_plans_credits_at_the_end_of_the_period() {
    subscribe();

    practitioner.given(cancelled(NOW, APRIL));

    assertThat(planLeft(practitioner.at(justBefore(APRIL)))).isEqualTo(100);
    assertThat(practitioner.at(APRIL).planLeft()).isEmpty();
  }

  @Test
  @Guide("Any top-up credits you bought separately stay in your account.")
  void cancelling_leaves_the_top_ups() {
    subscribe();
    practitioner.pay("pi_1", "pack-50");

    practitioner.given(cancelled(NOW, APRIL)).at(APRIL);

    assertThat(practitioner.left()).containsExactly(10L, 50L);
    practitioner.given(run("letter.generate").on("doc").times(60));
  }

  @Test
  @Guide({
    "Removing an AI Plan from one practitioner and adding it for another.",
    "The removed practitioner’s plan credits are cleared. The new practitioner gets a fresh credit"
        + " grant."
  })
  void removing_a_plan_clears_it_and_adding_it_for_another_grants_afresh() {
    Account added = Account.of("ben", OUTSMART, table);
    subscribe();
    practitioner.given(LETTER);

    practitioner.given(ended(NOW));
    added.given(paid("sub-2", "solo", NOW, APRIL));

    assertThat(practitioner.planLeft()).isEmpty();
    assertThat(planLeft(added)).isEqualTo(100);
  }

  @Test
  @Guide("AI Plans can’t be reassigned mid-period; you remove and re-add.")
  void a_subscription_does_not_move_to_another_practitioner() {
    Account other = Account.of("ben", OUTSMART, table);
    subscribe();

    other.given(paid("plus", NOW, APRIL));

    assertThat(other.planLeft()).isEmpty();
    assertThat(planLeft(practitioner)).isEqualTo(300);
    other.at(APRIL).given(renewed("plus", APRIL, MAY));
    assertThat(planLeft(other)).isEqualTo(315);
    assertThat(practitioner.at(APRIL).planLeft()).isEmpty();
  }

  @Test
  @Guide(
      "Renewal failed (card declined). You keep using your existing credit balance for a short"
          + " grace period while OutSmart retries the charge.")
  void a_failed_renewal_leaves_the_balance_for_the_grace() {
    subscribe();

    practitioner.at(APRIL).given(failed(APRIL));

    practitioner.after(Duration.ofDays(14).minusMillis(1)).charged(LETTER);
    assertThat(planLeft(practitioner)).isEqualTo(99);
  }

  @Test
  @Guide("If the retry succeeds, nothing changes for you.")
  void a_retry_that_succeeds_renews() {
    subscribe();
    practitioner.at(APRIL).given(failed(APRIL)).after(Duration.ofDays(3));

    practitioner.given(renewed("solo", APRIL, MAY));

    assertThat(planLeft(practitioner)).isEqualTo(105);
    assertThat(practitioner.balance().standing()).isEqualTo(Standing.ACTIVE);
  }

  @Test
  @Guide(
      "If it doesn’t, the AI features stop working on your next click and you’re routed to update"
          + " your payment method.")
  void a_retry_that_does_not_succeed_routes_to_the_payment_method() {
    subscribe();
    practitioner.pay("pi_1", "pack-50");
    practitioner.at(APRIL).given(failed(APRIL)).after(Duration.ofDays(14));

    assertThat(practitioner.charge("next-click", LETTER))
        .isInstanceOfSatisfying(
            PaymentRequired.class,
            refused ->
                assertThat(refused.next().steps())
                    .containsExactly(
                        new Step.UpdatePaymentMethod(OUTSMART.links().updatePaymentMethod())));
  }

  private void subscribe() {
    practitioner.given(paid("solo", MARCH, APRIL));
  }

  private void spend(int letters) {
    IntStream.range(0, letters)
        .forEach(number -> practitioner.given(run("letter.generate").on("doc-" + number)));
  }

  private List<Step> stepsWhenOut() {
    ChargeResult result = practitioner.charge("out", run("letter.generate").on("another"));
    return ((OutOfCredits) result).next().steps();
  }

  private static long planLeft(Account account) {
    return account.planLeft().orElseThrow();
  }
}
