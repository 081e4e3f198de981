package dev.drawdown.domain.product;

import static dev.drawdown.domain.fixtures.CatalogFixtures.AI_EMPLOYEE;
import static dev.drawdown.domain.fixtures.Run.run;
import static dev.drawdown.domain.fixtures.Wallets.credits;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.domain.catalog.Action.ActionId;
import dev.drawdown.domain.charge.ChargeResult.UnknownAction;
import dev.drawdown.domain.fixtures.Account;
import org.junit.jupiter.api.Test;

/// AI Employee: the cost of its actions, and the displayed balance.
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
    "The two things that consume credits are:",
    "Phone-number usage is separate from AI credits."
  })
  void no_other_action_is_metered() {
    assertThat(AI_EMPLOYEE.actions().keySet())
        .extracting(ActionId::value)
        .containsExactly("reply", "command", "website.sync");
    assertThat(business.charge("k1", "phone.call")).isInstanceOf(UnknownAction.class);
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
    assertThat(business.planLeft()).contains(475L);
    assertThat(business.balance().usage().granted()).isEqualTo(credits(500));
  }
}
