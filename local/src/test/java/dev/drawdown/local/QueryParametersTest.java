package dev.drawdown.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.adapters.http.Reply;
import dev.drawdown.local.template.Route;
import dev.drawdown.local.template.Template;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Every route of `template.yaml` refuses a query parameter that it doesn't take, or that comes
/// twice. Otherwise the service would silently ignore the caller's intention.
class QueryParametersTest {
  private static final String WEBHOOK = "/webhooks/stripe";

  private static ServiceInMemory service;
  private static Developer developer;

  @BeforeAll
  static void start() {
    service = new ServiceInMemory("outsmart");
    developer = service.developer();
  }

  @AfterAll
  static void stop() {
    developer.close();
    service.close();
  }

  static Stream<Route> routes() {
    return Template.load().routes().stream().filter(route -> !route.path().equals(WEBHOOK));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("routes")
  void a_parameter_that_a_call_does_not_take_is_refused_by_its_name(Route route) {
    String session = route.path().matches(".*/(pool|members)") ? "pools" : "accounts";
    Developer caller =
        route.path().startsWith("/v1/session/")
            ? developer.as(
                (String) developer.post("/v1/" + session + "/anna/sessions", "{}").at("token"))
            : developer;

    Reply reply = caller.call(route.method(), path(route) + "?limitPerPeriod=1", "{}");

    assertRefused(reply, "limitPerPeriod", "is not a parameter of this call");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "/v1/accounts/anna/quote?action=ask&action=ask,           action",
    "/v1/accounts/anna/quote?action=ask&document=a&documen%74=b, document",
    "/v1/accounts/anna/ledger?limit=1&cursor=9&limit=1,       limit",
    "/v1/pools/office/ledger?shard=0&shard=1,                   shard",
  })
  void a_parameter_that_comes_twice_is_refused_by_its_name(String path, String name) {
    assertRefused(developer.see(path), name, "is given more than once");
  }

  @Test
  void a_value_may_have_commas() {
    Reply reply = developer.see("/v1/accounts/anna/quote?action=lab.analyze&document=a,b");

    assertThat(reply.status()).isEqualTo(200);
  }

  @Test
  void a_call_with_a_refused_parameter_writes_nothing() {
    developer.pay("invoice.paid", "pool", "office", "plan", "office");
    Map<String, Object> before = service.store().contents();

    Reply reply = developer.call("PUT", "/v1/pools/office/members/anna?limitPerPeriod=1", "{}");

    assertThat(reply.status()).isEqualTo(400);
    assertThat(service.store().contents()).isEqualTo(before);
  }

  /// The provider adds none, so a query there is part of the address that a team registered. A
  /// refusal would refuse payments.
  @Test
  void the_webhook_alone_ignores_its_query() {
    Reply with = developer.post(WEBHOOK + "?deployment=2&deployment=3", "{}");
    Reply without = developer.post(WEBHOOK, "{}");

    assertThat(with.at("field")).isEqualTo("Stripe-Signature");
    assertThat(with.text()).isEqualTo(without.text());
  }

  private static String path(Route route) {
    return route.path().replaceAll("\\{[a-z]+}", "anna");
  }

  private static void assertRefused(Reply reply, String name, String reason) {
    assertThat(reply.status()).as(reply.text()).isEqualTo(400);
    assertThat(reply.at("code")).isEqualTo("invalid-request");
    assertThat(reply.at("field")).isEqualTo(name);
    assertThat(reply.at("detail")).isEqualTo(name + " " + reason);
  }
}
