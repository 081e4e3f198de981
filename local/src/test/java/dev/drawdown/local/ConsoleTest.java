package dev.drawdown.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.drawdown.adapters.catalog.Catalogs;
import dev.drawdown.adapters.http.Reply;
import dev.drawdown.local.console.DevConsole;
import dev.drawdown.local.console.Webhook;
import dev.drawdown.local.gateway.Server;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The console's needs of the whole service: the entries that each request wrote, many charges at
/// once, and a table that fails.
@Timeout(120)
class ConsoleTest {
  private static Service service;
  private static Developer developer;

  @BeforeAll
  static void start() throws Exception {
    service =
        Service.start(
            Server.bind(0), Catalogs.shipped("outsmart"), Optional.empty(), Webhook.SECRET);
    developer = Developer.at(service.address());
  }

  @AfterAll
  static void stop() {
    developer.close();
    service.close();
  }

  @AfterEach
  void end_all_faults() {
    fail("{}");
  }

  @Test
  void a_request_is_streamed_with_its_answer_and_the_entries_that_it_wrote() throws Exception {
    try (BufferedReader lines = listen("?requests=true")) {
      developer.charge("ann", "click-1", "lab.analyze", "document", "report-1");

      Map<String, Object> request = next(lines, "Request");
      assertThat(request)
          .containsEntry("method", "POST")
          .containsEntry("path", "/v1/accounts/ann/charges")
          .containsEntry("key", "click-1")
          .containsEntry("status", 201)
          .containsEntry("wrote", List.of("account#ann/1", "account#ann/2"));
      assertThat((String) request.get("body")).contains("\"report-1\"");
      assertThat((String) request.get("answer")).contains("\"total\":9");
    }
  }

  @Test
  void the_events_of_a_request_have_the_ids_in_its_line() throws Exception {
    try (BufferedReader lines = listen("?requests=true")) {
      developer.pay("invoice.paid", "account", "uma", "plan", "solo");

      Map<String, Object> request = next(lines, "Request");
      Map<String, Object> event = next(lines, "CreditsGranted");
      // Events of an earlier test may come late.
      while (!event.get("account").equals("uma")) {
        event = next(lines, "CreditsGranted");
      }
      assertThat(request)
          .containsEntry("path", DevConsole.PAYMENTS)
          .containsEntry("wrote", List.of(event.get("id")));
    }
  }

  @Test
  void a_listener_without_requests_receives_events_only() throws Exception {
    try (BufferedReader lines = listen("")) {
      developer.charge("tom", "click-1", "lab.analyze", "document", "report-1");

      assertThat(next(lines, "")).containsEntry("type", "CreditsGranted");
      assertThat(next(lines, "")).containsEntry("type", "CreditsCharged");
    }
  }

  @Test
  void of_fifty_charges_at_once_on_ten_credits_ten_succeed_and_all_belong_to_one_request()
      throws Exception {
    try (BufferedReader lines = listen("?requests=true")) {
      Reply counted = burst("crowd");

      assertThat(counted.at("statuses")).isEqualTo(Map.of("201", 10, "402", 40));
      assertThat(counted.at("refusals")).isEqualTo(Map.of("out-of-credits", 40));
      assertThat(next(lines, "Request").get("wrote").toString())
          .contains("account#crowd/1,", "account#crowd/11,");
      assertNothingIsLeftAndAllAddsUp("crowd");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"conflicts\":3}",
        "{\"throttling\":4}",
        "{\"lostAnswers\":3}",
        "{\"conflicts\":5,\"throttling\":7,\"lostAnswers\":4}"
      })
  void no_failure_of_the_table_loses_a_credit_or_spends_it_twice(String faults) {
    String account = "crowd-" + faults.replaceAll("[^A-Za-z0-9]", "");
    fail(faults);

    Reply counted = burst(account);
    int struck = struck(developer.see(DevConsole.FAULTS));
    fail("{}");
    Reply again = burst(account);

    assertThat(counted.status()).isEqualTo(200);
    assertThat(struck).isPositive();
    // A retry with the same keys shows which charges were made, and makes the missing ones.
    assertThat(count(again, "200") + count(again, "201")).isEqualTo(10);
    assertThat(count(again, "402")).isEqualTo(40);
    assertNothingIsLeftAndAllAddsUp(account);
  }

  @Test
  void faults_are_off_unless_a_request_names_them() {
    fail("{\"conflicts\":9}");

    Reply state = fail("{\"throttling\":100}");

    assertThat(state.text())
        .isEqualTo(
            "{\"conflicts\":0,\"throttling\":100,\"lostAnswers\":0,"
                + "\"struck\":{\"conflicts\":0,\"throttling\":0,\"lostAnswers\":0}}");
  }

  @Test
  void faults_do_not_strike_the_seed() {
    fail("{\"throttling\":1}");

    Reply seed = developer.post(DevConsole.SEED, "");

    assertThat(seed.status()).isEqualTo(200);
    fail("{}");
    assertThat(developer.balance("dan").at("standing")).isEqualTo("suspended");
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          faults | {"conflicts":-1}                                              | conflicts
          faults | {"conflicts":101}                                             | conflicts
          faults | {"lost":1}                                                    | lost
          burst  | {"account":"a b","action":"ask","key":"k","times":1}          | account
          burst  | {"account":"ada","action":"ask","times":1}                    | key
          burst  | {"account":"ada","action":"ask","key":"k","times":201}        | times
          burst  | {"account":"ada","action":"ask","key":"k","times":1,"more":1} | more
          """)
  void an_impossible_request_is_refused_by_its_field(String endpoint, String body, String field) {
    Reply refused = developer.post("/__dev/" + endpoint, body);

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.at("field")).isEqualTo(field);
  }

  private static Reply fail(String faults) {
    return developer.post(DevConsole.FAULTS, faults);
  }

  private static Reply burst(String account) {
    return developer.post(
        DevConsole.BURST,
        "{\"account\":\"%s\",\"action\":\"lab.analyze\",\"key\":\"click\",\"times\":50}"
            .formatted(account));
  }

  private static int count(Reply burst, String status) {
    return ((Map<?, ?>) burst.at("statuses")).get(status) instanceof Integer count ? count : 0;
  }

  private static int struck(Reply state) {
    return ((Map<?, ?>) state.at("struck"))
        .values().stream().mapToInt(count -> (Integer) count).sum();
  }

  private static void assertNothingIsLeftAndAllAddsUp(String account) {
    assertThat(developer.balance(account).at("total")).isEqualTo(0);
    assertThat(developer.get(account, "audit").at("consistent")).isEqualTo(true);
    assertThat(developer.get(account, "audit").at("ledgerTotal")).isEqualTo(0);
  }

  private static BufferedReader listen(String query) throws Exception {
    URI address = URI.create(service.address() + DevConsole.EVENTS + query);
    InputStream body =
        developer
            .http()
            .send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofInputStream())
            .body();
    BufferedReader lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
    assertThat(lines.readLine()).isEqualTo(": listening");
    return lines;
  }

  /// The next line of a type, or of any type.
  private static Map<String, Object> next(BufferedReader lines, String type) throws Exception {
    while (true) {
      String line = lines.readLine();
      if (line.startsWith("data: ")) {
        Map<String, Object> request = JSON.std.mapFrom(line.substring("data: ".length()));
        if (type.isEmpty() || type.equals(request.get("type"))) {
          return request;
        }
      }
    }
  }
}
