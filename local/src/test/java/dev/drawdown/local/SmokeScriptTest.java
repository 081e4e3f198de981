package dev.drawdown.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.drawdown.adapters.Ports;
import dev.drawdown.adapters.catalog.Catalogs;
import dev.drawdown.adapters.store.DueTimes;
import dev.drawdown.adapters.store.InMemoryStore;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.local.console.Webhook;
import dev.drawdown.local.gateway.Functions;
import dev.drawdown.local.gateway.Gateway;
import dev.drawdown.local.gateway.Server;
import dev.drawdown.local.gateway.Tokens;
import dev.drawdown.local.template.Template;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The output of `.ci/smoke` for the local service, for one with only the deployed parts, and for
/// some faulty ones.
class SmokeScriptTest {
  private static final Path SCRIPT = Path.of("..", ".ci", "smoke");

  /// All environment variables of the script.
  private static final Map<String, String> RIGHT =
      Map.of(
          "DRAWDOWN_TOKEN", Tokens.SERVICE,
          "DRAWDOWN_READ_TOKEN", Tokens.USER_PREFIX + "anna",
          "DRAWDOWN_WEBHOOK_SECRET", Webhook.SECRET);

  private static Optional<Service> local = Optional.empty();

  @BeforeAll
  static void start() throws Exception {
    assumeTrue(hasTools(), "skipped: there is no bash with curl and openssl on this machine");
    local =
        Optional.of(
            Service.start(Server.bind(0), catalog("outsmart"), Optional.empty(), Webhook.SECRET));
  }

  @AfterAll
  static void end() {
    local.ifPresent(Service::close);
  }

  @Test
  void every_step_passes_on_the_local_service_with_all_variables() throws Exception {
    Ended ended = smoke(address(), Map.of());

    assertThat(ended.lines()).hasSize(10).allMatch(line -> line.startsWith("ok       "));
    assertThat(ended.lines())
        .contains("ok       a charge without a token: expected 401; got 401")
        .anyMatch(line -> line.startsWith("ok       its event on the bus: expected CreditsCharged"))
        .contains(
            "ok       a webhook with a signature: "
                + "expected 200 with \"outcome\":\"ignored\"; got 200");
    assertThat(ended.code()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"outsmart", "assistant-coach", "ai-employee"})
  void every_shipped_catalog_passes_as_deployed_without_a_listener_on_the_bus(String product)
      throws Exception {
    try (Server server = deployed(product, answer -> answer)) {
      Ended ended = smoke(server.address(), Map.of());

      assertThat(ended.lines())
          .filteredOn(line -> !line.startsWith("ok "))
          .containsExactly(
              "skipped  its event on the bus: EventBridge has no address that curl could listen"
                  + " to");
      assertThat(ended.code()).isZero();
    }
  }

  @Test
  void the_charge_is_refunded() throws Exception {
    smoke(address(), Map.of("DRAWDOWN_ACCOUNT", "zoe"));

    try (Developer developer = Developer.at(address())) {
      assertThat(developer.balance("zoe").at("total")).isEqualTo(10);
      assertThat(developer.get("zoe", "audit").at("consistent")).isEqualTo(true);
    }
  }

  @Test
  void a_missing_variable_of_a_step_is_named() throws Exception {
    Ended ended =
        smoke(address(), Map.of("DRAWDOWN_READ_TOKEN", "", "DRAWDOWN_WEBHOOK_SECRET", ""));

    assertThat(ended.lines())
        .contains(
            "skipped  a charge with a token that may not charge: DRAWDOWN_READ_TOKEN is not set",
            "skipped  webhooks: DRAWDOWN_WEBHOOK_SECRET is not set");
    assertThat(ended.code()).isZero();
  }

  @Test
  void events_are_signed_by_the_local_services_clock_wherever_it_was_moved() throws Exception {
    try (Developer developer = Developer.at(address())) {
      developer.advance("P1D");
    }

    assertThat(smoke(address(), Map.of()).code()).isZero();
  }

  @Test
  void a_token_without_the_right_to_charge_fails_the_charge_and_skips_dependent_steps()
      throws Exception {
    Ended ended = smoke(address(), Map.of("DRAWDOWN_TOKEN", Tokens.USER_PREFIX + "anna"));

    assertThat(ended.failures())
        .containsExactly(
            "failed   a charge of 1 for lab.analyze: expected 201 with \"status\":\"charged\"; "
                + "got 403 {\"message\":\"Forbidden\"}");
    assertThat(ended.lines())
        .contains("skipped  its replay, its refund and its event: there is no charge");
    assertThat(ended.code()).isEqualTo(1);
  }

  @Test
  void a_token_with_an_unwanted_right_to_charge_fails_the_403() throws Exception {
    Ended ended = smoke(address(), Map.of("DRAWDOWN_READ_TOKEN", Tokens.SERVICE));

    assertThat(ended.failures().getFirst())
        .startsWith(
            "failed   a charge with a token that may not charge: expected 403; got 201"
                + " {\"charge\"");
    assertThat(ended.code()).isEqualTo(1);
  }

