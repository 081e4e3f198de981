package dev.drawdown.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.drawdown.adapters.store.DueTimes;
import dev.drawdown.adapters.store.InMemoryStore;
import dev.drawdown.local.demo.Demos;
import dev.drawdown.local.gateway.Endpoint;
import dev.drawdown.local.gateway.LocalRequest;
import dev.drawdown.local.stream.DevClock;
import dev.drawdown.local.template.Template;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Requests to the pages and back ends of the demo products. Each is answered or refused. A refused
/// request and a request that only reads change nothing.
class DemoCallFuzzTest {
  private static final int INPUTS = 200;
  private static final Template TEMPLATE = Template.load();

  /// The page shows such an answer for an AI action that was ordered to fail.
  private static final String ORDERED_FAILURE = "{\"failed\":true,";

  private static final List<String> PRODUCTS =
      List.of("outsmart", "assistant-coach", "ai-employee");

  private static Scene scene = new Scene();

  /// The demo products on stores in memory. A product starts with its first request.
  private record Scene(
      Map<String, InMemoryStore> stores, ByteArrayOutputStream log, Endpoint endpoint) {
    Scene() {
      this(new ConcurrentHashMap<>(), new ByteArrayOutputStream());
    }

    private Scene(Map<String, InMemoryStore> stores, ByteArrayOutputStream log) {
      this(
          stores,
          log,
          new Demos(
                  TEMPLATE,
                  new DevClock(InstantSource.fixed(FuzzedService.NOW)),
                  (name, catalog) ->
                      stores.computeIfAbsent(name, _ -> new InMemoryStore(DueTimes.of(catalog))),
                  new PrintStream(log, true, UTF_8))
              .before(_ -> Endpoint.message(404, "Not Found")));
    }

    Map<String, Object> contents() {
      Map<String, Object> contents = new TreeMap<>();
      stores.forEach((name, store) -> contents.put(name, store.contents()));
      return contents;
    }
  }

  static List<byte[]> seeds() {
    return Fuzzing.seeds(
        "demo GET /demo/outsmart/me\ncookie: demo-outsmart=ben; a=1\n\n",
        "demo POST /demo/outsmart/sign-in\n\n{\"account\":\"fay\"}",
        "demo POST /demo/outsmart/session\n\n",
        "demo POST /demo/outsmart/pool-session\ncookie: demo-outsmart=ada\n\n{}",
        "demo POST /demo/assistant-coach/ai\n\n"
            + "{\"action\":\"checkin.draft\",\"document\":\"checkin-maya\",\"click\":\"click-1\"}",
        "demo POST /demo/assistant-coach/ai\n\n"
            + "{\"action\":\"checkin.draft\",\"document\":\"checkin-maya\",\"click\":\"click-2\","
            + "\"fail\":true}",
        "demo POST /demo/ai-employee/buy\n\n{\"kind\":\"pack\",\"id\":\"pack-250\","
            + "\"returnUrl\":\"http://localhost/\",\"cancelUrl\":\"http://localhost/no\"}",
        "demo POST /demo/outsmart/buy\n\n{\"kind\":\"plan\",\"id\":\"office\","
            + "\"returnUrl\":\"http://localhost/\",\"cancelUrl\":\"http://localhost/no\"}",
        "demo POST /demo/outsmart/checkout?account=ada&pack=pack-50&return_url=http://localhost/a"
            + "\n\ndo=pay",
        "demo GET /demo/outsmart/v1/accounts/ada/balance\nauthorization: Bearer dev-service\n\n",
        "demo GET /demo/outsmart/subscriptions\n\n");
  }

  @MethodSource("seeds")
  @FuzzTest
  void a_request_to_a_demo_is_answered_or_refused(byte[] input) {
    Fuzzing.take(DemoCallFuzzTest::call, input);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = 1)
  void a_changed_request_to_a_demo_is_answered_or_refused(long seed) {
    Fuzzing.run(DemoCallFuzzTest::call, DemoCallFuzzTest.class, seeds(), seed, INPUTS);
  }

  private static void call(byte[] input) {
    RequestText.read(input)
        .map(RequestText::request)
        .filter(request -> request.segments().getFirst().equals("demo"))
        .ifPresent(request -> call(request, input));
  }

  private static void call(LocalRequest request, byte[] input) {
    PRODUCTS.stream()
        .filter(product -> request.segments().contains(product))
        .forEach(DemoCallFuzzTest::start);
    scene.log().reset();
    Map<String, Object> before = scene.contents();

    APIGatewayV2HTTPResponse answer = scene.endpoint().answer(request);

    int status = answer.getStatusCode();
    String body = Optional.ofNullable(answer.getBody()).orElse("");
    boolean ordered = status == 502 && body.startsWith(ORDERED_FAILURE);
    assertThat(ordered ? 200 : status).as(scene.log().toString(UTF_8)).isBetween(200, 499);
    boolean changed = !scene.contents().equals(before);
    if (!body.startsWith("<!")) {
      Fuzzing.requireNothingInternal(body, input);
    }
    boolean refused = status >= 400 && !ordered;
    if (refused || Stream.of("GET", "HEAD").anyMatch(request.method()::equals)) {
      assertThat(changed).as("stored in spite of " + answer).isFalse();
    }
    if (changed) {
      scene = new Scene();
    }
  }

  private static void start(String product) {
    scene
        .endpoint()
        .answer(LocalRequest.of("GET", "/demo/" + product + "/me", Map.of(), Optional.empty()));
  }
}
