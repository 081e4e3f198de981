package dev.drawdown.local.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.drawdown.adapters.http.Reply;
import dev.drawdown.local.Chromium;
import dev.drawdown.local.Chromium.Step;
import dev.drawdown.local.Developer;
import dev.drawdown.local.RunningService;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.openqa.selenium.Keys;
import org.openqa.selenium.Rectangle;
import org.openqa.selenium.WebElement;

/// The demo products in a real browser: the pages keep the sentences of their guides, and every
/// purchase goes through the checkout.
///
/// All tests use one service, so each uses a person of its own or doesn't depend on the others.
class DemoPagesTest {
  private static final Path PICTURES = Path.of("target", "screenshots");
  private static final Path AXE =
      Path.of("..", "client", "elements", "node_modules", "axe-core", "axe.min.js");
  private static final int WIDE = 1280;
  private static final int NARROW = 320;

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private static RunningService service;
  private static Chromium browser;

  @BeforeAll
  static void start() throws Exception {
    service = new RunningService("outsmart");
    browser = Chromium.open(service.address());
  }

  @AfterAll
  static void stop() {
    if (browser != null) {
      browser.close();
    }
    HTTP.close();
    service.close();
  }

  @BeforeEach
  void look_from_afar_by_day() {
    browser.look(WIDE, false);
  }

  private static DemoCustomer customer(String product, String account) {
    return new DemoCustomer(HTTP, service.address(), product, account);
  }

  // OutSmart.

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

    browser.see("credits-notice[for-action='lab.analyze']", "You have used all your credits");
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
    assertThat(browser.text(browser.focused())).startsWith("Clinical Interpretation");
  }

  @Test
  void nobody_who_is_signed_out_sees_credits() {
    browser.open("/demo/outsmart", "nobody");

    browser.see("[data-me]", "Signed out");
    assertThat(browser.all("credits-pill")).isEmpty();
  }

  // Assistant Coach.

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
    browser.see(notice, "You have used all your credits");
    browser.see(notice, "Credits refresh on " + nextMonth() + " at 00:00 UTC.");
    browser.see(notice, "What you have made so far stays as it is.");
    assertThat(browser.one(notice).getRect().y)
        .isGreaterThan(browser.one("[data-action='checkin.draft']").getRect().y);
    assertThat(browser.text(browser.focused())).startsWith("Draft a response");
    assertThat(browser.all("dialog, [role=alert], [role=dialog], [role=alertdialog]")).isEmpty();
    assertThat(browser.value("#draft")).isEqualTo("My own words.");
  }

  // AI Employee.

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
    browser.see("credits-notice[for-action='reply']", "You have used all your credits");
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

  // The keyboard, and the clock.

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
      page.see("credits-notice[for-action='reply']", "You have used all your credits");
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

  // All pages.

  static Stream<String> pages() {
    return DemoPages.PAGES.keySet().stream().sorted();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("pages")
  void no_element_is_too_wide_and_no_rule_of_accessibility_is_broken(String page) throws Exception {
    String name = page.substring(1).replace('/', '-');
    for (boolean dark : new boolean[] {false, true}) {
      for (int width : new int[] {NARROW, WIDE}) {
        browser.look(width, dark);
        show(page);

        browser.photograph(
            PICTURES.resolve(name + "-" + (dark ? "dark" : "light") + "-" + width + ".png"));
        assertThat(browser.width()).as("%s at %d", page, width).isEqualTo(width);
        if (Files.exists(AXE)) {
          assertThat(browser.violations(Files.readString(AXE))).as(page).isEmpty();
        }
        assertThat(browser.complaints()).isEmpty();
      }
    }
  }

  private static void show(String page) {
    if (page.equals("/demo")) {
      browser.open(page).see("h1", "Three products");
      return;
    }
    String who = page.contains("outsmart") ? "ada" : page.contains("coach") ? "sam" : "harbor";
    browser.open(page, who);
    for (WebElement element : browser.all("credits-panel, credits-pill, credits-pool")) {
      browser.see(element.getTagName(), text -> text.matches(".*\\d.*"));
    }
  }

  @Test
  void axe_core_is_installed() {
    assumeTrue(
        Files.exists(AXE), "skipped: run `npm ci` in client/elements first, for axe-core's rules");
  }

  // The guides.

  /// Each cited sentence is in a guide, word for word.
  @Test
  void every_cited_sentence_is_in_a_guide() throws Exception {
    StringBuilder guides = new StringBuilder();
    for (DemoProduct product : DemoProduct.values()) {
      Path guide =
          Path.of("..", "shared-domain", "src", "test", "resources")
              .resolve("dev/drawdown/domain/product/" + product.id() + ".guide.txt");
      guides.append(Files.readString(guide));
    }
    List<String> stated =
        guides.toString().lines().map(line -> line.replaceFirst("^[^:]*: ", "")).toList();

    assertThat(
            Stream.of(DemoPagesTest.class.getDeclaredMethods())
                .filter(test -> test.isAnnotationPresent(Seen.class))
                .flatMap(test -> Stream.of(test.getAnnotation(Seen.class).value())))
        .isNotEmpty()
        .allSatisfy(sentence -> assertThat(stated).contains(sentence));
  }
}
