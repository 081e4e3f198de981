package dev.drawdown.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.adapters.catalog.Catalogs;
import java.net.URI;
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
  void the_first_charge_is_one_that_the_catalog_sells(String catalog, String body) {
    Welcome welcome = new Welcome(URI.create("http://127.0.0.1:8080"), Catalogs.shipped(catalog));

    assertThat(welcome.text())
        .contains(
            "http://127.0.0.1:8080\n",
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
}
