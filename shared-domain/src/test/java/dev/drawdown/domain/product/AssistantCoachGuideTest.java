package dev.drawdown.domain.product;

import static dev.drawdown.domain.fixtures.CatalogFixtures.ASSISTANT_COACH;
import static dev.drawdown.domain.fixtures.Run.run;
import static dev.drawdown.domain.fixtures.Times.APRIL;
import static dev.drawdown.domain.fixtures.Wallets.credits;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.domain.Credits;
import dev.drawdown.domain.catalog.UsageThresholds.UsageLevel;
import dev.drawdown.domain.charge.Charge;
import dev.drawdown.domain.charge.ChargeResult;
import dev.drawdown.domain.charge.ChargeResult.AlreadyCharged;
import dev.drawdown.domain.charge.ChargeResult.Charged;
import dev.drawdown.domain.charge.ChargeResult.OutOfCredits;
import dev.drawdown.domain.charge.NextSteps;
import dev.drawdown.domain.charge.NextSteps.Step;
import dev.drawdown.domain.fixtures.Account;
import dev.drawdown.domain.reading.Balance.Usage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Assistant Coach: 50 credits a calendar month for every account, and nothing else.
class AssistantCoachGuideTest {
  private final Account coach = Account.on(ASSISTANT_COACH);

  @Test
  @Guide({
    "AI features in Assistant Coach — response drafts and trend analysis — are powered by a"
        + " monthly credit system.",
    "Every coach gets 50 AI credits per calendar month (UTC)."
  })
  void every_coach_has_50_credits_a_month() {
    assertThat(coach.total()).isEqualTo(50);
    assertThat(coach.given(run("checkin.draft").times(50)).total()).isZero();
  }

  @Test
  @Guide({
    "Each AI action costs a set number of credits, and your allowance resets at the start of every"
        + " month.",
    "Different AI features cost different amounts:",
    "Check-in response draft1 credit",
    "Client trend analysis3 credits"
  })
  void a_draft_costs_1_and_a_trend_analysis_3() {
    assertThat(coach.charged(run("checkin.draft")).cost()).isEqualTo(credits(1));
    assertThat(coach.charged(run("trend.analyze")).cost()).isEqualTo(credits(3));
    assertThat(coach.at(APRIL).total()).isEqualTo(50);
  }

  @Test
  @Guide("Credits are deducted when the AI action completes successfully.")
  void credits_are_set_aside_while_it_runs_and_spent_once_it_succeeded() {
    coach.charged("k1", run("trend.analyze").held());
    assertThat(coach.held()).isEqualTo(3);

    coach.capture("k1");

    assertThat(coach.held()).isZero();
    assertThat(coach.after(Duration.ofDays(1)).total()).isEqualTo(47);
  }

  @Test
  @Guide(
      "If something goes wrong mid-generation (a timeout or server error), the credits are returned"
          + " to your balance — you're only charged for successful results.")
  void credits_are_returned_when_something_goes_wrong() {
    coach.charged("error", run("trend.analyze").held());
    coach.refund("error");
    assertThat(coach.total()).isEqualTo(50);

    coach.charged("failed-afterwards", run("trend.analyze"));
    coach.refund("failed-afterwards");
    assertThat(coach.total()).isEqualTo(50);

    coach.charged("timeout", run("trend.analyze").held());
    assertThat(coach.after(Duration.ofMinutes(15)).total()).isEqualTo(50);
  }

  @Test
  @Guide("Credits used — How many credits you've consumed this month")
  void credits_used_are_this_months() {
    coach.given(run("trend.analyze"), run("checkin.draft"));
    assertThat(usage().used()).isEqualTo(credits(4));

    coach.at(APRIL);
    assertThat(usage().used()).isEqualTo(Credits.NONE);
  }

  @Test
  @Guide({
    "Progress bar — Visual indicator of your usage.",
    "It shifts from green to amber past 70%, and red past 90%"
  })
  void the_bar_shifts_past_70_and_past_90_percent() {
    coach.given(run("checkin.draft").times(35));
    assertThat(usage().percent()).isEqualTo(70);
    assertThat(usage().level()).isEqualTo(UsageLevel.OK);

    coach.given(run("checkin.draft"));
    assertThat(usage().level()).isEqualTo(UsageLevel.WARN);

    coach.given(run("checkin.draft").times(9));
    assertThat(usage().percent()).isEqualTo(90);
    assertThat(usage().level()).isEqualTo(UsageLevel.WARN);

    coach.given(run("checkin.draft"));
    assertThat(usage().level()).isEqualTo(UsageLevel.CRITICAL);
  }

