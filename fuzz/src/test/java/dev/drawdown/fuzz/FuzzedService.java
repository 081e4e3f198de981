package dev.drawdown.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.fasterxml.jackson.jr.ob.JSON;
import dev.drawdown.adapters.Ports;
import dev.drawdown.adapters.SigningSecrets;
import dev.drawdown.adapters.WebhookSettings;
import dev.drawdown.adapters.bus.InMemoryBus;
import dev.drawdown.adapters.catalog.Catalogs;
import dev.drawdown.adapters.store.DueTimes;
import dev.drawdown.adapters.store.InMemoryStore;
import dev.drawdown.adapters.store.PaidPool;
import dev.drawdown.domain.PoolId;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.local.console.DevConsole;
import dev.drawdown.local.gateway.Endpoint;
import dev.drawdown.local.gateway.Functions;
import dev.drawdown.local.gateway.Gateway;
import dev.drawdown.local.gateway.Invocation;
import dev.drawdown.local.gateway.LocalRequest;
import dev.drawdown.local.stream.DevClock;
import dev.drawdown.local.stream.Ticks;
import dev.drawdown.local.template.Route;
import dev.drawdown.local.template.Template;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// All functions of the API on a store in memory, and the local service's tools for developers.
///
/// Each function is called with a stream of bytes, as Lambda does. Every call starts with the same
/// store, so each input fails alone.
final class FuzzedService {
  static final Instant NOW = Instant.parse("2026-11-20T10:15:30Z");

  /// The secret that signed the webhook's sample.
  static final String WEBHOOK_SECRET = "whsec_sample";

  private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
  private static final String SESSION_SECRET = "the-samples-are-signed-with-this-secret";
  private static final Template TEMPLATE = Template.load();
  private static final PojoSerializer<APIGatewayV2HTTPEvent> EVENT =
      LambdaEventSerializers.serializerFor(
          APIGatewayV2HTTPEvent.class, FuzzedService.class.getClassLoader());
  private static final PojoSerializer<APIGatewayV2HTTPResponse> RESPONSE =
      LambdaEventSerializers.serializerFor(
          APIGatewayV2HTTPResponse.class, FuzzedService.class.getClassLoader());

  private final Catalog catalog;
  private final boolean livemode;
  private final ByteArrayOutputStream log = new ByteArrayOutputStream();
  private InMemoryStore store = new InMemoryStore();
  private Map<String, RequestStreamHandler> functions = Map.of();
  private Endpoint endpoint;
  private Map<String, Object> contents;

  /// The service with one of the shipped catalogs, for payments of real money.
  FuzzedService(String product) {
    this(product, true);
  }

  /// The same for payments of real money, or of the provider's test mode as on a developer's
  /// machine.
  FuzzedService(String product, boolean livemode) {
    this.catalog = Catalogs.shipped(product);
    this.livemode = livemode;
    this.endpoint = prepared();
    this.contents = store.contents();
  }

  /// The store as the next input finds it.
  InMemoryStore store() {
    return store;
  }

  /// The outcome of a call: the answer, and whether a wallet or a pool has changed.
  record Outcome(APIGatewayV2HTTPResponse answer, boolean hasChangedWallets) {
    /// The event's outcome in the webhook's answer.
    Object event() {
      return json(answer.getBody()).get("outcome");
    }
  }

  /// Makes the call. Fails if the answer is one that no request may get.
  Outcome call(LocalRequest request) {
    return callAll(List.of(request)).getFirst();
  }

  /// Makes the calls in this order on one store. Fails if an answer is one that no request may get.
  List<Outcome> callAll(List<LocalRequest> requests) {
    List<Outcome> outcomes = requests.stream().map(this::answered).toList();
    boolean used = requests.stream().anyMatch(FuzzedService::isForDevelopers);
    if (used || !store.contents().equals(contents)) {
      renew();
    }
    return outcomes;
  }

  /// Calls the function of a route with an event, as Lambda does. Empty if the function can't read
  /// the event. Such an event changes nothing.
  Optional<Outcome> invoke(Route route, byte[] event) {
    try {
      APIGatewayV2HTTPResponse answer =
          AsLambda.run(functions.get(route.handler()), event, Invocation.of(route.handler()));
      Outcome outcome = outcome(answer, contents, answer.getStatusCode() >= 400);
      if (!store.contents().equals(contents)) {
        renew();
      }
      return Optional.of(outcome);
    } catch (IOException unreadable) {
      assertThat(store.contents()).as(unreadable.toString()).isEqualTo(contents);
      return Optional.empty();
    }
  }

  private void renew() {
    endpoint = prepared();
    contents = store.contents();
  }

  /// A refused request and a request that only reads change nothing: not the store, nor the clock,
  /// the faults or the payment provider.
  private Outcome answered(LocalRequest request) {
    log.reset();
    Map<String, Object> before = store.contents();
    List<String> tools = isForDevelopers(request) ? tools() : List.of();

    APIGatewayV2HTTPResponse answer = endpoint.answer(request);

    boolean mustNotChange = answer.getStatusCode() >= 400 || READING.contains(request.method());
    Outcome outcome = outcome(answer, before, mustNotChange);
    if (isForDevelopers(request)) {
      Fuzzing.requireNothingInternal(answer.getBody() + answer.getHeaders(), bytes(request));
      if (mustNotChange) {
        assertThat(tools()).as("in spite of " + answer).isEqualTo(tools);
      }
    }
    return outcome;
  }

