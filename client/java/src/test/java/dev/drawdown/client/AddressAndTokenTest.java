package dev.drawdown.client;

import static dev.drawdown.client.Situation.outcomeOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.drawdown.client.StubService.Behaviour.Loses;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A token only goes to a valid address, and nobody can read it on the way.
class AddressAndTokenTest {
  private final Situation situation = new Situation();
  private final StubService service = situation.service;

  @AfterEach
  void close() {
    situation.close();
  }

  @ParameterizedTest
  @CsvSource({
    "credits.example.com,                      a scheme and a host",
    "/credits,                                 a scheme and a host",
    "https:///credits,                         a scheme and a host",
    "mailto:anna@example.com,                  a scheme and a host",
    "ftp://credits.example.com,                http or https",
    "https://credits.example.com?a=b,          query",
    "https://credits.example.com/?,            query",
    "https://credits.example.com/#top,         fragment",
    "http://credits.example.com,               this machine",
    "HTTP://credits.example.com,               this machine",
    "http://localhost.example.com,             this machine",
    "http://127.0.0.1.example.com,             this machine",
    "http://128.0.0.1,                         this machine",
    "http://10.0.0.1:8080,                     this machine",
    "http://0.0.0.0:8080,                      this machine",
    "http://[::2],                             this machine",
  })
  void an_unusable_address_is_refused_by_name(String base, String reason) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DrawdownClient.at(URI.create(base), "secret"))
        .withMessageStartingWith("base ")
        .withMessageContaining(reason)
        .withMessageEndingWith(": " + base);
  }

  @Test
  void an_address_with_user_info_is_refused_without_its_password() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> DrawdownClient.at(URI.create("https://anna:pass@credits.example.com"), "secret"))
        .withMessage("base must not carry user info: credits.example.com");
  }

  @Test
  void a_missing_address_is_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DrawdownClient.at(null, "secret"))
        .withMessageEndingWith(": null");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://credits.example.com",
        "HTTPS://credits.example.com/base/",
        "https://10.0.0.1:8443",
        "http://localhost:8080",
        "http://LocalHost",
        "http://127.0.0.1",
        "http://127.255.3.4:8080/",
        "http://[::1]:8080",
      })
  void https_goes_anywhere_and_http_only_to_this_machine(String base) {
    assertThat(DrawdownClient.at(URI.create(base), "secret").build()).isNotNull();
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", " "})
  void an_empty_token_is_refused(String token) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DrawdownClient.at(service.base(), token))
        .withMessage("token must not be empty: " + quoted(token));
  }

  @Test
  void a_missing_supplier_is_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DrawdownClient.at(service.base(), (Supplier<String>) null))
        .withMessage("token must be a text or a supplier: null");
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", " "})
  void an_empty_token_of_a_supplier_is_refused_at_the_call(String token) {
    DrawdownClient client = situation.builder(() -> token).failOpen().build();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> client.metered(Situation.DRAFT, situation::work))
        .withMessage("token must not be empty: " + quoted(token));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> client.balance("anna"))
        .withMessage("token must not be empty: " + quoted(token));
    assertThat(situation.runs).hasValue(0);
    assertThat(service.received).isEmpty();
  }

  private static String quoted(String token) {
    return token == null ? "null" : '"' + token + '"';
  }

  @Test
  void an_empty_token_after_the_work_is_a_failed_try_and_the_next_one_may_capture()
      throws Exception {
    DrawdownClient client = situation.builder(tokens("secret", "", "secret")).build();

    assertThat(outcomeOf(client.metered(Situation.DRAFT, situation::work))).isEqualTo("Captured");
    assertThat(situation.pauses).hasSize(1);
  }

  @Test
  void a_token_that_stays_empty_after_the_work_does_not_lose_the_value() throws Exception {
    DrawdownClient client =
        situation.builder(() -> situation.runs.get() == 0 ? "secret" : "").build();

    Metered<String> metered = client.metered(Situation.DRAFT, situation::work);

    assertThat(outcomeOf(metered)).isEqualTo("Unconfirmed");
    assertThat(((Metered.Completed<String>) metered).value()).isEqualTo("a draft");
  }

  @Test
  void every_try_calls_the_supplier_of_the_token() throws Exception {
    service.next(Loses.REQUEST);
    DrawdownClient client = situation.builder(tokens("old", "new", "newer")).build();

    assertThat(outcomeOf(client.metered(Situation.DRAFT, situation::work))).isEqualTo("Captured");
    assertThat(service.received)
        .extracting(StubService.Received::authorization)
        .containsExactly("Bearer old", "Bearer new", "Bearer newer");
  }

  private static Supplier<String> tokens(String... tokens) {
    Queue<String> queue = new ArrayDeque<>(Arrays.asList(tokens));
    return queue::remove;
  }

  @Test
  void no_message_contains_a_token() throws Exception {
    DrawdownClient client =
        DrawdownClient.at(service.base(), () -> "secret\nnewline")
            .retryBudget(Duration.ofMillis(1))
            .build();

    assertThat(client.metered(Situation.DRAFT, situation::work).toString())
        .contains("There is no usable token")
        .doesNotContain("secret");
    assertThat(service.received).isEmpty();
  }

  /// The subjects of common identity providers are account names.
  @Test
  void an_account_of_an_identity_provider_is_a_segment_of_the_path() throws Exception {
    DrawdownClient client = situation.client();
    MeteredCall call =
        MeteredCall.of("auth0|4+2=~6", "checkin.draft", "job-17", Duration.ofSeconds(60));

    assertThat(client.balance("auth0|4+2=~6").total()).isEqualTo(49);
    assertThat(outcomeOf(client.metered(call, situation::work))).isEqualTo("Captured");
    assertThat(service.lines())
        .containsExactly(
            "GET /v1/accounts/auth0|4+2=~6/balance",
            "POST /v1/accounts/auth0|4+2=~6/charges",
            "POST /v1/accounts/auth0|4+2=~6/charges/{key}/capture");
  }
}
