package dev.drawdown.local;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.adapters.catalog.Catalogs;
import dev.drawdown.local.console.Webhook;
import dev.drawdown.local.gateway.Server;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Requests that a page of another site makes a browser send, under a name of that site (DNS
/// rebinding) or directly to this address (CSRF).
class OwnSiteTest {
  private static final String CHARGE = "POST /v1/accounts/ada/charges";
  static final List<String> CALLS =
      List.of(
          CHARGE,
          "GET /v1/catalog",
          "POST /webhooks/stripe",
          "GET /__dev/clock",
          "POST /__dev/clock",
          "POST /__dev/payments",
          "POST /__dev/sweep",
          "GET /__dev/events",
          "GET /__dev/events/more",
          "GET /health",
          "GET /nothing",
          "OPTIONS /__dev/clock");

  /// The number of bytes of an answer that distinguish a refusal from any other answer.
  private static final int ENOUGH = 240;

  private static Service service;
  private static Developer developer;
  private static int port;

  @BeforeAll
  static void start() throws Exception {
    service =
        Service.start(
            Server.bind(0), Catalogs.shipped("assistant-coach"), Optional.empty(), Webhook.SECRET);
    developer = Developer.at(service.address());
    port = service.address().getPort();
  }

  @AfterAll
  static void stop() throws Exception {
    developer.close();
    service.close();
  }

  @ParameterizedTest
  @FieldSource("CALLS")
  void a_name_that_was_pointed_here_is_refused_on_every_path(String call) throws Exception {
    String answer = answer(call, "Host: rebound.example:" + port);

    assertThat(answer).startsWith("HTTP/1.1 421 ").contains("{\"message\":\"Misdirected Request: ");
  }

  @ParameterizedTest
  @FieldSource("CALLS")
  void another_sites_page_is_refused_on_every_path(String call) throws Exception {
    String answer = answer(call, "Host: localhost:" + port, "Origin: https://other.example");

    assertThat(answer).startsWith("HTTP/1.1 403 ").contains("{\"message\":\"Forbidden: ");
    assertThat(answer.toLowerCase(Locale.ROOT)).doesNotContain("access-control-allow");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Host: rebound.example",
        "Host: localhost.rebound.example:PORT",
        "Host: 127.0.0.1.rebound.example:PORT",
        "Host: rebound.example:PORT, localhost:PORT",
        "Host: localhost:PORT@rebound.example",
        "Host: localhost.:PORT",
        "Host: 0.0.0.0:PORT",
        "Host: 192.168.0.7:PORT",
        "Host: [::2]:PORT",
        "Host:",
        "X-Forwarded-Host: localhost:PORT",
        "Host: localhost:PORT\r\nHost: rebound.example",
      })
  void only_this_machines_names_lead_here(String headers) throws Exception {
    assertThat(answer("GET /health", headers)).startsWith("HTTP/1.1 421 ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Origin: null",
        "Origin: http://localhost:1",
        "Origin: https://localhost:PORT",
        "Origin: http://127.0.0.1:PORT",
        "Origin: http://localhost:PORT.other.example",
        "Origin: http://localhost:PORT\r\nOrigin: http://other.example",
        "Sec-Fetch-Site: cross-site",
        "Sec-Fetch-Site: Cross-Site",
        "Origin: http://localhost:PORT\r\nSec-Fetch-Site: cross-site",
      })
  void only_its_own_pages_may_call_it(String headers) throws Exception {
    assertThat(answer("GET /health", "Host: localhost:PORT", headers)).startsWith("HTTP/1.1 403 ");
  }

  static Stream<List<String>> own() {
    return Stream.of(
        List.of("Host: localhost:PORT"),
        List.of("Host: LOCALHOST:PORT"),
        List.of("Host: localhost"),
        List.of("Host: 127.0.0.1:PORT"),
        List.of("Host: [::1]:PORT"),
        // Another port that is forwarded to this one.
        List.of("Host: localhost:1", "Origin: http://localhost:1"),
        List.of("Host: 127.0.0.1:PORT", "Origin: http://127.0.0.1:PORT"),
        List.of("Host: localhost:PORT", "Origin: http://localhost:PORT"),
        List.of("Host: localhost:PORT", "Sec-Fetch-Site: same-origin"),
        List.of("Host: localhost:PORT", "Sec-Fetch-Site: none"));
  }

  @ParameterizedTest
  @MethodSource("own")
  void its_own_pages_and_programs_on_this_machine_are_answered(List<String> headers)
      throws Exception {
    assertThat(answer("GET /health", headers.toArray(String[]::new))).startsWith("HTTP/1.1 200 ");
  }

  @Test
  void a_refused_request_changes_nothing() throws Exception {
    String clock = developer.see("/__dev/clock").text();
    String before = clock.replaceAll("\"now\":\"[^\"]*\"", "");

    answer("POST /__dev/clock", "Host: localhost:PORT", "Origin: https://other.example");
    answer("POST /__dev/clock", "Host: rebound.example");
    answer(CHARGE, "Host: localhost:PORT", "Origin: https://other.example");
    answer(CHARGE, "Host: rebound.example");

    assertThat(developer.see("/__dev/clock").text().replaceAll("\"now\":\"[^\"]*\"", ""))
        .isEqualTo(before)
        .contains("\"running\":true");
    assertThat(developer.balance("ada").at("version")).isEqualTo(0);
  }

  /// The answer to a call with exactly these headers. Browsers set them, and Java's client refuses
  /// to. `PORT` is replaced by the service's port.
  private static String answer(String call, String... headers) throws Exception {
    String body = call.equals(CHARGE) ? "{\"action\":\"checkin.draft\"}" : "{\"advance\":\"P1M\"}";
    String request =
        call
            + " HTTP/1.1\r\n"
            + String.join("\r\n", headers).replace("PORT", Integer.toString(port))
            + "\r\nAuthorization: Bearer dev-service\r\nIdempotency-Key: k\r\n"
            + "Content-Type: application/json\r\nConnection: close\r\nContent-Length: "
            + body.length()
            + "\r\n\r\n"
            + body;
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(request.getBytes(US_ASCII));
      // An accepted stream never ends.
      return new String(socket.getInputStream().readNBytes(ENOUGH), US_ASCII);
    }
  }
}
