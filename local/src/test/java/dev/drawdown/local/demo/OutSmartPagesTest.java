package dev.drawdown.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.adapters.http.Reply;
import java.net.http.HttpClient;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Rectangle;
import org.openqa.selenium.WebElement;

/// OutSmart's demo in a real browser: the pages keep the sentences of its guide, and every purchase
/// goes through the checkout.
class OutSmartPagesTest extends DemoBrowser {
  @AutoClose private static final HttpClient HTTP = HttpClient.newHttpClient();

  private static DemoCustomer customer(String product, String account) {
    return new DemoCustomer(HTTP, service.address(), product, account);
  }

  @Test
  @Seen({
    "The credit counter on every AI button.",
    "A small purple pill on the right of every AI action button shows your remaining credits at a"
        + " glance.",
    "The credit counter on the AI button shows the total of all three."
  })
  void every_ai_button_has_a_purple_pill_on_the_right() {
    Reply balance = customer("outsmart", "ada").balance();
    List<?> kinds =
        Stream.of(0, 1, 2, 3).map(each -> balance.at("buckets." + each + ".kind")).toList();
    assertThat(kinds).isEqualTo(List.of("plan", "starter", "pool", "top-up"));
    browser.open("/demo/outsmart", "ada");

    for (String action : List.of("lab.analyze", "lab.interpret", "letter.generate")) {
      String button = "button[data-action='" + action + "']";
      browser.see(button + " credits-pill", text -> text.equals(balance.at("total").toString()));
      WebElement pill = browser.one(button + " credits-pill");
      Rectangle around = browser.one(button).getRect();
      assertThat(pill.getRect().x).isGreaterThan(around.x + around.width * 3 / 4);
    }
    assertThat(browser.one("[part~=pill]").getCssValue("background-color"))
        .contains("109, 40, 217");
  }

  @Test
  @Seen({
    "Every paid AI action uses 1 credit when it runs.",
    "A second use of the same action on the same document (re-analyzing a lab report, re-opening a"
        + " saved interpretation) does not cost another credit.",
    "Saved results are free."
  })
  void a_second_run_on_a_report_costs_nothing() {
    browser.open("/demo/outsmart", "ben");

    browser.click("[data-action='lab.analyze']");
    browser.see("credits-note[for-action='lab.analyze']", "1 credit used, 9 left");
    String result = browser.text(".results article");
    browser.click("[data-action='lab.analyze']");

    browser.see("credits-note[for-action='lab.analyze']", "0 credits used, 9 left");
    assertThat(result).startsWith("Analysis Five of seven");
    assertThat(browser.text(".results article")).isEqualTo(result);
    browser.see("[data-action='lab.analyze'] credits-pill", "9");
  }

  @Test
  @Seen({"Importing lab rows into the chart0", "Editing an AI draft after it’s generated0"})
  void importing_and_editing_cost_nothing() {
    browser.open("/demo/outsmart", "kim");
    browser.click("[data-report='report-121']").click("[data-action='letter.generate']");
    browser.see("credits-note[for-action='letter.generate']", "1 credit used");
    String left = browser.see("[data-action='letter.generate'] credits-pill", text -> true);

    browser.one(".results textarea").sendKeys("Edited.");
    browser.click("#import");

    browser.see("#imported", "7 rows imported, for 0 credits.");
    assertThat(browser.value(".results textarea")).contains("Edited.");
    assertThat(browser.text("[data-action='letter.generate'] credits-pill")).isEqualTo(left);
  }

  @Test
  @Seen("Clicked an AI button and saw a “you’re out” panel? Go to When You’re Out of Credits.")
  void a_customer_without_credits_is_led_to_the_plans() {
    browser.open("/demo/outsmart", "cyn").click("[data-action='lab.analyze']");

    browser.see("credits-notice[for-action='lab.analyze']", "You have no credits left");
    browser.click("[part=action]", "Choose a plan");

    browser.arrive("/demo/outsmart/subscriptions#ai-plans");
    browser.see("credits-plans", "Choose Solo");
  }

  @Test
  @Seen({
    "Open it from the Subscription link in your account menu, then click the AI Plans tab.",
    "See your current plan, change plans, and look at the available options.",
    "The Subscriptions page is the main place for current pricing.",
    "The page always shows the current numbers."
  })
  void plans_and_prices_are_in_the_tab_of_the_subscriptions_page() {
    browser.open("/demo/outsmart", "ada").click(".menu summary");
    browser.click(".menu a", "Subscription");
    browser.arrive("/demo/outsmart/subscriptions");
    browser.click("[role=tab]", "AI Plans");

    browser.see("credits-plans", "Solo Your plan $19 a month 100 credits a month");
    browser.see("credits-plans", "Plus $49 a month 300 credits a month");
    browser.see("credits-packs", "50 credits $12 Enough for 50 AI actions Never expires");
    browser.see("credits-panel", "Plan");
    browser.see("credits-panel", "Shared pool");
    browser.see("credits-panel", "Top-up");
  }

