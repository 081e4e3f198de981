package dev.drawdown.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.jr.ob.JSON;
import dev.drawdown.adapters.Ports;
import dev.drawdown.adapters.SigningSecrets;
import dev.drawdown.adapters.WebhookSettings;
import dev.drawdown.adapters.calllog.CallLog;
import dev.drawdown.adapters.calllog.CollectedLines;
import dev.drawdown.adapters.catalog.Catalogs;
import dev.drawdown.adapters.http.Call;
import dev.drawdown.adapters.http.HttpFunction;
import dev.drawdown.adapters.http.Reply;
import dev.drawdown.adapters.store.InMemoryStore;
import dev.drawdown.adapters.store.StoreFailure;
import dev.drawdown.adapters.store.Stores;
import dev.drawdown.local.gateway.Functions;
import dev.drawdown.local.template.Route;
import dev.drawdown.local.template.Template;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every route writes one line per call, from which CloudWatch makes metrics. The line contains
/// nothing that the caller sent.
class CallLineTest {
  private static final Set<String> READ_NO_STORE =
      Set.of("catalog", "openapi", "session", "pool-session");

  private final InMemoryStore store = new InMemoryStore();
  private final CollectedLines log = new CollectedLines();

  static List<String> samples() throws IOException {
    return SampleInvocations.calls();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void a_call_writes_one_line_with_its_route_and_outcome_and_nothing_from_the_caller(
      String sample) {
    prepare(sample);

    Reply reply = Call.sample(sample).on(function(sample, store), log);

    assertEmbeddedMetrics(log.only());
    assertThat(log.fields())
        .containsEntry("route", read(sample).get("routeKey"))
        .containsEntry("status", reply.status())
        .containsEntry("cold", true)
        .containsEntry("Requests", 1)
        .containsEntry("Failures", 0)
        .containsKeys("requestId", "apiRequestId", "outcome", "Attempts", "Milliseconds");
    assertHides(log.only(), sample);
  }

  @ParameterizedTest
  @MethodSource("samples")
  void a_call_that_throws_writes_its_line_and_throws_without_anything_from_the_caller(
      String sample) {
    Throwable thrown = thrownBy(Call.sample(sample), sample, texts(sample));

    if (READ_NO_STORE.contains(sample)) {
      assertThat(thrown).as("it reads no store").isNull();
      return;
    }
    assertThrownWithout(texts(sample), thrown);
  }

  static List<String> samplesWithBody() throws IOException {
    return samples().stream()
        .filter(sample -> read(sample).get("body") instanceof String)
        .filter(sample -> !READ_NO_STORE.contains(sample))
        .toList();
  }

  /// The gateway encodes a body if its content type isn't that of a text.
  @ParameterizedTest
  @MethodSource("samplesWithBody")
  void a_call_with_a_base64_body_that_throws_hides_the_same_texts(String sample) {
    byte[] body = ((String) read(sample).get("body")).getBytes(UTF_8);
    String encoded = Base64.getEncoder().encodeToString(body);
    String[] texts =
        Stream.concat(Stream.of(encoded), Stream.of(texts(sample))).toArray(String[]::new);

    Throwable thrown = thrownBy(Call.sample(sample).base64(encoded), sample, texts);

    assertThrownWithout(texts, thrown);
  }

  /// The exception of `call` if the store's failure names these texts.
  private Throwable thrownBy(Call call, String sample, String... texts) {
    String message = "defect at " + String.join(" and ", texts);
    Stores failing = failing(new IllegalStateException(message));
    return catchThrowable(() -> call.on(function(sample, failing), log));
  }

  private void assertThrownWithout(String[] texts, Throwable thrown) {
    assertThat(thrown).isNotNull();
    assertEmbeddedMetrics(log.only());
    assertThat(log.fields())
        .containsEntry("outcome", "failed")
        .containsEntry("status", 500)
        .containsEntry("Failures", 1);
    assertThat((String) log.fields().get("failure")).startsWith("java.lang.IllegalStateException");
    assertThat(thrown).hasMessageContaining("[hidden]");
    assertThat(printed(thrown)).contains("at dev.drawdown");
    assertThat(texts).noneMatch(log.only()::contains).noneMatch(printed(thrown)::contains);
  }

  @ParameterizedTest
  @MethodSource("samples")
  void a_call_without_a_table_writes_the_reason_on_its_line(String sample) {
    String message = "no table, asked for " + String.join(" and ", texts(sample));
    StoreFailure failure =
        new StoreFailure(StoreFailure.Kind.UNUSABLE, new IllegalArgumentException(message));

    Reply reply = Call.sample(sample).on(function(sample, failing(failure)), log);

    if (!READ_NO_STORE.contains(sample)) {
      assertThat(reply.status()).isEqualTo(503);
      assertThat(log.fields()).containsEntry("outcome", "busy").containsEntry("Failures", 1);
      assertThat((String) log.fields().get("failure")).contains("StoreFailure", "no table");
    }
    assertEmbeddedMetrics(log.only());
    assertHides(log.only(), sample);
  }

  @Test
  void a_charge_writes_its_cost_its_number_of_decisions_and_the_hash_of_its_account() {
    Call.sample("charge").on(function("charge", store), log);

    assertThat(log.fields())
        .containsEntry("outcome", "done")
        .containsEntry("cost", 1)
        .containsEntry("Attempts", 1)
        .containsEntry("Conflicts", 0)
        .containsEntry("account", CallLog.keyed("any", "key").hash("account#anna").orElseThrow());
  }

  @Test
  void a_sessions_read_writes_the_hash_of_its_account_and_never_its_token() {
    Call.sample("session-balance").on(function("session-balance", store), log);

    assertThat(log.fields())
        .containsEntry("outcome", "done")
        .containsEntry("account", CallLog.keyed("any", "key").hash("account#anna").orElseThrow());
    assertThat(log.only()).doesNotContain("s1.", "anna");
  }

  @Test
  void only_the_first_call_of_a_process_is_cold() {
    HttpFunction function = function("charge", store);
    CollectedLines second = new CollectedLines();

    Call.sample("charge").on(function, log);
    Call.sample("charge").on(function, second);

    assertThat(second.fields())
        .containsEntry("cold", false)
        .containsEntry("ColdStarts", 0)
        .containsEntry("outcome", "replayed");
  }

  @Test
  void a_refusal_writes_its_code_and_counts_as_no_failure() {
    Call.sample("charge").token("shop", "credits/read").on(function("charge", store), log);

    assertThat(log.fields())
        .containsEntry("outcome", "forbidden")
        .containsEntry("Refusals", 1)
        .containsEntry("Failures", 0);
  }

  @Test
  void the_hash_of_an_account_depends_on_the_deployment_s_key_and_needs_one() {
    String name = "account#anna";

    assertThat(CallLog.keyed("t", "one").hash(name))
        .hasValueSatisfying(hash -> assertThat(hash).matches("[0-9a-f]{16}"))
        .isEqualTo(CallLog.keyed("t", "one").hash(name))
        .isNotEqualTo(CallLog.keyed("t", "two").hash(name));
    assertThat(CallLog.of("t", Map.of()).hash(name)).isEmpty();
    assertThat(CallLog.of("t", Map.of("LOG_KEY", "one"))).hasToString("CallLog of t");
  }

  // The samples and the items that they need.

  private void prepare(String sample) {
    if (!sample.equals("charge")) {
      SampleInvocations.hold(ports("charge", store));
    }
    SampleInvocations.payForPool(store, SharedTable.NOW);
  }

  private static Ports ports(String sample, Stores stores) {
    return new Ports(
            Catalogs.shipped(SampleInvocations.product(sample)), stores, () -> SharedTable.NOW)
        .with(new WebhookSettings(List.of("whsec_sample"), true))
        .withSessions(SigningSecrets.fixed(List.of(SampleInvocations.SESSION_SECRET)))
        .with(CallLog.keyed("table", "key"));
  }

  private static HttpFunction function(String sample, Stores stores) {
    Object key = read(sample).get("routeKey");
    Route route =
        Template.load().routes().stream()
            .filter(each -> each.key().equals(key))
            .findFirst()
            .orElseThrow();
    RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> made =
        Functions.make(route.handler(), ports(sample, stores));
    return (HttpFunction) made;
  }

  private static Map<String, Object> read(String sample) {
    try {
      return JSON.std.mapFrom(SampleInvocations.text(sample));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /// Stores whose every call throws `failure`.
  private static Stores failing(RuntimeException failure) {
    return proxy(
        Stores.class,
        (_, method, _) ->
            proxy(
                method.getReturnType(),
                (_, _, _) -> {
                  throw failure;
                }));
  }

  private static <T> T proxy(Class<T> port, java.lang.reflect.InvocationHandler handler) {
    return port.cast(Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, handler));
  }

  // The required and the forbidden content of a line.

  private static void assertHides(String text, String sample) {
    assertThat(texts(sample)).noneMatch(text::contains);
  }

  /// Names in the path, key, token, claims, the body and every text in it.
  private static String[] texts(String sample) {
    return Stream.concat(
            Stream.of(secrets(sample)),
            textsOf((String) read(sample).getOrDefault("body", "")).stream())
        .distinct()
        .toArray(String[]::new);
  }

  private static String[] secrets(String sample) {
    Map<String, Object> event = read(sample);
    Map<?, ?> headers = (Map<?, ?>) event.get("headers");
    Set<String> secrets = new HashSet<>();
    for (String header : List.of("authorization", "idempotency-key", "stripe-signature")) {
      if (headers.get(header) instanceof String value) {
        secrets.add(value);
      }
    }
    if (event.get("pathParameters") instanceof Map<?, ?> path) {
      path.values().forEach(name -> secrets.add((String) name));
    }
    if (event.get("body") instanceof String body) {
      secrets.add(body);
    }
    if (secrets.isEmpty() && !READ_NO_STORE.contains(sample)) {
      throw new IllegalStateException("nothing is said by " + sample);
    }
    return secrets.toArray(String[]::new);
  }

  /// Each text of a body, except words that a line may have for another reason.
  private static Set<String> textsOf(String body) {
    Set<String> texts = new HashSet<>();
    try (JsonParser parser = new JsonFactory().createParser(body.getBytes(UTF_8))) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.VALUE_STRING && parser.getText().length() > 6) {
          texts.add(parser.getText());
        }
      }
    } catch (IOException noJson) {
      throw new UncheckedIOException(noJson);
    }
    return texts;
  }

  private static String printed(Throwable thrown) {
    StringWriter text = new StringWriter();
    thrown.printStackTrace(new PrintWriter(text));
    return text.toString();
  }

  /// One line of JSON in CloudWatch's embedded metric format.
  private static void assertEmbeddedMetrics(String line) {
    assertThat(line.stripTrailing()).doesNotContain("\n");
    Map<String, Object> root = parsed(line);
    Map<?, ?> metadata = (Map<?, ?>) root.get("_aws");
    assertThat(metadata.get("Timestamp")).isInstanceOf(Long.class);
    List<?> directives = (List<?>) metadata.get("CloudWatchMetrics");
    assertThat(directives).hasSize(1);
    Map<?, ?> directive = (Map<?, ?>) directives.getFirst();
    assertThat(directive.get("Namespace")).isEqualTo("Drawdown");
    assertThat(directive.get("Dimensions")).isEqualTo(List.of(List.of("Table")));
    assertThat(root.get("Table")).isEqualTo("table");
    List<?> metrics = (List<?>) directive.get("Metrics");
    assertThat(metrics).doesNotHaveDuplicates();
    // The webhook also counts the outcomes of its deliveries.
    assertThat(
            metrics.stream()
                .map(metric -> ((Map<?, ?>) metric).get("Name"))
                .filter(name -> !String.valueOf(name).startsWith("Events"))
                .collect(toSet()))
        .isEqualTo(
            Set.of(
                "Requests",
                "ColdStarts",
                "Refusals",
                "Failures",
                "Attempts",
                "Conflicts",
                "WriteUnits",
                "Milliseconds"));
    assertThat(metrics)
        .allSatisfy(
            metric -> {
              Map<?, ?> named = (Map<?, ?>) metric;
              assertThat(named.get("Unit")).isIn("Count", "Milliseconds");
              assertThat(root.get(named.get("Name"))).isInstanceOf(Number.class);
            });
  }

  private static Map<String, Object> parsed(String line) {
    try {
      return JSON.std.mapFrom(line);
    } catch (IOException noJson) {
      throw new UncheckedIOException(noJson);
    }
  }
}
