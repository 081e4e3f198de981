package dev.drawdown.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.local.Chromium;
import dev.drawdown.local.Chromium.Step;
import dev.drawdown.local.RunningService;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/// AI Employee's demo in a real browser: the pages keep the sentences of its guide, and every
/// purchase goes through the checkout.
class EmployeePagesTest extends DemoBrowser {
  @Test
  @Seen({
    "An AI reply or command costs 1 credit.",
    "A website knowledge sync costs 25 credits.",
    "Your current balance and monthly allowance are shown in credits & top-ups.",
    "Go to your AI usage area and open credits & top-ups to see your current balance and remaining"
        + " monthly allowance."
  })
  void replies_commands_and_syncs_cost_the_credits_on_their_buttons() {
    browser.open("/demo/ai-employee", "fern");
    browser.see("[data-action='reply'] credits-pill", "1 credit · 100 left");

    browser.click("[data-action='reply']");
    browser.see("credits-note[for-action='reply']", "1 credit used, 99 left");
    browser.click("[data-action='command']");
    browser.see("credits-note[for-action='command']", "1 credit used, 98 left");
    browser.click("[data-action='website.sync']");
    browser.see("credits-note[for-action='website.sync']", "25 credits used, 73 left");
    browser.click(".top a", "Credits & top-ups");

    browser.see("credits-panel", "73 credits left");
    browser.see("credits-panel", "27 of 100 credits used, 73 left");
  }

  @Test
  @Seen({
    "Select a one-time pack sized to how many extra replies or knowledge syncs you expect to need.",
    "Once your monthly allowance and any top-up credits are used, AI replies and knowledge syncs"
        + " pause until your allowance resets at the next billing cycle or you add a top-up pack.",
    "Your inbox, contacts, and other CRM features keep working normally."
  })
  void without_credits_the_inbox_works_and_a_pack_ends_the_pause() {
    browser.open("/demo/ai-employee", "corner").click("[data-action='reply']");
    browser.see("credits-notice[for-action='reply']", "You have no credits left");
    browser.one("#answer").sendKeys("Yes, at nine.");
    browser.click("#send");
    browser.see("#thread .ours", "Yes, at nine.");

    browser.click("[part=action]", "Buy a top-up").arrive("/demo/ai-employee/credits#top-ups");
    browser.see("credits-packs", "Enough for 250 replies or 10 website syncs");
    browser.click("[part=button]", "Buy 250 credits").arrive("/demo/ai-employee/checkout");
    browser.click("button", "Pay").arrive("/demo/ai-employee/credits");

    browser.see("credits-notice", "250 credits added");
    browser.open("/demo/ai-employee", "corner").click("[data-action='reply']");
    browser.see("credits-note[for-action='reply']", "1 credit used, 249 left");
  }

  @Test
  void an_action_that_is_too_expensive_says_so_while_cheaper_ones_run() {
    browser.open("/demo/ai-employee", "maple");

    browser.see("[data-action='website.sync'] credits-pill", "not enough");
    browser.click("[data-action='website.sync']");
    browser.see(
        "credits-notice[for-action='website.sync']", "It costs 25 credits, and you have 12.");
    browser.click("[data-action='reply']");

    browser.see("credits-note[for-action='reply']", "1 credit used, 11 left");
  }

  @Test
  void the_tab_key_reaches_everything_in_order_and_its_place_is_visible() {
    browser.open("/demo/ai-employee/credits", "harbor").see("credits-packs", "250 credits");
    browser.see("credits-ledger", "AI reply");

    List<Step> there = browser.walk(Keys.TAB);
    List<Step> back = browser.walk(Keys.SHIFT, Keys.TAB);

    assertThat(there).extracting(Step::name).isEqualTo(browser.focusable()).hasSizeGreaterThan(10);
    assertThat(back).extracting(Step::name).isEqualTo(browser.focusable().reversed());
    assertThat(there).allSatisfy(step -> assertThat(step.faults()).as(step.name()).isEmpty());
    assertThat(back).allSatisfy(step -> assertThat(step.faults()).as(step.name()).isEmpty());
  }

  @Test
  void the_keyboard_alone_charges_buys_fails_moves_the_clock_and_signs_in_another_person()
      throws Exception {
    try (RunningService own = new RunningService("outsmart")) {
      Chromium page = browser.at(own.address());
      page.open("/demo/ai-employee", "corner").see("[data-action='reply']", "0 left");

      page.reach("Draft a reply").press(Keys.SPACE);
      page.see("credits-notice[for-action='reply']", "You have no credits left");
      page.enter("Buy a top-up").arrive("/demo/ai-employee/credits#top-ups");
      page.enter("Buy 250 credits").arrive("/demo/ai-employee/checkout");
      page.enter("Pay")
          .arrive("/demo/ai-employee/credits")
          .see("credits-notice", "250 credits added");
      page.enter("Let AI actions fail").enter("Inbox").see("h1", "Inbox");
      page.enter("Draft a reply")
          .see("credits-note[for-action='reply']", "1 credit used, 249 left");
      String today = page.text(".stage .num");
      page.enter("Next month").see(".stage .num", text -> !text.equals(today));
      String somebody = page.text(".stage .says");
      page.reach("Signed in as")
          .press(Keys.ARROW_UP)
          .see(".stage .says", text -> !text.equals(somebody));
    }
  }
}
