package dev.drawdown.domain.products;

import static dev.drawdown.domain.fixtures.Catalogs.OUTSMART;
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

import dev.drawdown.domain.charging.ChargeResult.PaymentRequired;
import dev.drawdown.domain.charging.NextSteps.Step;
import dev.drawdown.domain.fixtures.Account;
import dev.drawdown.domain.fixtures.Run;
import dev.drawdown.domain.simulation.ProviderInMemory;
import dev.drawdown.domain.topup.TopUpResult.PlanRequired;
import dev.drawdown.domain.topup.TopUpResult.ToppedUp;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What OutSmart's guide says of plans, their changes and top-ups.
class OutSmartPlansGuideTest {
  private static final Run LETTER = run("letter.generate").on("doc-1");

  // "A monthly bucket of credits in your name, plus a small accuracy bonus on every renewal"
  @Test
  void a_monthly_bucket_and_a_small_bonus_on_every_renewal() {
    Account account = subscriber();
    assertThat(planLeft(account)).isEqualTo(100);

    account.at(APRIL).given(renewed("solo", APRIL, MAY));

    assertThat(planLeft(account)).isEqualTo(105);
  }

  // "A one-time purchase of extra credits that don’t expire"
  @Test
  void extra_credits_that_do_not_expire() {
    Account account = subscriber();
    account.pay("pi_1", "pack-50");

    account.given(ended(NOW)).after(Duration.ofDays(3650));

    assertThat(account.settled().total().amount()).isEqualTo(50);
  }

  // "AI Plan subscribers whose monthly bucket runs low"
  @Test
  void top_ups_are_for_subscribers() {
    assertThat(Account.on(OUTSMART).pay("pi_1", "pack-50")).isInstanceOf(PlanRequired.class);
    assertThat(subscriber().pay("pi_1", "pack-50")).isInstanceOf(ToppedUp.class);
  }

  // "Your credit balance resets to the new plan’s amount when the new plan starts."
  @Test
  void upgrading_resets_the_balance_to_the_new_plans_amount() {
    Account account = subscriber().given(LETTER);

    account.given(paid("plus", NOW, APRIL));

    assertThat(planLeft(account)).isEqualTo(300);
  }

  // "Your personal AI plan credits are cleared at the end of your current billing period."
  @Test
  void cancelling_clears_the_plans_credits_at_the_end_of_the_period() {
    Account account = subscriber().given(cancelled(NOW, APRIL));

    assertThat(planLeft(account.at(justBefore(APRIL)))).isEqualTo(100);
    assertThat(account.at(APRIL).settled().plan()).isEmpty();
  }

  // "Any top-up credits you bought separately stay in your account."
  @Test
  void cancelling_leaves_the_top_ups() {
    Account account = subscriber();
    account.pay("pi_1", "pack-50");

    account.given(cancelled(NOW, APRIL)).at(APRIL);

    assertThat(account.settled().total().amount()).isEqualTo(50);
  }

  // "The removed practitioner’s plan credits are cleared. The new practitioner gets a fresh credit
  // grant."
  @Test
  void removing_a_plan_clears_it_and_adding_it_for_another_grants_afresh() {
    ProviderInMemory provider = new ProviderInMemory();
    Account removed = Account.of("mia", OUTSMART, provider).given(paid("solo", MARCH, APRIL));
    Account added = Account.of("ben", OUTSMART, provider);
    removed.given(LETTER);

    removed.given(ended(NOW));
    added.given(paid("sub-2", "solo", NOW, APRIL));

    assertThat(removed.settled().plan()).isEmpty();
    assertThat(planLeft(added)).isEqualTo(100);
  }

  // "AI Plans can’t be reassigned mid-period; you remove and re-add."
  @Test
  void a_subscription_does_not_move_to_another_practitioner() {
    ProviderInMemory provider = new ProviderInMemory();
    Account.of("mia", OUTSMART, provider).given(paid("solo", MARCH, APRIL));
    Account other = Account.of("ben", OUTSMART, provider);

    other.given(paid("plus", NOW, APRIL));

    assertThat(other.settled().plan()).isEmpty();
  }

  // "You keep using your existing credit balance for a short grace period while OutSmart retries
  // the charge."
  @Test
  void a_failed_renewal_leaves_the_balance_for_a_while() {
    Account account = subscriber().at(APRIL).given(failed(APRIL));

    account.after(Duration.ofDays(13)).charged(LETTER);

    assertThat(planLeft(account)).isEqualTo(99);
  }

  // "If the retry succeeds, nothing changes for you."
  @Test
  void a_retry_that_succeeds_renews() {
    Account account = subscriber().at(APRIL).given(failed(APRIL)).after(Duration.ofDays(3));

    account.given(renewed("solo", APRIL, MAY));

    assertThat(planLeft(account)).isEqualTo(105);
    assertThat(account.balance().standing().label()).isEqualTo("active");
  }

  // "If it doesn’t, the AI features stop working on your next click and you’re routed to update
  // your payment method."
  @Test
  void a_retry_that_does_not_succeed_routes_to_the_payment_method() {
    Account account = subscriber().at(APRIL).given(failed(APRIL)).after(Duration.ofDays(14));

    assertThat(account.charge("next-click", LETTER))
        .isInstanceOfSatisfying(
            PaymentRequired.class,
            refused ->
                assertThat(refused.next().steps())
                    .containsExactly(new Step.UpdatePaymentMethod(Optional.empty())));
  }

  // "A practitioner can have starter credits used up, then start an AI Plan, then buy a top-up
  // later in the month"
  @Test
  void starter_then_plan_then_top_up() {
    Account account = Account.on(OUTSMART);
    for (int letter = 1; letter <= 10; letter++) {
      account.given(run("letter.generate").on("doc-" + letter));
    }
    assertThat(account.total()).isZero();

    account.given(paid("solo", NOW, APRIL)).pay("pi_1", "pack-50");

    assertThat(account.left()).containsExactly(100L, 0L, 50L);
  }

  private static Account subscriber() {
    return Account.on(OUTSMART).given(paid("solo", MARCH, APRIL));
  }

  private static long planLeft(Account account) {
    return account.settled().plan().orElseThrow().remaining().amount();
  }
}
