package dev.drawdown.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.adapters.catalog.Catalogs;
import dev.drawdown.adapters.json.JsonObject;
import dev.drawdown.events.EventSchemas;
import dev.drawdown.local.console.Webhook;
import dev.drawdown.local.gateway.Server;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The deployed functions, on DynamoDB Local, over HTTP.
class ServiceTest {
  private static final String DATA = "data: ";
  private static final String BALANCE = "/v1/accounts/ada/balance";
  private static final String ADA_OF_THE_DEMO = "/demo/outsmart/v1/accounts/ada/balance";

  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  void charges_and_resets_as_time_passes() throws Exception {
    try (Service service = start(Optional.empty())) {
      HttpResponse<String> health = get(service, "/health");
      HttpResponse<String> charged = charge(service, "first");
      HttpResponse<String> before = get(service, BALANCE);
      HttpResponse<String> moved = post(service, "/__dev/clock", "", "{\"advance\":\"P1M\"}");
      HttpResponse<String> after = get(service, BALANCE);

      assertThat(health.body()).isEqualTo("{\"status\":\"ok\"}");
      assertThat(charged.statusCode()).isEqualTo(201);
      assertThat(before.body()).contains("\"total\":49");
      assertThat(moved.body()).contains("\"running\":false");
      assertThat(after.body()).contains("\"total\":50");
    }
  }

  @Test
  @Timeout(60)
  void streams_events_to_every_listener() throws Exception {
    try (Service service = start(Optional.empty());
        Stream<String> stream = listen(service)) {
      Iterator<String> events = events(stream).iterator();

      charge(service, "first");

      assertThat(events.next())
          .startsWith("{\"type\":\"CreditsGranted\",\"id\":\"account#ada/1\",")
          .contains("\"account\":\"ada\"");
      assertThat(events.next())
          .startsWith("{\"type\":\"CreditsCharged\",\"id\":\"account#ada/2\",")
          .contains("\"balanceAfter\":49,\"action\":\"checkin.draft\"")
          .endsWith("\"charge\":\"first\"}");
    }
  }

  @Test
  @Timeout(60)
  void streams_changes_of_a_kept_table(@TempDir Path folder) throws Exception {
    Optional<Path> data = Optional.of(folder.resolve("data"));
    try (Service service = start(data)) {
      charge(service, "first");
    }

    try (Service service = start(data);
        Stream<String> stream = listen(service)) {
      charge(service, "second");

      assertThat(events(stream).findFirst().orElseThrow()).contains("\"id\":\"account#ada/3\"");
    }
  }

  @Test
  void keeps_wallets_in_the_given_folder(@TempDir Path folder) throws Exception {
    Optional<Path> data = Optional.of(folder.resolve("data"));
    try (Service service = start(data)) {
      charge(service, "first");
    }

    try (Service service = start(data)) {
      assertThat(get(service, BALANCE).body()).contains("\"total\":49");
    }
  }

  @Test
  void renews_the_plans_of_the_demos_customers_over_a_kept_folder(@TempDir Path folder)
      throws Exception {
    Optional<Path> data = Optional.of(folder.resolve("data"));
    String renewed;
    try (Service service = start(Optional.empty())) {
      renewed = balanceOfAdaInAMonth(service);
    }
    try (Service service = start(data)) {
      assertThat(get(service, ADA_OF_THE_DEMO).statusCode()).isEqualTo(200);
    }

    try (Service service = start(data)) {
      assertThat(balanceOfAdaInAMonth(service)).isEqualTo(renewed);
    }
  }

  /// The credits that the demo's customer Ada has a month from now.
  private String balanceOfAdaInAMonth(Service service) throws Exception {
    assertThat(get(service, ADA_OF_THE_DEMO).statusCode()).isEqualTo(200);
    post(service, "/__dev/clock", "", "{\"advance\":\"P1M\"}");
    JsonObject balance = JsonObject.parse(get(service, ADA_OF_THE_DEMO).body());
    return balance.text("standing") + " " + balance.number("total", 0, Long.MAX_VALUE);
  }

  @Test
  void has_no_other_path_below_dev() throws Exception {
    try (Service service = start(Optional.empty())) {
      assertThat(get(service, "/__dev/").statusCode()).isEqualTo(404);
      assertThat(get(service, "/__dev/clock/").statusCode()).isEqualTo(404);
      assertThat(post(service, "/health", "", "{}").statusCode()).isEqualTo(404);
    }
  }

  /// Returns once the stream receives all later events.
  private Stream<String> listen(Service service) throws Exception {
    return client.send(request(service, "/__dev/events").build(), BodyHandlers.ofLines()).body();
  }

  /// The events of the stream. Each must fit its schema.
  private static Stream<String> events(Stream<String> lines) {
    return lines
        .filter(line -> line.startsWith(DATA))
        .map(line -> line.substring(DATA.length()))
        .peek(ServiceTest::requireValid);
  }

  private static void requireValid(String event) {
    String type = JsonObject.parse(event).text("type");
    assertThat(EventSchemas.faults(type, event)).isEmpty();
  }

  private static Service start(Optional<Path> data) throws Exception {
    return Service.start(Server.bind(0), Catalogs.shipped("assistant-coach"), data, Webhook.SECRET);
  }

  private HttpResponse<String> charge(Service service, String key) throws Exception {
    return post(service, "/v1/accounts/ada/charges", key, "{\"action\":\"checkin.draft\"}");
  }

  private HttpResponse<String> get(Service service, String path) throws Exception {
    return send(request(service, path));
  }

  private HttpResponse<String> post(Service service, String path, String key, String body)
      throws Exception {
    return send(
        request(service, path).header("Idempotency-Key", key).POST(BodyPublishers.ofString(body)));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private static HttpRequest.Builder request(Service service, String path) {
    return HttpRequest.newBuilder(URI.create(service.address() + path))
        .header("Authorization", "Bearer dev-service")
        .header("Content-Type", "application/json");
  }
}
