package dev.drawdown.local.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.adapters.catalog.Catalogs;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.local.Developer;
import dev.drawdown.local.ForeignLocale;
import dev.drawdown.local.ServiceInMemory;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The provider's checkout page, used by a browser.
class CheckoutTest {
  private static final String BACK = "&return_url=http://localhost:3000/credits?paid=yes";

  @AutoClose private final ServiceInMemory service = new ServiceInMemory("outsmart");
  @AutoClose private final Developer developer = service.developer();

  @Test
  void shows_the_purchase_at_the_catalogs_price() {
    HttpResponse<String> pack = see("account=ada&pack=pack-50" + BACK);
    HttpResponse<String> plan = see("pool=lakeside&plan=office" + BACK);

    assertThat(pack.statusCode()).isEqualTo(200);
    assertThat(pack.headers().firstValue("content-type")).contains("text/html; charset=utf-8");
    assertThat(pack.body()).contains("<h1>50 credits</h1>", "12.00 USD", "<dd>ada</dd>");
    assertThat(plan.body()).contains("<h1>Office Pool</h1>", "79.00 USD", "<dd>lakeside</dd>");
  }

  @Test
  void shows_credits_in_english_on_every_machine() {
    try (ForeignLocale _ = new ForeignLocale()) {
      assertThat(see("account=ada&pack=pack-50" + BACK).body()).contains("<dd>50</dd>");
      assertThat(see("account=ada&plan=plus" + BACK).body())
          .contains("<dd>300 each billing period</dd>");
    }
  }

  /// A catalog may have a currency that ISO 4217 doesn't define.
  @Test
  void shows_a_price_in_a_currency_that_java_does_not_know() {
    Catalog catalog =
        Catalogs.read(
            """
            {"product": "tokens", "actions": [{"id": "ask", "name": "Ask", "cost": 1}],
             "packs": [{"id": "small", "name": "Small", "credits": 50,
                        "price": {"amount": 1200, "currency": "qqq"}}]}
            """);
    try (ServiceInMemory tokens = new ServiceInMemory(catalog, Webhook.SECRET)) {
      HttpResponse<String> page =
          send(HttpRequest.newBuilder(address(tokens, "account=ada&pack=small" + BACK)).GET());

      assertThat(page.statusCode()).isEqualTo(200);
      assertThat(page.body()).contains("12.00 QQQ");
    }
  }

  @Test
  void runs_no_script_and_leads_only_to_this_machine() {
    HttpResponse<String> page = see("account=ada&pack=pack-50" + BACK);

    assertThat(page.headers().firstValue("content-security-policy"))
        .hasValueSatisfying(
            policy ->
                assertThat(policy)
                    .startsWith("default-src 'self'; ")
                    .contains("form-action 'self' http://localhost:* http://127.0.0.1:*"));
    assertThat(page.body()).doesNotContain("<script");
  }

  @Test
  void a_paid_pack_is_credited_before_the_customer_returns_to_the_product() {
    HttpResponse<String> answer = decide("account=ada&pack=pack-50" + BACK, "pay");

    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(answer.headers().firstValue("location"))
        .contains("http://localhost:3000/credits?paid=yes");
    assertThat(developer.balance("ada").at("total")).isEqualTo(60);
  }

