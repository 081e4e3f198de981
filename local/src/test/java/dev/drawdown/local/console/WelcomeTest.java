package dev.drawdown.local.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.adapters.catalog.Catalogs;
import dev.drawdown.local.Developer;
import dev.drawdown.local.ServiceInMemory;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WelcomeTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          outsmart        | {"action":"lab.analyze","document":"document-1"}
          assistant-coach | {"action":"checkin.draft"}
          ai-employee     | {"action":"reply"}
          """)
  void the_first_charge_is_for_an_action_of_the_catalog(String catalog, String body) {
    Welcome welcome =
        new Welcome(URI.create("http://127.0.0.1:8080"), Catalogs.shipped(catalog), Webhook.SECRET);

    assertThat(welcome.text())
        .startsWith("Drawdown's console: http://127.0.0.1:8080/\n")
        .contains(
            "with the catalog " + catalog,
            "dev-service ",
            "dev-user:<account> ",
            "curl -i http://127.0.0.1:8080/v1/accounts/ada/charges"
                + " -H 'Authorization: Bearer dev-service'"
                + " -H 'Idempotency-Key: first-charge'"
                + " -H 'Content-Type: application/json'"
                + " -d '"
                + body
                + "'\n");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"outsmart, solo", "ai-employee, starter"})
  void the_first_payment_is_for_a_plan_of_the_catalog(String catalog, String plan)
      throws Exception {
    try (ServiceInMemory service = new ServiceInMemory(catalog);
        Developer developer = service.developer()) {
      Welcome welcome =
          new Welcome(service.server().address(), Catalogs.shipped(catalog), Webhook.SECRET);
      String curl = welcome.payment().orElseThrow();
      String request = curl.substring(curl.indexOf('{'), curl.lastIndexOf('}') + 1);

      developer.post(DevConsole.PAYMENTS, request);

      assertThat(welcome.text())
          .contains("webhook secret whsec_local ", "Pay for a plan:\n  " + curl);
      assertThat(developer.balance("ada").at("plan.id")).isEqualTo(plan);
    }
  }

  @Test
  void a_given_webhook_secret_is_not_repeated() {
    Welcome welcome =
        new Welcome(URI.create("http://127.0.0.1:8080"), Catalogs.shipped("outsmart"), "whsec_1");

    assertThat(welcome.text()).contains("webhook secret as given ").doesNotContain("whsec_1");
  }

  @Test
  void a_catalog_without_plans_has_no_first_payment() {
    Welcome welcome =
        new Welcome(
            URI.create("http://127.0.0.1:8080"),
            Catalogs.shipped("assistant-coach"),
            Webhook.SECRET);

    assertThat(welcome.text()).doesNotContain("Pay for a plan", DevConsole.PAYMENTS);
  }
}
