package dev.drawdown.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.local.Chromium;
import dev.drawdown.local.Developer;
import dev.drawdown.local.RunningService;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Assistant Coach's demo in a real browser: the pages keep the sentences of its guide.
class CoachPagesTest extends DemoBrowser {
  @ParameterizedTest(name = "{0}: {1}, {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          rae | 31 of 50 credits used, 19 left | 21, 128, 61
          sam | 37 of 50 credits used, 13 left | 180, 83, 9
          tia | 46 of 50 credits used, 4 left  | 185, 28, 28
          tom | 50 of 50 credits used, 0 left  | 185, 28, 28
          """)
  @Seen({
    "Go to Settings and look for the AI Usage section.",
    "Credits used — How many credits you've consumed this month",
    "Progress bar — Visual indicator of your usage.",
    "It shifts from green to amber past 70%, and red past 90%",
    "Reset date — When your credits refresh (always the 1st of the next month, midnight UTC)"
  })
  void settings_show_credits_used_a_bar_and_the_reset(String who, String used, String colour) {
    browser.open("/demo/assistant-coach", who).click(".top a", "Settings");

    browser.see("#ai-usage h2", "AI Usage");
    browser.see("credits-panel", used);
    browser.see("credits-panel", "Credits refresh on " + nextMonth() + " at 00:00 UTC");
    assertThat(browser.one("[role=meter]").getDomAttribute("aria-valuetext")).isEqualTo(used);
    assertThat(browser.one("[part=fill]").getCssValue("background-color")).contains(colour);
  }

  private static String nextMonth() {
    return Instant.now()
        .atZone(ZoneOffset.UTC)
        .plusMonths(1)
        .withDayOfMonth(1)
        .format(DateTimeFormatter.ofPattern("MMMM d", Locale.ENGLISH));
  }

  @Test
  void settings_show_the_usage_by_action_and_day() {
    browser.open("/demo/assistant-coach/settings", "sam");

    browser.see("credits-usage", "37 credits");
    browser.see("credits-usage", "Response draft");
    browser.see("credits-usage", "Trend analysis");
  }

  @Test
  @Seen({
    "You'll also see a small credit note after each AI action (draft generation or trend analysis)"
        + " showing how many credits that action consumed and how many you have left.",
    "Each regeneration costs another credit."
  })
  void after_each_action_a_note_shows_the_used_and_the_left_credits() {
    browser.open("/demo/assistant-coach", "uma");

    browser.click("[data-action='checkin.draft']");
    browser.see("credits-note[for-action='checkin.draft']", "1 credit used, 49 left");
    String first = browser.value("#draft");
    browser.click("[data-action='trend.analyze']");
    browser.see("credits-note[for-action='trend.analyze']", "3 credits used, 46 left");
    browser.click("[data-action='checkin.draft']");

    browser.see("credits-note[for-action='checkin.draft']", "1 credit used, 45 left");
    assertThat(browser.value("#draft")).isNotEqualTo(first);
    browser.see("#trend", "Weight is down 2.1 kg");
  }

  @Test
  @Seen(
      "If something goes wrong mid-generation (a timeout or server error), the credits are returned"
          + " to your balance — you're only charged for successful results.")
  void a_failed_action_returns_its_credits() {
    browser.open("/demo/assistant-coach", "rae");
    browser.see("[data-action='trend.analyze'] credits-pill", "3 credits · 19 left");

    browser.click(".stage button", "Let AI actions fail").click("[data-action='trend.analyze']");

    browser.see("credits-note[for-action='trend.analyze']", "3 credits returned, 19 left");
    browser.see(".ai:has([data-action='trend.analyze']) .failed", "That didn’t work");
    browser.see("[data-action='trend.analyze'] credits-pill", "3 credits · 19 left");
    assertThat(browser.all("#trend")).isEmpty();
  }

  @Test
  void a_click_after_a_lost_answer_is_charged_once() throws Exception {
    try (RunningService own = new RunningService("assistant-coach")) {
      Chromium page = browser.at(own.address());
      page.open("/demo/assistant-coach", "rae");
      page.see("[data-action='trend.analyze'] credits-pill", "3 credits · 19 left");
      page.run(LOSE_THE_NEXT_ANSWER);

      page.click("[data-action='trend.analyze']");
      page.see(".ai:has([data-action='trend.analyze']) .failed", "you pay only once");
      assertThat(page.all("#trend")).isEmpty();
      page.click("[data-action='trend.analyze']");

      page.see("#trend", "Weight is down 2.1 kg");
      page.see("[data-action='trend.analyze'] credits-pill", "3 credits · 16 left");
      assertThat(page.text(".ai:has([data-action='trend.analyze'])")).doesNotContain("only once");
    }
  }

  private static final String LOSE_THE_NEXT_ANSWER =
      """
      const real = window.fetch;
      window.fetch = async (address, ...rest) => {
        const answer = await real(address, ...rest);
        if (!String(address).endsWith("/ai")) return answer;
        window.fetch = real;
        throw new TypeError("the answer was lost");
      };
      """;

  @Test
  @Seen({
    "When you've used all your credits for the month:",
    "AI buttons remain visible, but attempting to use them will show an inline message explaining"
        + " that credits are exhausted",
    "The message tells you when credits will refresh",
    "No error toast or disruptive popup — just a calm notice in context",
    "Your existing drafts and analysis results are unaffected"
  })
  void without_credits_a_calm_notice_says_so_in_place() {
    browser.open("/demo/assistant-coach", "tom");
    browser.one("#draft").sendKeys("My own words.");
    assertThat(browser.all("[data-action]")).hasSize(2);

    browser.click("[data-action='checkin.draft']");

    String notice = "credits-notice[for-action='checkin.draft']";
    browser.see(notice, "You have no credits left");
    browser.see(notice, "Credits refresh on " + nextMonth() + " at 00:00 UTC.");
    browser.see(notice, "What you have made so far stays as it is.");
    assertThat(browser.one(notice).getRect().y)
        .isGreaterThan(browser.one("[data-action='checkin.draft']").getRect().y);
    assertThat(browser.focusedText()).startsWith("Draft a response");
    assertThat(browser.all("dialog, [role=alert], [role=dialog], [role=alertdialog]")).isEmpty();
    assertThat(browser.value("#draft")).isEqualTo("My own words.");
  }

  @Test
  void usage_is_for_the_last_days_by_the_services_clock() throws Exception {
    try (RunningService own = new RunningService("outsmart");
        Developer developer = Developer.at(own.address())) {
      Chromium page = browser.at(own.address());
      page.open("/demo/assistant-coach/settings", "sam").see("credits-usage", "37 credits");

      Object now = developer.advance("P3M").see("/__dev/clock").at("now");
      page.open("/demo/assistant-coach/settings", "sam");

      String today =
          DateTimeFormatter.ofPattern("MMM d, uuuu", Locale.ENGLISH)
              .withZone(ZoneOffset.UTC)
              .format(Instant.parse((String) now));
      page.see("credits-usage", " to " + today + " (UTC)");
      page.see("credits-usage", text -> text.contains("0 credits") && !text.contains("37 credits"));
    }
  }
}