  @Test
  void another_signing_secret_fails_only_the_webhook() throws Exception {
    Ended ended = smoke(address(), Map.of("DRAWDOWN_WEBHOOK_SECRET", "whsec_another"));

    assertThat(ended.failures())
        .singleElement()
        .asString()
        .startsWith(
            "failed   a webhook with a signature: "
                + "expected 200 with \"outcome\":\"ignored\"; got 400 {")
        .contains("Stripe-Signature isn't a valid signature of this body");
    assertThat(ended.code()).isEqualTo(1);
  }

  @Test
  void a_service_without_authentication_fails_both_401s() throws Exception {
    try (Server server = deployed("outsmart", answer -> with(answer, 401, 201))) {
      Ended ended = smoke(server.address(), Map.of());

      assertThat(ended.failures())
          .hasSize(2)
          .allMatch(line -> line.contains("expected 401; got 201 "));
      assertThat(ended.code()).isEqualTo(1);
    }
  }

  @Test
  void a_service_that_charges_a_key_twice_fails_the_replay() throws Exception {
    try (Server server = deployed("outsmart", answer -> without(answer, "Idempotent-Replayed"))) {
      Ended ended = smoke(server.address(), Map.of());

      assertThat(ended.failures())
          .containsExactly(
              "failed   its replay: expected the header Idempotent-Replayed: true; got none");
      assertThat(ended.code()).isEqualTo(1);
    }
  }

  @Test
  void without_a_service_no_further_step_runs() throws Exception {
    int port;
    try (ServerSocket taken = new ServerSocket(0)) {
      port = taken.getLocalPort();
    }

    Ended ended = smoke(URI.create("http://127.0.0.1:" + port), Map.of());

    assertThat(ended.lines()).hasSize(2);
    assertThat(ended.lines().getFirst())
        .startsWith("failed   the catalog: expected 200 with \"product\":; got 000 curl: (7)");
    assertThat(ended.code()).isEqualTo(1);
  }

  @Test
  void a_wrong_command_gets_the_usage() throws Exception {
    assertThat(run(List.of(), RIGHT).code()).isEqualTo(2);
    assertThat(run(List.of("localhost:8080"), RIGHT).code()).isEqualTo(2);

    Ended without = smoke(address(), Map.of("DRAWDOWN_TOKEN", ""));

    assertThat(without.code()).isEqualTo(2);
    assertThat(without.lines().getFirst()).startsWith("usage: .ci/smoke URL");
    assertThat(without.lines()).anyMatch(line -> line.contains("DRAWDOWN_WEBHOOK_SECRET"));
  }

  private record Ended(int code, List<String> lines) {
    List<String> failures() {
      return lines.stream().filter(line -> line.startsWith("failed ")).toList();
    }
  }

  /// Runs the script with the right variables, except for `changed`.
  private static Ended smoke(URI address, Map<String, String> changed) throws Exception {
    Map<String, String> environment = new HashMap<>(RIGHT);
    environment.putAll(changed);
    return run(List.of(address.toString()), environment);
  }

  private static Ended run(List<String> arguments, Map<String, String> environment)
      throws Exception {
    List<String> command = new ArrayList<>(List.of("bash", SCRIPT.toString()));
    command.addAll(arguments);
    ProcessBuilder script = new ProcessBuilder(command).redirectErrorStream(true);
    script.environment().keySet().removeIf(name -> name.startsWith("DRAWDOWN_"));
    script.environment().putAll(environment);
    Process process = script.start();
    List<String> lines =
        new String(process.getInputStream().readAllBytes(), UTF_8).lines().toList();
    return new Ended(process.waitFor(), lines);
  }

  private static URI address() {
    return local.orElseThrow().address();
  }

  /// Only the deployed parts. `changed` changes each answer.
  private static Server deployed(String product, UnaryOperator<APIGatewayV2HTTPResponse> changed)
      throws Exception {
    Catalog catalog = catalog(product);
    InstantSource clock = InstantSource.system();
    Ports ports = new Ports(catalog, new InMemoryStore(DueTimes.of(catalog)), clock);
    Template template = Template.load();
    Functions functions = Functions.of(template, ports.with(Webhook.settings(Webhook.SECRET)));
    Gateway gateway = new Gateway(template, functions, clock, System.err);
    Server server = Server.bind(0);
    server.serve(request -> changed.apply(gateway.answer(request)));
    return server;
  }

  private static APIGatewayV2HTTPResponse with(
      APIGatewayV2HTTPResponse answer, int status, int another) {
    if (answer.getStatusCode() == status) {
      answer.setStatusCode(another);
    }
    return answer;
  }

  private static APIGatewayV2HTTPResponse without(APIGatewayV2HTTPResponse answer, String header) {
    Map<String, String> headers = new LinkedHashMap<>(answer.getHeaders());
    headers.keySet().removeIf(header::equalsIgnoreCase);
    answer.setHeaders(headers);
    return answer;
  }

  private static Catalog catalog(String product) {
    return Catalogs.shipped(product);
  }

  private static boolean hasTools() throws InterruptedException {
    try {
      String tools = "command -v curl && command -v openssl";
      return new ProcessBuilder("bash", "-c", tools).start().waitFor() == 0;
    } catch (IOException absent) {
      return false;
    }
  }
}
