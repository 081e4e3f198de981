package dev.drawdown.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.jr.ob.JSON;
import dev.drawdown.fuzz.FuzzedService.Outcome;
import dev.drawdown.local.template.Route;
import dev.drawdown.local.template.Template;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The events that API Gateway sends to the functions of the API, with arbitrary claims, headers,
/// parameters and bodies. An input is the product's name, and the event in the next line.
///
/// An event is answered, or refused by a problem with a code, or isn't JSON of the gateway's form.
/// Only claims that name a scope of the route get an answer that isn't a refusal. With the scope
/// for one's own account, it is only an answer about the account that the token names.
class InvocationFuzzTest {
  private static final String READ = "credits/read";
  private static final String SELF = "credits/self";
  private static final Map<String, Route> ROUTES = RequestText.routes(Template.load());

  static List<byte[]> seeds() {
    Stream<byte[]> samples =
        CallFuzzTest.SAMPLES.entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .flatMap(
                product ->
                    Stream.of(product.getValue().split(" ", -1))
                        .map(name -> input(product.getKey(), RequestText.sampleEvent(name))));
    return Stream.concat(samples, others()).toList();
  }

  /// Claims as other identity providers put them, a body in Base64, and no token.
  private static Stream<byte[]> others() {
    String balance = new String(RequestText.sampleEvent("balance"), UTF_8);
    String charge = new String(RequestText.sampleEvent("charge"), UTF_8);
    String event =
        "{\"routeKey\":\"GET /v1/accounts/{account}/balance\","
            + "\"pathParameters\":{\"account\":\"anna\"},\"requestContext\":{\"authorizer\":";
    return Stream.of(
            balance.replace("\"scope\"", "\"scp\"").replace(READ, "[a " + READ + "]"),
            event + "{\"jwt\":{\"claims\":{\"sub\":\"anna\",\"scope\":\"" + SELF + "\"}}}}}",
            event + "{\"jwt\":{\"claims\":{\"sub\":\"ben\",\"scope\":\"x " + SELF + "\"}}}}}",
            event + "{\"jwt\":{\"claims\":null,\"scopes\":[\"" + READ + "\"]}}}}",
            event + "null}}",
            charge
                .replace(
                    "{\\\"action\\\":\\\"checkin.draft\\\"}",
                    "eyJhY3Rpb24iOiJjaGVja2luLmRyYWZ0In0=")
                .replace("\"isBase64Encoded\":false", "\"isBase64Encoded\":true"))
        .map(json -> input("assistant-coach", json.getBytes(UTF_8)));
  }

  private static byte[] input(String product, byte[] event) {
    return (product + "\n" + new String(event, UTF_8)).getBytes(UTF_8);
  }

  @MethodSource("seeds")
  @FuzzTest
  void an_event_is_answered_or_refused(byte[] input) {
    Fuzzing.take(InvocationFuzzTest::invoke, input);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2})
  void a_changed_event_is_answered_or_refused(long seed) {
    Fuzzing.run(InvocationFuzzTest::invoke, InvocationFuzzTest.class, seeds(), seed);
  }

  /// API Gateway sends events of the template's routes only. An event that a second reader can't
  /// read counts as one of the charge's route, because any function must survive it.
  private static void invoke(byte[] input) {
    int end = new String(input, UTF_8).indexOf('\n');
    FuzzedService service =
        end < 0 ? null : CallFuzzTest.SERVICES.get(new String(input, UTF_8).substring(0, end));
    if (service == null) {
      return;
    }
    byte[] event = Arrays.copyOfRange(input, end + 1, input.length);
    Map<?, ?> read = read(event);
    Route route =
        ROUTES.get(read.isEmpty() ? "POST /v1/accounts/{account}/charges" : read.get("routeKey"));
    if (route == null) {
      return;
    }

    Optional<Outcome> outcome = service.invoke(route, event);

    boolean accepted = outcome.filter(done -> done.answer().getStatusCode() < 400).isPresent();
    if (accepted && route.access() instanceof Route.Access.Scoped(List<String> scopes)) {
      requireRight(scopes, read);
    }
  }

  private static void requireRight(List<String> scopes, Map<?, ?> event) {
    Map<?, ?> claims = in(in(in(in(event, "requestContext"), "authorizer"), "jwt"), "claims");
    String named = claims.get("scope") + " " + claims.get("scp");
    assertThat(scopes).anyMatch(named::contains);
    if (scopes.contains(SELF) && !named.contains(READ)) {
      assertThat(claims.get("sub")).isEqualTo(in(event, "pathParameters").get("account"));
    }
  }

  private static Map<?, ?> in(Map<?, ?> object, String field) {
    return object.get(field) instanceof Map<?, ?> inner ? inner : Map.of();
  }

  private static Map<?, ?> read(byte[] event) {
    try {
      return JSON.std.mapFrom(event);
    } catch (IOException notJson) {
      return Map.of();
    }
  }
}