  @Test
  @Seen(
      "Top-up creditsAI Plan subscribers whose monthly bucket runs lowA one-time purchase of extra"
          + " credits that don’t expire")
  void a_pack_is_bought_after_a_failed_payment_and_an_abandoned_one() {
    browser.open("/demo/outsmart/subscriptions#ai-plans", "ada");
    int before = left();

    browser.click("[part=button]", "Buy 50 credits").arrive("/demo/outsmart/checkout");
    assertThat(browser.text("main")).contains("50 credits", "12.00 USD", "ada");
    browser.click("button", "Let the payment fail");
    browser.see(".message", "The payment failed. Nothing was bought");
    browser.click("button", "Leave without paying").arrive("credits-return=abandoned");
    assertThat(left()).isEqualTo(before);
    assertThat(browser.all("[part=notice]")).isEmpty();

    browser.click("[part=button]", "Buy 50 credits").arrive("/demo/outsmart/checkout");
    browser.click("button", "Pay").arrive("/demo/outsmart/subscriptions#ai-plans");

    browser.see("credits-notice", "50 credits added");
    browser.see("credits-ledger", "Credits added – Top-up");
    assertThat(left()).isEqualTo(before + 50);
  }

  private static int left() {
    String words = browser.see("[part=summary]", text -> text.contains("left"));
    return Integer.parseInt(words.substring(0, words.indexOf(' ')));
  }

  @Test
  @Seen(
      "Upgrading a plan mid-month. Your credit balance resets to the new plan’s amount when the new"
          + " plan starts.")
  void an_upgrade_resets_the_balance_to_the_new_plans_amount() {
    browser.open("/demo/outsmart/subscriptions#ai-plans", "fay");
    browser.see("credits-panel", "92 of 100 credits used, 8 left");

    browser.click("[part=button]", "Choose Plus").arrive("/demo/outsmart/checkout");
    browser.click("button", "Pay").arrive("/demo/outsmart/subscriptions#ai-plans");

    browser.see("credits-panel", "0 of 300 credits used, 300 left");
    browser.see("credits-plans", "Plus Your plan");
  }

  @Test
  @Seen(
      "Renewal failed (card declined). You keep using your existing credit balance for a short"
          + " grace period while OutSmart retries the charge.")
  void in_grace_the_page_says_so_and_actions_work() {
    browser.open("/demo/outsmart/subscriptions#ai-plans", "gil");
    browser.see("credits-notice", "Your last payment didn’t go through");

    browser.open("/demo/outsmart", "gil").click("[data-action='lab.analyze']");

    browser.see("credits-note[for-action='lab.analyze']", "1 credit used, 39 left");
  }

  @Test
  @Seen(
      "If it doesn’t, the AI features stop working on your next click and you’re routed to update"
          + " your payment method.")
  void a_customer_who_did_not_pay_is_led_to_the_payment_method_and_continues_once_paid() {
    browser.open("/demo/outsmart", "dan").click("[data-action='lab.analyze']");
    browser.see("credits-notice[for-action='lab.analyze']", "Payment past due");
    browser.click("[part=action]", "Update payment method");

    browser.arrive("/demo/outsmart/subscriptions#payment-method");
    browser.click("button", "Pay the open invoice").arrive("/demo/outsmart/checkout");
    browser.click("button", "Pay").arrive("/demo/outsmart/subscriptions#ai-plans");

    browser.see("credits-plans", "Solo Your plan");
    browser.open("/demo/outsmart", "dan").click("[data-action='lab.analyze']");
    browser.see("credits-note[for-action='lab.analyze']", "1 credit used");
  }

  @Test
  void only_the_owner_sees_how_much_each_member_has_drawn() {
    browser.open("/demo/outsmart/office", "ada");

    browser.see("credits-pool", "Dr. Kim Tran");
    browser.see("credits-pool", "Dr. Lou Fischer 25 of 25 credits used, 0 left");
    browser.see("credits-pool", "of 500 credits used");

    browser.open("/demo/outsmart/office", "kim");
    browser.see("#member", "For the owner of the office");
    assertThat(browser.all("credits-pool")).isEmpty();
  }

  @Test
  void a_member_at_the_limit_sees_the_limit() {
    browser.open("/demo/outsmart", "lou").click("[data-action='lab.analyze']");

    browser.see(
        "credits-notice[for-action='lab.analyze']",
        "Your limit in the shared pool is 25 credits a period.");
  }

  @Test
  void the_keyboard_alone_runs_an_action_and_keeps_its_place() {
    browser.open("/demo/outsmart", "kim").enter("Clinical Interpretation");

    browser.see("credits-note[for-action='lab.interpret']", "1 credit used");
    assertThat(browser.focusedText()).startsWith("Clinical Interpretation");
  }

  @Test
  void nobody_who_is_signed_out_sees_credits() {
    browser.open("/demo/outsmart", "nobody");

    browser.see("[data-me]", "Signed out");
    assertThat(browser.all("credits-pill")).isEmpty();
  }
}
