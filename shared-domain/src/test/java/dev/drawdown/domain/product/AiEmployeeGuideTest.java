package dev.drawdown.domain.product;

import static dev.drawdown.domain.fixtures.Catalogs.AI_EMPLOYEE;
import static dev.drawdown.domain.fixtures.Run.run;
import static dev.drawdown.domain.fixtures.Times.NOW;
import static dev.drawdown.domain.fixtures.Wallets.credits;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.domain.catalog.ActionId;
import dev.drawdown.domain.catalog.PackId;
import dev.drawdown.domain.charging.ChargeResult.Charged;
import dev.drawdown.domain.charging.ChargeResult.OutOfCredits;
import dev.drawdown.domain.charging.ChargeResult.UnknownAction;
import dev.drawdown.domain.charging.NextSteps.Step;
import dev.drawdown.domain.fixtures.Account;
import dev.drawdown.domain.fixtures.Wallets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// AI Employee: plans by billing cycle, a trial of 14 days, and packs for anyone.
class AiEmployeeGuideTest {
  private final Account business = Account.on(AI_EMPLOYEE);

  @Test
  @Guide({
    "A credit is a single unit of metered AI work.",
    "You do not buy or manage credits per channel or per contact, you simply have a pool of credits"
        + " that the AI Employee draws from as it operates on your behalf."
  })
  void every_action_draws_from_the_same_credits() {
    business.given(run("reply").on("sms"), run("reply").on("email"), run("command"));

    assertThat(business.left()).containsExactly(97L);
  }

  @Test
  @Guide({
    "An AI reply or command costs 1 credit.",
    "Each time the AI Employee drafts or sends a reply across a channel, or carries out a command"
        + " you give it, that counts as one credit."
  })
  void a_reply_or_command_costs_1_each_time() {
    assertThat(business.charged(run("reply").on("thread-1")).cost()).isEqualTo(credits(1));
    assertThat(business.charged(run("reply").on("thread-1")).cost()).isEqualTo(credits(1));
    assertThat(business.charged(run("command")).cost()).isEqualTo(credits(1));
  }

  @Test
  @Guide({
    "A website knowledge sync costs 25 credits.",
    "When the AI re-reads your website and FAQs to refresh your Knowledge Hub, that larger job"
        + " costs 25 credits because it processes much more content than a single reply."
  })
  void a_website_sync_costs_25() {
    assertThat(business.charged(run("website.sync")).cost()).isEqualTo(credits(25));
  }

  @Test
  @Guide({
    "Credits are spent on the actual AI actions taken in your account.",
    "Phone-number usage is separate from AI credits."
  })
  void nothing_else_is_metered() {
    assertThat(AI_EMPLOYEE.actions().keySet())
        .extracting(ActionId::value)
        .containsExactly("reply", "command", "website.sync");
    assertThat(business.charge("k1", "phone.call")).isInstanceOf(UnknownAction.class);
  }

  @Test
  @Guide(
      "AI is included on every plan, including the 14-day free trial, so you can try the AI"
          + " Employee without a credit card.")
  void a_trial_of_14_days_starts_with_the_first_action() {
    business.given(run("reply"));

    assertThat(business.balance().plan().orElseThrow().endsAt())
        .isEqualTo(NOW.plus(Duration.ofDays(14)));
    assertThat(business.after(Duration.ofDays(14).minusMillis(1)).total()).isEqualTo(99);
    assertThat(business.after(Duration.ofMillis(1)).total()).isZero();
  }

  @Test
  @Guide("Higher plans include more credits to support higher message volume and larger teams.")
  void higher_plans_include_more() {
    List<Long> sizes =
        AI_EMPLOYEE.plans().values().stream()
            .filter(plan -> plan.isSoldTo(Wallets.OWNER))
            .flatMap(plan -> plan.allowance().stream())
            .map(allowance -> allowance.at(NOW).amount())
            .toList();

    assertThat(sizes).containsExactly(500L, 2_000L, 5_000L);
  }

  @Test
  @Guide({
    "When the pool runs low, the AI keeps working until your allowance is reached, and you can top"
        + " up at any time so service never stops.",
    "If you run through your monthly allowance, you can buy one-time top-up packs to keep the AI"
        + " Employee running without changing your plan."
  })
  void it_works_to_the_last_credit_and_on_after_a_top_up() {
    business.given(run("website.sync").times(4));
    OutOfCredits refused = (OutOfCredits) business.charge("k1", "reply");
    assertThat(refused.next().steps()).contains(new Step.TopUp(AI_EMPLOYEE.links().topUp()));

    business.topUp(250);

    assertThat(business.charge("k1", "reply")).isInstanceOf(Charged.class);
  }

  @Test
  @Guide({
    "Top-up packs that never expire",
    "Check your balance and buy one-time top-up packs that never expire."
  })
  void packs_never_expire() {
    business.topUp(250).given(run("reply"));

    assertThat(business.at("2046-01-01T00:00:00Z").total()).isEqualTo(250);
  }

  @Test
  @Guide(
      "Select a one-time pack sized to how many extra replies or knowledge syncs you expect to"
          + " need.")
  void packs_come_in_sizes() {
    assertThat(AI_EMPLOYEE.packs().byId().get(new PackId("pack-250")).credits())
        .isEqualTo(credits(250));
    assertThat(AI_EMPLOYEE.packs().byId().get(new PackId("pack-1000")).credits())
        .isEqualTo(credits(1_000));
  }

  @Test
  @Guide(
      "Once your monthly allowance and any top-up credits are used, AI replies and knowledge syncs"
          + " pause until your allowance resets at the next billing cycle or you add a top-up"
          + " pack.")
  void with_allowance_and_packs_used_it_pauses_until_a_pack_is_added() {
    business.paid("starter").topUp(250).given(run("website.sync").times(30));

    assertThat(business.charge("k1", "reply")).isInstanceOf(OutOfCredits.class);
    assertThat(business.charge("k2", "website.sync")).isInstanceOf(OutOfCredits.class);

    business.topUp(250);
    assertThat(business.charge("k1", "reply")).isInstanceOf(Charged.class);
  }

  @Test
  @Guide({
    "Your monthly allowance is consumed first, and top-up credits are only drawn down after that"
        + " allowance is gone.",
    "This keeps your purchased credits available for when you truly need them."
  })
  void the_allowance_goes_before_the_top_up() {
    business.paid("starter").topUp(250);

    business.given(run("website.sync").times(19));
    assertThat(business.left()).containsExactly(25L, 250L);

    business.given(run("website.sync").times(2));
    assertThat(business.left()).containsExactly(0L, 225L);
  }

  @Test
  @Guide({
    "Your current balance and monthly allowance are shown in credits & top-ups.",
    "Go to your AI usage area and open credits & top-ups to see your current balance and remaining"
        + " monthly allowance."
  })
  void balance_and_remaining_allowance_are_shown() {
    business.paid("starter").topUp(250).given(run("website.sync"));

    assertThat(business.balance().total()).isEqualTo(credits(725));
    assertThat(business.balance().plan().orElseThrow().remaining()).isEqualTo(credits(475));
    assertThat(business.balance().usage().granted()).isEqualTo(credits(500));
  }
}