  @Test
  void a_failed_payment_stays_here_and_buys_nothing() {
    for (String sale : List.of("account=ada&pack=pack-50", "account=ada&plan=solo")) {
      HttpResponse<String> answer = decide(sale + BACK, "fail");

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).contains("The payment failed. Nothing was bought");
    }
    assertThat(developer.balance("ada").at("standing")).isEqualTo("active");
    assertThat(developer.balance("ada").at("total")).isEqualTo(10);
  }

  @Test
  void a_customer_who_gives_up_is_led_to_the_cancel_address() {
    String sale = "account=ada&pack=pack-50" + BACK;

    HttpResponse<String> given = decide(sale + "&cancel_url=http://127.0.0.1:3000/shop", "abandon");
    HttpResponse<String> usual = decide(sale, "abandon");

    assertThat(given.headers().firstValue("location")).contains("http://127.0.0.1:3000/shop");
    assertThat(usual.headers().firstValue("location"))
        .contains("http://localhost:3000/credits?paid=yes");
    assertThat(developer.balance("ada").at("version")).isEqualTo(0);
  }

  @Test
  void another_plan_changes_the_running_subscription() {
    decide("account=ada&plan=solo" + BACK, "pay");

    decide("account=ada&plan=plus" + BACK, "pay");

    assertThat(developer.balance("ada").at("plan.id")).isEqualTo("plus");
    assertThat(developer.balance("ada").at("plans")).isNull();
    assertThat(developer.balance("ada").at("buckets.0.remaining")).isEqualTo(300);
    assertThat(developer.provider().at("subscriptions.0.plans")).isEqualTo(List.of("plus"));
    assertThat(developer.provider().at("subscriptions.1")).isNull();
  }

  @Test
  void the_same_plan_once_more_is_a_second_subscription() {
    decide("account=ada&plan=solo" + BACK, "pay");

    decide("account=ada&plan=solo" + BACK, "pay");

    assertThat(developer.provider().at("subscriptions.1.id")).isEqualTo("sub_ada_2");
    assertThat(developer.balance("ada").at("total")).isEqualTo(210);
  }

  @Test
  void after_a_failed_renewal_the_same_plan_pays_for_that_renewal() {
    decide("account=ada&plan=solo" + BACK, "pay");
    developer.advance("P1M");
    developer.pay("invoice.payment_failed", "account", "ada");
    assertThat(developer.balance("ada").at("standing")).isEqualTo("grace");

    decide("account=ada&plan=solo" + BACK, "pay");

    assertThat(developer.balance("ada").at("standing")).isEqualTo("active");
    assertThat(developer.provider().at("subscriptions.1")).isNull();
  }

  @Test
  void a_customer_who_returns_after_the_end_has_a_new_subscription() {
    decide("account=ada&plan=solo" + BACK, "pay");
    developer.pay("customer.subscription.deleted", "account", "ada");
    assertThat(developer.provider().at("subscriptions.0.ended")).isEqualTo(true);

    decide("account=ada&plan=solo" + BACK, "pay");

    assertThat(developer.balance("ada").at("plan.id")).isEqualTo("solo");
    assertThat(developer.provider().at("subscriptions.1.id")).isEqualTo("sub_ada_2");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          account=ada&pack=pack-50                                             | return_url must be an address of this machine
          account=ada&pack=pack-50&return_url=https://shop.example.com/        | return_url must be an address of this machine
          account=ada&pack=pack-50&return_url=http://localhost.example.com/    | return_url must be an address of this machine
          account=ada&pack=pack-50&return_url=http://localhost@example.com/    | return_url must be an address of this machine
          account=ada&pack=pack-50&return_url=//example.com/                   | return_url must be an address of this machine
          account=ada&pack=pack-50&return_url=javascript:alert(1)              | return_url must be an address of this machine
          account=ada&pack=pack-50&return_url=http://localhost/&cancel_url=x:y | cancel_url must be an address of this machine
          account=ada&pack=pack-9&return_url=http://localhost/                 | pack is not sold here
          account=ada&plan=nothing&return_url=http://localhost/                | plan is not sold here
          account=a%20b&pack=pack-50&return_url=http://localhost/              | account must be 1 to 128
          account=ada&pool=acme&pack=pack-50&return_url=http://localhost/      | there must be one of account and pool
          account=ada&return_url=http://localhost/                             | there must be one of plan and pack
          account=ada&pack=pack-50&price=1&return_url=http://localhost/        | price is not a known field
          """)
  void an_impossible_sale_or_a_foreign_address_is_refused(String sale, String reason) {
    HttpResponse<String> answer = see(sale);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.headers().firstValue("content-type")).contains("text/plain; charset=utf-8");
    assertThat(answer.body()).contains(reason);
  }

  @ParameterizedTest
  @ValueSource(strings = {"pack=pack-50", "plan=solo"})
  void an_owner_whose_name_is_too_long_for_the_providers_names_is_refused(String sold) {
    HttpResponse<String> answer = decide("account=" + "a".repeat(128) + "&" + sold + BACK, "pay");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("the provider can't sell this: ", "must be 1 to 128");
    assertThat(service.store().isEmpty()).isTrue();
  }

  @Test
  void an_unknown_decision_is_refused_and_buys_nothing() {
    assertThat(decide("account=ada&pack=pack-50" + BACK, "steal").statusCode()).isEqualTo(400);
    assertThat(developer.balance("ada").at("version")).isEqualTo(0);
  }

  @Test
  void parameters_are_plain_text_on_the_page() {
    HttpResponse<String> page =
        see("account=ada&pack=pack-50&return_url=http://localhost/%3Fa=%26lt;%27%26b=%7Bkind%7D");

    assertThat(page.statusCode()).isEqualTo(400);
    assertThat(see("account=ada&pack=pack-50&return_url=http://localhost/?a='%26b=1").body())
        .contains("http://localhost/?a='&amp;b=1");
  }

  private HttpResponse<String> see(String sale) {
    return send(HttpRequest.newBuilder(address(sale)).GET());
  }

  private HttpResponse<String> decide(String sale, String decision) {
    return send(
        HttpRequest.newBuilder(address(sale))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString("do=" + decision)));
  }

  private URI address(String sale) {
    return address(service, sale);
  }

  private static URI address(ServiceInMemory service, String sale) {
    return URI.create(service.server().address() + DevConsole.CHECKOUT + "?" + sale);
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return developer.http().send(request.build(), BodyHandlers.ofString());
    } catch (Exception e) {
      throw new AssertionError("no answer", e);
    }
  }
}
