package dev.drawdown.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.adapters.http.Reply;
import dev.drawdown.local.Developer;
import dev.drawdown.local.ServiceInMemory;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The back ends of the demo products, and the services and providers behind them.
class DemosTest {
  private static final String BACK = "http://localhost:8080/demo/outsmart/subscriptions#ai-plans";
  private static final String CANCELLED = "http://localhost:8080/demo/outsmart/subscriptions?no=1";

  @AutoClose private final ServiceInMemory service = new ServiceInMemory("assistant-coach");
  @AutoClose private final Developer developer = service.developer();
  private final DemoCustomer ada = customer("outsmart", "ada");

  private DemoCustomer customer(String product, String account) {
    return new DemoCustomer(developer.http(), developer.service(), product, account);
  }

  @Test
  void no_product_starts_before_a_request_and_then_only_that_one() {
    developer.see("/health");
    get("/demo");
    get("/demo/parts/base.css");
    assertThat(service.demoStores()).isEmpty();

    assertThat(ada.see("me").status()).isEqualTo(200);

    assertThat(service.demoStores()).containsOnlyKeys("outsmart");
  }

  @Test
  void the_page_of_a_product_starts_it() throws Exception {
    get("/demo/ai-employee");

    while (!service.demoStores().containsKey("ai-employee")) {
      Thread.onSpinWait();
    }
    assertThat(customer("ai-employee", "maple").balance().at("total")).isEqualTo(12);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          outsmart        | ada    | active    | 432 | 63
          outsmart        | ben    | active    | 10  | 0
          outsmart        | cyn    | active    | 0   | 10
          outsmart        | lou    | active    | 0   | 10
          outsmart        | kim    | active    | 60  | 10
          outsmart        | fay    | active    | 18  | 92
          outsmart        | gil    | grace     | 40  | 70
          outsmart        | dan    | suspended | 0   | 0
          assistant-coach | rae    | active    | 19  | 31
          assistant-coach | sam    | active    | 13  | 37
          assistant-coach | tia    | active    | 4   | 46
          assistant-coach | tom    | active    | 0   | 50
          assistant-coach | uma    | active    | 50  | 0
          ai-employee     | harbor | active    | 432 | 318
          ai-employee     | fern   | active    | 100 | 0
          ai-employee     | maple  | active    | 12  | 488
          ai-employee     | corner | active    | 0   | 500
          """)
  void its_people_are_in_the_states_of_the_bar(
      String product, String account, String standing, int total, int used) {
    DemoCustomer customer = customer(product, account);

    Reply balance = customer.balance();

    assertThat(customer.see("me").at("person.account")).isEqualTo(account);
    assertThat(balance.at("standing")).isEqualTo(standing);
    assertThat(balance.at("total")).isEqualTo(total);
    assertThat(balance.at("usage.used")).isEqualTo(used);
    assertThat(customer.backend("audit").at("consistent")).isEqualTo(true);
  }

  @Test
  void a_product_has_its_own_table() {
    Map<String, Object> before = service.store().contents();

    customer("assistant-coach", "ada").see("me");
    customer("assistant-coach", "rae").run("checkin.draft", "checkin-maya", "click-1", false);

    assertThat(service.store().contents()).isEqualTo(before);
    assertThat(developer.balance("rae").at("version")).isEqualTo(0);
    assertThat(service.demoStores().get("assistant-coach").contents()).isNotEmpty();
  }

  @Test
  void a_product_shares_the_clock_and_its_provider_charges_renewals() {
    DemoCustomer tom = customer("assistant-coach", "tom");
    assertThat(ada.balance().at("buckets.0.remaining")).isEqualTo(37);
    assertThat(tom.balance().at("total")).isEqualTo(0);

    developer.advance("P1M");

    assertThat(ada.balance().at("standing")).isEqualTo("active");
    assertThat(ada.balance().at("buckets.0.remaining")).isEqualTo(105);
    assertThat(ada.as("gil").balance().at("standing")).isEqualTo("suspended");
    assertThat(tom.balance().at("total")).isEqualTo(50);
  }

  @Test
  void pages_of_other_sites_may_not_call_it() throws Exception {
    HttpRequest.Builder foreign =
        HttpRequest.newBuilder(address("/demo/outsmart/me")).header("Origin", "https://x.example");

    assertThat(ada.answer(foreign).statusCode()).isEqualTo(403);
    assertThat(service.demoStores()).isEmpty();
  }

  @Test
  void a_person_signs_in_by_a_cookie_that_no_script_reads() {
    Reply signedIn = ada.post("sign-in", "{\"account\":\"ben\"}");

    assertThat(signedIn.status()).isEqualTo(204);
    assertThat(signedIn.headers().get("set-cookie"))
        .isEqualTo("demo-outsmart=ben; Path=/demo/outsmart; HttpOnly; SameSite=Strict");
    assertThat(ada.post("sign-in", "{\"account\":\"eve\"}").at("field")).isEqualTo("account");
  }

  @Test
  void a_signed_in_person_gets_a_session_and_the_owner_one_for_the_pool() {
    String account = (String) ada.post("session", "").at("token");
    String pool = (String) ada.post("pool-session", "").at("token");

    assertThat(read("balance", account).at("account")).isEqualTo("ada");
    assertThat(read("pool", pool).at("total")).isEqualTo(335);
    assertThat(ada.as("ben").post("pool-session", "").text()).isEqualTo("null");
    assertThat(ada.as("nobody").post("session", "").text()).isEqualTo("null");
    assertThat(ada.as("nobody").see("me").at("person")).isNull();
    assertThat(ada.as("nobody").run("lab.analyze", "report-118", "k", false).status())
        .isEqualTo(401);
  }

  private Reply read(String what, String token) {
    return developer.as(token).see("/demo/outsmart/v1/session/" + what);
  }

  @Test
  void an_action_is_paid_once_its_result_is_there() {
    Reply made = ada.run("lab.analyze", "report-118", "click-1", false);

    assertThat(made.status()).isEqualTo(200);
    assertThat((String) made.at("text")).startsWith("Five of seven values");
    assertThat(made.at("credits.charge.status")).isEqualTo("captured");
    assertThat(made.at("credits.note.used")).isEqualTo(1);
    assertThat(made.at("credits.balance.total")).isEqualTo(431);
    assertThat(made.at("credits.balance.held")).isEqualTo(0);
  }

  @Test
  void the_same_click_again_is_charged_once_and_has_the_same_result() {
    DemoCustomer rae = customer("assistant-coach", "rae");
    Object first = rae.run("checkin.draft", "checkin-maya", "click-1", false).at("text");

    Reply again = rae.run("checkin.draft", "checkin-maya", "click-1", false);

    assertThat(first).isNotNull();
    assertThat(again.at("text")).isEqualTo(first);
    assertThat(rae.balance().at("total")).isEqualTo(18);
  }

  @Test
  void people_may_name_their_clicks_alike() {
    ada.run("lab.analyze", "report-118", "click-1", false);

    Reply other = ada.as("ben").run("lab.analyze", "report-118", "click-1", false);

    assertThat(other.at("credits.charge.status")).isEqualTo("captured");
    assertThat(ada.as("ben").balance().at("total")).isEqualTo(9);
  }

  @Test
  void a_second_run_on_a_document_shows_its_saved_result_for_free() {
    Object first = ada.run("lab.interpret", "report-118", "click-1", false).at("text");

    Reply second = ada.run("lab.interpret", "report-118", "click-2", false);

    assertThat(second.at("text")).isEqualTo(first);
    assertThat(second.at("credits.note.used")).isEqualTo(0);
    assertThat(ada.balance().at("total")).isEqualTo(431);
  }

  @Test
  void a_failed_action_releases_its_hold() {
    Reply failed = ada.run("lab.analyze", "report-118", "click-1", true);

    assertThat(failed.status()).isEqualTo(502);
    assertThat(failed.at("text")).isNull();
    assertThat(failed.at("credits.restored")).isEqualTo(1);
    assertThat(ada.balance().at("total")).isEqualTo(432);
    assertThat(ada.backend("ledger?limit=2").at("data.0.kind")).isEqualTo("release");
    assertThat(ada.backend("ledger?limit=2").at("data.1.kind")).isEqualTo("hold");
  }

  @Test
  void the_same_click_after_a_failure_runs_nothing() {
    ada.run("lab.analyze", "report-118", "click-1", true);

    Reply again = ada.run("lab.analyze", "report-118", "click-1", false);
    Reply next = ada.run("lab.analyze", "report-118", "click-2", false);

    assertThat(again.status()).isEqualTo(409);
    assertThat(again.at("code")).isEqualTo("hold-released");
    assertThat(again.at("detail"))
        .isEqualTo("The credits of this click were given back. Please click again.");
    assertThat(again.at("text")).isNull();
    assertThat(next.at("credits.note.used")).isEqualTo(1);
  }

  @Test
  void a_free_action_takes_nothing_and_needs_no_credits() {
    Reply imported = ada.as("cyn").run("lab.import", "report-118", "click-1", false);

    assertThat(imported.status()).isEqualTo(200);
    assertThat(imported.at("credits.note.used")).isEqualTo(0);
  }

  @Test
  void a_new_draft_is_another_text_and_costs_again() {
    DemoCustomer rae = customer("assistant-coach", "rae");

    Object first = rae.run("checkin.draft", "checkin-maya", "click-1", false).at("text");
    Reply second = rae.run("checkin.draft", "checkin-maya", "click-2", false);

    assertThat(second.at("text")).isNotEqualTo(first);
    assertThat(second.at("credits.note.left")).isEqualTo(17);
  }

  @Test
  void a_refusal_is_passed_on_unchanged() {
    Reply out = ada.as("cyn").run("lab.analyze", "report-118", "click-1", false);
    Reply unpaid = ada.as("dan").run("lab.analyze", "report-118", "click-1", false);

    assertThat(out.status()).isEqualTo(402);
    assertThat(out.at("code")).isEqualTo("out-of-credits");
    assertThat(unpaid.at("code")).isEqualTo("payment-required");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"action":"lab.burn","document":"report-118","click":"1"}              | action
          {"action":"a b","document":"report-118","click":"1"}                   | action
          {"action":"lab.analyze","document":"report-1","click":"1"}             | document
          {"action":"lab.analyze","click":"1"}                                   | document
          {"action":"lab.analyze","document":"report-118"}                       | click
          {"action":"lab.analyze","document":"report-118","click":"1","pay":"0"} | pay
          no JSON                                                                | body
          """)
  void a_malformed_request_is_refused_by_its_field(String body, String field) {
    Reply refused = ada.post("ai", body);

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.at("field")).isEqualTo(field);
  }

  @Test
  void a_purchase_at_the_checkout_is_there_when_the_customer_returns() {
    String checkout = ada.checkout("pack", "pack-50", BACK, CANCELLED);

    HttpResponse<String> page = ada.answer(HttpRequest.newBuilder(address(checkout)));
    HttpResponse<String> paid = ada.decide(checkout, "pay");

    assertThat(page.body()).contains("<h1>50 credits</h1>", "<dd>ada</dd>");
    assertThat(paid.statusCode()).isEqualTo(303);
    assertThat(paid.headers().firstValue("location")).contains(BACK);
    assertThat(ada.balance().at("total")).isEqualTo(482);
  }

  @Test
  void a_failed_or_abandoned_payment_buys_nothing() {
    String checkout = ada.checkout("plan", "plus", BACK, CANCELLED);

    HttpResponse<String> failed = ada.decide(checkout, "fail");
    HttpResponse<String> left = ada.decide(checkout, "abandon");

    assertThat(failed.body()).contains("The payment failed.");
    assertThat(left.headers().firstValue("location")).contains(CANCELLED);
    assertThat(ada.balance().at("plan.id")).isEqualTo("solo");
  }

  @Test
  void a_customer_who_pays_an_open_invoice_is_active_again() {
    for (String account : List.of("gil", "dan")) {
      DemoCustomer late = ada.as(account);
      String plan = (String) late.see("me").at("openInvoice");

      late.decide(late.checkout("plan", plan, BACK, CANCELLED), "pay");

      assertThat(late.balance().at("standing")).isEqualTo("active");
      assertThat(late.see("me").at("openInvoice")).isNull();
    }
  }

  @Test
  void only_the_owner_buys_for_the_office() {
    String request =
        "{\"kind\":\"plan\",\"id\":\"office\",\"returnUrl\":\"%s\",\"cancelUrl\":\"%s\"}"
            .formatted(BACK, CANCELLED);

    assertThat(ada.as("kim").post("buy", request).status()).isEqualTo(403);
    assertThat(ada.checkout("plan", "office", BACK, CANCELLED)).contains("pool=lakeside");
    assertThat(ada.post("buy", request.replace("\"plan\"", "\"gift\"")).at("field"))
        .isEqualTo("kind");
  }

  @Test
  void an_unknown_path_is_not_found() {
    for (String path :
        List.of("/demo/", "/demo/other", "/demo/other/me", "/demo/outsmart/", "/demo/outsmart/x")) {
      assertThat(get(path).statusCode()).as(path).isEqualTo(404);
    }
    assertThat(ada.see("ai").status()).isEqualTo(404);
    assertThat(ada.post("me", "{}").status()).isEqualTo(404);
  }

  private HttpResponse<String> get(String path) {
    return ada.answer(HttpRequest.newBuilder(address(path)));
  }

  private URI address(String path) {
    return developer.service().resolve(path);
  }
}