  @Test
  @Guide("Reset date — When your credits refresh (always the 1st of the next month, midnight UTC)")
  void the_reset_date_is_the_next_1st() {
    assertThat(usage().resetsAt()).contains(APRIL);
    assertThat(coach.at(APRIL).balance().usage().resetsAt().orElseThrow())
        .hasToString("2026-05-01T00:00:00Z");
  }

  @Test
  @Guide(
      "You'll also see a small credit note after each AI action (draft generation or trend"
          + " analysis) showing how many credits that action consumed and how many you have left.")
  void an_action_answers_with_used_and_remaining_credits() {
    ChargeResult result = coach.charge("k1", "trend.analyze");

    Charged charged = (Charged) result;
    assertThat(charged.charge().cost()).isEqualTo(credits(3));
    assertThat(charged.available().total()).isEqualTo(credits(47));
  }

  @Test
  @Guide({
    "When you've used all your credits for the month:",
    "AI buttons remain visible, but attempting to use them will show an inline message explaining"
        + " that credits are exhausted",
    "The message tells you when credits will refresh",
    "No error toast or disruptive popup — just a calm notice in context"
  })
  void the_out_of_credits_answer_states_when_credits_refresh() {
    coach.given(run("checkin.draft").times(50));

    ChargeResult result = coach.charge("k1", "checkin.draft");

    NextSteps next = ((OutOfCredits) result).next();
    assertThat(next).isEqualTo(new NextSteps(Optional.of(APRIL), List.of(new Step.Wait(APRIL))));
    assertThat(coach.total()).isZero();
  }

  @Test
  @Guide("Your existing drafts and analysis results are unaffected")
  void paid_results_stay_paid() {
    Charge draft = coach.charged("k1", run("checkin.draft"));
    coach.given(run("checkin.draft").times(49));

    ChargeResult again = coach.charge("k1", "checkin.draft");

    assertThat(((AlreadyCharged) again).charge()).isEqualTo(draft);
  }

  @Test
  @Guide({
    "Credits reset on the 1st of each month at midnight UTC.",
    "Unused credits do not roll over — each month starts fresh at 50."
  })
  void each_month_starts_fresh_at_50() {
    coach.given(run("checkin.draft").times(20));

    assertThat(coach.at("2026-03-31T23:59:59.999Z").total()).isEqualTo(30);
    assertThat(coach.at("2026-04-01T00:00:00.000Z").total()).isEqualTo(50);
    assertThat(coach.at("2026-09-01T00:00:00.000Z").total()).isEqualTo(50);
  }

  @Test
  @Guide({
    "Response drafts are cheap.",
    "At 1 credit each, you can draft responses for most of your roster every week and still have"
        + " credits left."
  })
  void ten_drafts_a_week_leave_credits() {
    for (String week : List.of("04", "11", "18", "25")) {
      coach.at("2026-03-" + week + "T09:00:00Z").given(run("checkin.draft").times(10));
    }

    assertThat(coach.total()).isEqualTo(10);
  }

  @Test
  @Guide(
      "At 3 credits, it's designed for periodic deep dives — not something you'd run on every"
          + " client every week.")
  void sixteen_trend_analyses_fit_into_a_month() {
    coach.given(run("trend.analyze").times(16));

    assertThat(coach.charge("k1", "trend.analyze")).isInstanceOf(OutOfCredits.class);
    assertThat(coach.total()).isEqualTo(2);
  }

  @Test
  @Guide("Each regeneration costs another credit.")
  void every_run_on_the_same_check_in_costs() {
    coach.given(run("checkin.draft").on("checkin-1"), run("checkin.draft").on("checkin-1"));

    assertThat(coach.total()).isEqualTo(48);
  }

  private Usage usage() {
    return coach.balance().usage();
  }
}