  private Outcome outcome(
      APIGatewayV2HTTPResponse answer, Map<String, Object> before, boolean mustNotChange) {
    assertThat(answer.getStatusCode()).as(log.toString(UTF_8) + answer).isBetween(200, 499);
    Map<String, Object> now = store.contents();
    if (mustNotChange) {
      assertThat(now).as("stored in spite of " + answer).isEqualTo(before);
    }
    return new Outcome(answer, !wallets(now).equals(wallets(before)));
  }

  private static boolean isForDevelopers(LocalRequest request) {
    return request.rawPath().startsWith("/__dev/");
  }

  /// The states of the tools for developers.
  private List<String> tools() {
    return Stream.of(DevConsole.CLOCK, DevConsole.FAULTS, DevConsole.PAYMENTS)
        .map(path -> endpoint.answer(LocalRequest.of("GET", path, Map.of(), Optional.empty())))
        .map(APIGatewayV2HTTPResponse::getBody)
        .toList();
  }

  private static byte[] bytes(LocalRequest request) {
    String body = request.body().map(sent -> new String(sent.bytes(), UTF_8)).orElse("");
    return (request + body).getBytes(UTF_8);
  }

  private static Map<String, Object> wallets(Map<String, Object> contents) {
    Map<String, Object> wallets = new LinkedHashMap<>(contents);
    wallets.keySet().removeIf(name -> !name.startsWith("wallet ") && !name.startsWith("pool "));
    return wallets;
  }

  /// Fails unless a function's answer has the parts of every answer.
  private static void require(APIGatewayV2HTTPResponse answer, byte[] event) {
    String body = answer.getBody() == null ? "" : answer.getBody();
    Fuzzing.requireNothingInternal(body + answer.getHeaders(), event);
    if (answer.getStatusCode() >= 400) {
      assertThat(answer.getHeaders()).containsEntry("Content-Type", "application/problem+json");
      assertThat(json(body))
          .containsEntry("status", answer.getStatusCode())
          .containsKeys("code", "type", "title", "detail");
    }
  }

  /// Gives the service a store with a hold and a pool with one member.
  private Endpoint prepared() {
    store = new InMemoryStore(DueTimes.of(catalog));
    DevClock clock = new DevClock(InstantSource.fixed(NOW));
    Ports ports =
        new Ports(catalog, store, clock)
            .with(new WebhookSettings(List.of(WEBHOOK_SECRET), livemode))
            .withSessions(SigningSecrets.fixed(List.of(SESSION_SECRET)))
            .with(new InMemoryBus());
    functions = new LinkedHashMap<>();
    Map<String, RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse>> byClass =
        new LinkedHashMap<>(Functions.of(TEMPLATE, ports).byClass());
    byClass.forEach((name, function) -> functions.put(name, (RequestStreamHandler) function));
    byClass.replaceAll((name, _) -> new AsLambda(functions.get(name)));
    Gateway fresh =
        new Gateway(TEMPLATE, new Functions(byClass), clock, new PrintStream(log, true, UTF_8));
    if (catalog.product().equals("outsmart")) {
      PaidPool.of(new PoolId("northside"), "office", catalog, NOW).in(store);
      done(fresh, "PUT", "/v1/pools/northside/members/anna", "{}");
    } else if (catalog.product().equals("assistant-coach")) {
      String hold = "{\"action\":\"checkin.draft\",\"hold\":{\"expiresIn\":\"PT1H\"}}";
      done(fresh, "POST", "/v1/accounts/anna/charges", hold);
    }
    Ticks ticks = new Ticks(TEMPLATE, ports, clock, new PrintStream(log, true, UTF_8));
    return new DevConsole(clock).endpoint(ports, clock, ticks, fresh, WEBHOOK_SECRET);
  }

  private static void done(Gateway gateway, String method, String path, String body) {
    Map<String, String> headers =
        Map.of("authorization", "Bearer dev-service", "idempotency-key", "draft-1001");
    APIGatewayV2HTTPResponse answer =
        gateway.answer(LocalRequest.of(method, path, headers, Optional.of(body)));
    assertThat(answer.getStatusCode()).as(answer.getBody()).isBetween(200, 204);
  }

  private static Map<String, Object> json(String text) {
    try {
      return JSON.std.mapFrom(text);
    } catch (IOException notJson) {
      throw new UncheckedIOException(text, notJson);
    }
  }

  /// A function as Lambda calls it, by bytes.
  private record AsLambda(RequestStreamHandler function)
      implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
    @Override
    public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      EVENT.toJson(event, bytes);
      try {
        return run(function, bytes.toByteArray(), context);
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      }
    }

    static APIGatewayV2HTTPResponse run(
        RequestStreamHandler function, byte[] event, Context context) throws IOException {
      ByteArrayOutputStream answered = new ByteArrayOutputStream();
      function.handleRequest(new ByteArrayInputStream(event), answered, context);
      APIGatewayV2HTTPResponse answer =
          RESPONSE.fromJson(new ByteArrayInputStream(answered.toByteArray()));
      require(answer, event);
      return answer;
    }
  }
}
