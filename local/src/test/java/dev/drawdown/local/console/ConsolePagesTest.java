package dev.drawdown.local.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.local.Chromium;
import dev.drawdown.local.Chromium.Step;
import dev.drawdown.local.Developer;
import dev.drawdown.local.RunningService;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;

/// The console in a real browser: each button's effect is visible on the page, and the page's curl
/// command has the same effect.
///
/// All tests use one service, so each uses accounts of its own. Tests that move the clock have
/// another service.
class ConsolePagesTest {
  private static final Path PICTURES = Path.of("target", "screenshots");
  private static final int WIDE = 1440;
  private static final int NARROW = 320;
  private static final DateTimeFormatter SHOWN =
      DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);
  private static final String ANALYZE = "Analyze a lab report · 1 credit";

  private static RunningService service;
  private static Developer developer;
  private static Chromium browser;

  @BeforeAll
  static void start() throws Exception {
    service = new RunningService("outsmart");
    developer = Developer.at(service.address());
    browser = Chromium.open(service.address());
  }

  @AfterAll
  static void stop() {
    if (browser != null) {
      browser.close();
    }
    developer.close();
    service.close();
  }

  @BeforeEach
  void look_by_day() {
    browser.look(WIDE, false);
  }

  @AfterEach
  void end_all_faults() {
    developer.post(DevConsole.FAULTS, "{}");
  }

  // Accounts.

  @ParameterizedTest(name = "{0}: {2}")
  @CsvSource({
    "account/ida,   10,  Starter",
    "account/ada,   47,  63 % used",
    "account/vic,   35,  running low",
    "account/bob,   18,  nearly used up",
    "account/cyn,   0,   out of credits",
    "account/hal,   89,  1 held",
    "account/jim,   35,  Promotional",
    "account/eve,   40,  Pack",
    "account/fay,   80,  cancelled",
    "account/gil,   90,  payment failed",
    "account/dan,   0,   suspended",
    "pool/lakeside, 435, pool",
    "account/kim,   435, Pool",
    "account/lou,   0,   out of credits",
  })
  void an_account_in_each_state_exists_from_the_start(String wallet, String total, String state) {
    browser.open("/");

    browser.see("#accounts a[href='#" + wallet + "']", text -> text.contains(" " + total + " "));
    browser.see("#accounts a[href='#" + wallet + "']", state);
    browser.click("#accounts a[href='#" + wallet + "']");
    browser.see("#account h2", wallet.substring(wallet.indexOf('/') + 1));
    browser.see("#account .big", total + " credits to spend");
  }

  @Test
  void a_new_account_opens_by_its_name() {
    browser.open("/").see("#account .big", "credits");

    browser.write("#open-account", "somebody-new");
    browser.click("#accounts button", "Open");

    browser.see("#account h2", "somebody-new");
    browser.see("#account .big", "10 credits to spend");
    browser.see("#ledger", "There are no entries yet.");
  }

  // Credits.

  @Test
  void a_charge_changes_the_balance_and_the_ledger_and_its_curl_command_repeats_it()
      throws Exception {
    open("una");

    press("#account", ANALYZE, "201 1 credit used, 9 left.");

    browser.see("#account .big", "9 credits to spend");
    browser.see("#ledger tbody tr", "charge Analyze a lab report −1 9");
    assertThat(curl()).contains("\"total\":9", "\"left\":9");
    assertThat(developer.balance("una").at("total")).isEqualTo(9);
  }

  @Test
  void one_click_sent_twice_takes_one_credit() {
    open("ute");

    press(
        "#account",
        "Send one click twice",
        "200 The same key again: the same charge, nothing was taken. 9 credits left.");

    browser.see("#account .big", "9 credits to spend");
  }

  @Test
  void a_quote_shows_the_cost_of_a_charge_and_takes_nothing() throws Exception {
    open("uli");

    press("#account", "Quote the cost", "It would cost 1 credit, from starter (1).");

    assertThat(curl()).contains("\"cost\":1");
    browser.see("#account .big", "10 credits to spend");
  }

  @Test
  void a_refused_charge_shows_the_next_steps_that_work() {
    open("cyn");

    press("#account", ANALYZE, "402 Refused: out-of-credits. Ways on: ");
  }

  @Test
  void the_ledger_captures_or_releases_a_hold_and_refunds_a_charge() throws Exception {
    open("uwe");

    press("#account", "Hold for 15 minutes", "201 1 credit held, 9 left.");
    browser.see("#account", "1 credit held");
    press("#ledger", "Capture", "200 The hold is captured.");
    press("#account", ANALYZE, "201 1 credit used, 8 left.");
    press("#ledger", "Refund", "200 1 credit given back.");

    browser.see("#account .big", "9 credits to spend");
    assertThat(curl()).contains("\"status\":\"refunded\"");
    press("#account", "Hold for 15 minutes", "201 1 credit held, 8 left.");
    press("#ledger", "Release", "200 1 credit given back.");
  }

  // Payments.

  @Test
  void each_payment_button_sends_an_event_and_shows_its_outcome() throws Exception {
    open("pia");

    press("#payments", "Solo is paid · $19.00", "200 invoice.paid: the webhook says applied.");
    browser.see("#account", "Solo, until");
    assertThat(curl()).contains("\"type\":\"invoice.paid\"", "\"outcome\":");
    press("#payments", "Renewal is paid", "invoice.paid: the webhook says");
    press("#payments", "The same event twice", ", then known.");
    press("#payments", "Renewal fails", "invoice.payment_failed: the webhook says");
    press("#payments", "Renewal fails, no more tries", "invoice.payment_failed: the webhook says");
    press("#payments", "Change to Plus", "invoice.paid: the webhook says applied.");
    press(
        "#payments",
        "Cancel for the period's end",
        "customer.subscription.updated: the webhook says");
    press(
        "#payments",
        "Withdraw the cancellation",
        "customer.subscription.updated: the webhook says");
    press("#payments", "A forged event", "invoice.paid: the webhook says refused with 4");
    press("#payments", "Paid with a 100 % coupon", "invoice.paid: the webhook says");
    press("#payments", "A second subscription", "invoice.paid: the webhook says applied.");
    browser.see("#payments", "Another subscription runs, too");
    press(
        "#payments",
        "50 credits · $12.00",
        "checkout.session.completed: the webhook says applied.");
    browser.see("#ledger tbody tr", "+50");
    press("#payments", "Refund the last pack", "refund.created: the webhook says applied.");
    browser.see("#ledger tbody tr", "−50");
    press("#payments", "End it now", "customer.subscription.deleted: the webhook says");
  }

  @Test
  void a_delayed_event_is_delivered_on_demand() {
    open("peg");

    press("#payments", "Made now, delivered late", "invoice.paid is made and kept.");
    assertThat(developer.balance("peg").at("plan")).isNull();
    press("#payments", "Deliver now", "invoice.paid: the webhook says applied.");

    browser.see("#account", "Solo, until");
  }

  @Test
  void a_disputed_pack_is_clawed_back() {
    open("pol");
    press("#payments", "Solo is paid · $19.00", "applied");
    press(
        "#payments",
        "200 credits · $39.00",
        "checkout.session.completed: the webhook says applied.");

    press("#payments", "Dispute it", "charge.dispute.created: the webhook says applied.");

    browser.see("#ledger tbody tr", "−200");
  }

  @Test
  void the_checkout_takes_a_payment_and_returns_to_the_account() {
    open("pam");
    press("#payments", "Solo is paid · $19.00", "applied");

    browser.click("#payments a", "Go through the checkout").arrive("/__dev/checkout");
    browser.click("button", "Let the payment fail").see(".message", text -> !text.isEmpty());
    browser.click("button", "Pay").arrive("#account/pam");

    browser.see("#ledger tbody tr", "+50");
  }

  // Events.

  @Test
  void a_request_and_its_events_are_one_group() {
    open("lia");

    press("#account", ANALYZE, "201 1 credit used");

    String group = ".groups > li:first-child";
    browser.see(group, "201 POST /v1/accounts/lia/charges");
    browser.see(group + " .events", "CreditsGranted lia");
    browser.see(group + " .events", "CreditsCharged lia");
    browser.see(group + " .events", "−1 → 9");
  }

  @Test
  void a_terminals_request_is_shown_and_sent_again_with_the_same_key() throws Exception {
    open("leo");

    developer.charge("leo", "by-hand", "lab.analyze", "document", "report-1");
    String group = ".groups > li:first-child";
    browser.see(group, "201 POST /v1/accounts/leo/charges");
    browser.click(group + " summary");
    browser.see(group + " pre", "Idempotency-Key: by-hand");
    press(group, "Send it again with the same key", "200 Done.");

    browser.see("#account .big", "9 credits to spend");
    assertThat(curl()).contains("\"id\":\"by-hand\"");
  }

  // The ledger, and attempts to break it.

  @Test
  void a_ledger_is_checked() throws Exception {
    open("ada");

    press("#ledger", "Check that it adds up", "200 The ledger adds up.");

    browser.see("#ledger .verdict", "✓ It adds up");
    browser.see("#ledger .verdict", "the balance is 47 credits");
    assertThat(curl()).contains("\"consistent\":true");
  }

  @Test
  void of_fifty_charges_at_once_on_ten_credits_ten_succeed() throws Exception {
    open("ida");

    press("#trials", "50 at once", "10 × 201, 40 × 402");

    browser.see("#trials .outcome", "10 charged 40 refused, out of credits 0 credits left");
    browser.see("#trials .outcome", "✓ The ledger adds up");
    assertThat(curl()).contains("\"200\":10", "\"402\":40");
    browser.click("#trials .outcome a", "See its ledger").see("#account h2", "crowd-");
  }

  @ParameterizedTest
  @CsvSource({
    "conflicts,   Conflicts between writes",
    "throttling,  Throttling",
    "lostAnswers, Lost answers"
  })
  void a_fault_is_switched_on_strikes_and_is_switched_off(String fault, String name)
      throws Exception {
    open("ida");
    browser.see("#trials", name);

    browser.one("#fault-" + fault).sendKeys("every 5th");
    browser.see("#last .result", "200 The table fails from now on.");
    assertThat(curl()).contains("\"" + fault + "\":5");
    browser.click("#trials button", "50 at once");
    browser.see("#trials .outcome", "✓ The ledger adds up");
    browser.see(
        ".fault:has(#fault-" + fault + ")", text -> text.matches(".*struck [1-9]\\d* times"));
    browser.one("#fault-" + fault).sendKeys("off");

    browser.see("#last .result", "200 The table works again.");
    assertThat(developer.see(DevConsole.FAULTS).at(fault)).isEqualTo(0);
  }

  // The clock.

  @Test
  void the_clock_moves_and_due_changes_are_listed() throws Exception {
    try (RunningService own = new RunningService("outsmart");
        Developer other = Developer.at(own.address())) {
      Chromium page = browser.at(own.address());
      other.advance("PT0S");
      page.open("/").see(".groups", "200 POST /__dev/seed");
      Instant stopped = Instant.parse((String) other.see("/__dev/clock").at("now"));
      page.click("#clock button", "Now").see("#last .result", "and the clock stands.");
      assertThat(Instant.parse((String) other.see("/__dev/clock").at("now"))).isAfter(stopped);
      String group = ".groups > li:first-child";

      page.click("#clock button", "+1 hour").see(group, "\"advance\":\"PT1H\"");
      page.see("#clock .tag", "stopped");
      String before = (String) other.see("/__dev/clock").at("now");
      assertThat(curl()).contains("\"running\":false");
      String after = (String) other.see("/__dev/clock").at("now");
      assertThat(after).isGreaterThan(before);

      // The hold of a day expires within five minutes of then, as due times are noted.
      page.click("#clock button", "+1 day").see(".groups", "CreditsReleased hal · expired");
      page.see("#clock .now", SHOWN.format(Instant.parse(after).plus(Duration.ofDays(1))));
      page.click("#clock button", "1st of next month")
          .see("#last .result", ", 00:00 UTC, and the clock");
      page.see("#clock .now", ", 00:00 UTC");
      // Hal's hold was due first. A wallet may be noted too early, so other dates may be empty.
      page.click("#clock button[data-focus='next-due']");
      page.see("#clock .now", text -> !text.contains(", 00:00 UTC"));
      page.see(".groups .dated", "UTC");
      page.click("#clock button", "Run on").see("#clock .tag", "running");
    }
  }

  // The keyboard.

  @Test
  void the_tab_key_reaches_everything_in_order_and_its_place_is_visible() {
    open("ada");
    browser.click("#ledger button", "Check that it adds up").see("#ledger .verdict", "✓");
    open("ada");

    List<Step> there = browser.walk(Keys.TAB);
    List<Step> back = browser.walk(Keys.SHIFT, Keys.TAB);

    assertThat(there).extracting(Step::name).isEqualTo(browser.focusable()).hasSizeGreaterThan(40);
    assertThat(back).extracting(Step::name).isEqualTo(browser.focusable().reversed());
    assertThat(there).allSatisfy(step -> assertThat(step.faults()).as(step.name()).isEmpty());
    assertThat(back).allSatisfy(step -> assertThat(step.faults()).as(step.name()).isEmpty());
  }

  @Test
  void the_keyboard_alone_can_use_everything() throws Exception {
    try (RunningService own = new RunningService("outsmart")) {
      Chromium page = browser.at(own.address());
      page.open("/").see("#account .big", "47 credits");

      page.enter("bob").see("#account h2", "bob");
      page.press(Keys.SHIFT, Keys.TAB).press(Keys.ENTER).see("#account h2", "vic");
      page.reach("Analyze a lab report").press(Keys.SPACE);
      page.see("#last .result", "201 1 credit used, 34 left.");
      page.see("#account .big", "34 credits");
      assertThat(page.focusedText()).startsWith("Analyze a lab report");
      page.enter("50 credits").see("#last .result", "checkout.session.completed: the webhook says");
      page.see("#account .big", "84 credits");
      page.reach("Conflicts between writes").press(Keys.ARROW_DOWN);
      page.see("#last .result", "200 The table fails from now on.");
      page.press(Keys.ARROW_UP).see("#last .result", "200 The table works again.");
      page.enter("+1 hour").see("#last .result", "and the clock stands.");
      page.enter("Skip to the account").see("#account:focus", Objects::nonNull);
      page.enter("Generate Clinical").see("#last .result", "201 1 credit used, 83 left.");
      assertThat(page.walk(Keys.TAB)).allSatisfy(step -> assertThat(step.faults()).isEmpty());
    }
  }

  // The looks.

  @ParameterizedTest
  @CsvSource({
    "account/ada",
    "account/ida",
    "account/cyn",
    "account/hal",
    "account/gil",
    "account/dan",
    "account/fay",
    "account/lou",
    "pool/lakeside"
  })
  void no_element_is_too_wide_and_no_rule_of_accessibility_is_broken(String wallet)
      throws Exception {
    String name = wallet.substring(wallet.indexOf('/') + 1);
    browser.open("/#" + wallet).see("#account h2", name);
    browser.see("#account .big", text -> text.matches("\\d.*"));
    browser.see("#ledger", text -> !text.contains("Loading"));
    browser.see("#trials", "Lost answers");

    checkEachLook(name);
  }

  @Test
  void results_are_visible_at_each_width() throws Exception {
    open("jim");
    press("#ledger", "Check that it adds up", "The ledger adds up.");
    press("#payments", "Made now, delivered late", "is made and kept.");
    press("#trials", "50 at once", "10 × 201, 40 × 402");
    browser.see("#trials .outcome", "✓ The ledger adds up");
    press("#account", "Quote the cost", "It would cost 1 credit");
    browser.click(".groups > li:nth-child(2) summary");

    checkEachLook("all-done");
  }

  @Test
  void the_checkout_looks_like_the_console() throws Exception {
    String pack = "/__dev/checkout?account=ida&pack=pack-50&return_url=";
    browser.open(pack + service.address() + "/").see("h1", "50 credits");

    checkEachLook("checkout");
  }

  /// Checks the page at each width in both schemes. The styles adapt to them, and no script does.
  ///
  /// Looks for violations at one width a scheme only: few rules depend on the width, and the page
  /// of the console is long.
  private static void checkEachLook(String name) throws Exception {
    for (boolean dark : new boolean[] {false, true}) {
      for (int width : new int[] {NARROW, WIDE}) {
        browser.look(width, dark);
        check(name, width, dark);
      }
    }
    for (boolean dark : new boolean[] {false, true}) {
      browser.look(dark ? NARROW : WIDE, dark);
      assertThat(browser.violations()).as("%s, dark: %s", name, dark).isEmpty();
    }
  }

  private static void check(String name, int width, boolean dark) throws Exception {
    String file = "console-%s-%s-%d.png".formatted(name, dark ? "dark" : "light", width);
    browser.photograph(PICTURES.resolve(file));
    assertThat(browser.width()).as(file).isEqualTo(width);
    assertThat(browser.complaints()).isEmpty();
    assertThat(browser.loaded())
        .isNotEmpty()
        .allSatisfy(loaded -> assertThat(loaded).startsWith(service.address() + "/"));
  }

  // Steps.

  private static void open(String account) {
    browser.open("/#account/" + account).see("#account h2", account);
    browser.see("#account .big", text -> text.matches("\\d.*"));
    browser.see("#ledger", text -> !text.contains("Loading"));
    browser.see("#trials", "Lost answers");
    browser.see("#last .result", "200");
  }

  /// Clicks a button of a part of the page, and waits until the last request shows this result.
  private static void press(String part, String words, String result) {
    browser.run("document.querySelector('#last .result').textContent = ''");
    browser.click(part + " button", words).see("#last .result", result);
  }

  /// The output of the curl command that the page shows for the last request.
  private static String curl() throws Exception {
    Process process =
        new ProcessBuilder("sh", "-c", browser.text("#last code"))
            .redirectErrorStream(true)
            .start();
    String printed = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(printed).isZero();
    return printed;
  }
}
