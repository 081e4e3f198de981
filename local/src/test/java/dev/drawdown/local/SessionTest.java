package dev.drawdown.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.adapters.http.Reply;
import dev.drawdown.local.template.Route;
import dev.drawdown.local.template.Template;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A browser's session token is valid for the reads of sessions, and for no other route of
/// `template.yaml`.
class SessionTest {
  private static final String YEAR = "from=2026-01-01T00:00:00Z&to=2027-01-01T00:00:00Z";
  private static final Set<String> OPEN =
      Set.of("GET /v1/catalog", "GET /v1/openapi.json", "POST /webhooks/stripe");

  private static final Set<String> READS_OF_ACCOUNTS =
      Set.of("balance", "quote", "ledger", "usage");
  private static final Set<String> READS_OF_POOLS = Set.of("pool", "members", "ledger", "usage");
  private static final Map<String, String> QUERIES =
      Map.of("quote", "?action=ask", "usage", "?" + YEAR);

  private static ServiceInMemory service;
  private static Developer backend;
  private static Developer account;
  private static Developer pool;

  @BeforeAll
  static void start() {
    service = new ServiceInMemory("outsmart");
    backend = service.developer();
    backend.pay("invoice.paid", "pool", "acme", "plan", "office");
    account = session("accounts/anna");
    pool = session("pools/acme");
  }

  @AfterAll
  static void stop() {
    backend.close();
    service.close();
  }

  static Stream<Route> otherRoutes() {
    return Template.load().routes().stream()
        .filter(route -> !route.path().startsWith("/v1/session/"))
        .filter(route -> !OPEN.contains(route.key()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("otherRoutes")
  void a_session_does_nothing_else(Route route) {
    Map<String, Object> before = service.store().contents();
    String path = route.path().replace("{pool}", "acme").replaceAll("\\{[a-z]+}", "anna");

    Reply ofAccount = account.call(route.method(), path, "{}");
    Reply ofPool = pool.call(route.method(), path, "{}");

    assertThat(ofAccount.status()).isEqualTo(401);
    assertThat(ofPool.status()).isEqualTo(401);
    assertThat(service.store().contents()).isEqualTo(before);
  }

  static Stream<Route> readsOfSessions() {
    return Template.load().routes().stream()
        .filter(route -> route.path().startsWith("/v1/session/"));
  }

  /// A route that is added must be named here.
  @ParameterizedTest(name = "{0}")
  @MethodSource("readsOfSessions")
  void each_kind_of_session_has_its_own_reads(Route route) {
    Map<String, Object> before = service.store().contents();
    String what = route.path().substring("/v1/session/".length());
    String query = QUERIES.getOrDefault(what, "");

    Reply ofAccount = account.see(route.path() + query);
    Reply ofPool = pool.see(route.path() + query);

    assertThat(route.method()).isEqualTo("GET");
    assertThat(ofAccount.status()).isEqualTo(READS_OF_ACCOUNTS.contains(what) ? 200 : 403);
    assertThat(ofPool.status()).isEqualTo(READS_OF_POOLS.contains(what) ? 200 : 403);
    assertThat(service.store().contents()).isEqualTo(before);
  }

  /// The only open routes are those that need no token at all.
  @Test
  void every_route_is_open_or_scoped_or_a_sessions() {
    assertThat(Template.load().routes())
        .filteredOn(route -> route.access() instanceof Route.Access.Open)
        .extracting(Route::key)
        .filteredOn(key -> !key.startsWith("GET /v1/session/"))
        .containsExactlyInAnyOrderElementsOf(OPEN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH"})
  void a_session_writes_nothing_on_its_own_routes(String method) {
    Map<String, Object> before = service.store().contents();

    for (Developer browser : List.of(account, pool)) {
      readsOfSessions()
          .forEach(
              route ->
                  assertThat(browser.call(method, route.path(), "{}").status()).isEqualTo(404));
    }

    assertThat(service.store().contents()).isEqualTo(before);
  }

  @Test
  void a_session_reads_its_own_account_or_pool_and_not_the_other_kind() {
    assertThat(account.see("/v1/session/balance").at("account")).isEqualTo("anna");
    assertThat(account.see("/v1/session/ledger").status()).isEqualTo(200);
    assertThat(account.see("/v1/session/usage?" + YEAR).status()).isEqualTo(200);
    assertThat(pool.see("/v1/session/pool").at("total")).isEqualTo(500);
    assertThat(pool.see("/v1/session/members").status()).isEqualTo(200);
    assertThat(pool.see("/v1/session/ledger").status()).isEqualTo(200);
    assertThat(pool.see("/v1/session/usage?by=member&" + YEAR).status()).isEqualTo(200);
    assertThat(pool.see("/v1/session/balance").status()).isEqualTo(403);
    assertThat(account.see("/v1/session/pool").status()).isEqualTo(403);
  }

  @Test
  void the_tokens_of_services_and_people_are_no_sessions() {
    for (String token : new String[] {"dev-service", "dev-user:anna", "s1.x.y"}) {
      assertThat(backend.as(token).see("/v1/session/balance").status()).isEqualTo(401);
    }
  }

  @Test
  void a_page_of_the_services_own_origin_may_send_a_preflight_and_then_read() throws Exception {
    HttpResponse<String> first =
        send(
            request("/v1/session/balance")
                .header("Access-Control-Request-Method", "GET")
                .header("Access-Control-Request-Headers", "authorization")
                .method("OPTIONS", BodyPublishers.noBody()));
    HttpResponse<String> then =
        send(request("/v1/session/balance").header("Authorization", "Bearer " + account.token()));

    assertThat(first.statusCode()).isEqualTo(204);
    assertThat(header(first, "access-control-allow-origin")).isEqualTo(origin());
    assertThat(header(first, "access-control-allow-methods")).isEqualTo("GET");
    assertThat(header(first, "access-control-allow-headers")).isEqualTo("authorization");
    assertThat(header(first, "access-control-max-age")).isEqualTo("600");
    assertThat(then.statusCode()).isEqualTo(200);
    assertThat(header(then, "access-control-allow-origin")).isEqualTo(origin());
  }

  @Test
  void a_page_of_another_origin_fails_at_the_preflight() throws Exception {
    HttpResponse<String> answer =
        send(
            HttpRequest.newBuilder(URI.create(origin() + "/v1/session/balance"))
                .header("Origin", "https://other.example")
                .header("Access-Control-Request-Method", "GET")
                .method("OPTIONS", BodyPublishers.noBody()));

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.headers().firstValue("access-control-allow-origin")).isEmpty();
  }

  private static Developer session(String owner) {
    return backend.as((String) backend.post("/v1/" + owner + "/sessions", "{}").at("token"));
  }

  private static String origin() {
    return service.server().address().toString();
  }

  private static HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(origin() + path)).header("Origin", origin());
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(request.build(), BodyHandlers.ofString());
    }
  }

  private static String header(HttpResponse<String> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }
}
