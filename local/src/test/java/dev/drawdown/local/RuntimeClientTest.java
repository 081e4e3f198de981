package dev.drawdown.local;

import static dev.drawdown.local.SampleInvocations.SHARD;
import static dev.drawdown.local.SampleInvocations.STREAM;
import static dev.drawdown.local.SampleInvocations.TICK;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.jr.ob.JSON;
import dev.drawdown.adapters.Ports;
import dev.drawdown.adapters.SigningSecrets;
import dev.drawdown.adapters.WebhookSettings;
import dev.drawdown.adapters.aws.StubAws;
import dev.drawdown.adapters.catalog.Catalogs;
import dev.drawdown.adapters.dynamodb.DynamoDbStore;
import dev.drawdown.adapters.dynamodb.Skipped;
import dev.drawdown.adapters.http.Call;
import dev.drawdown.adapters.http.Reply;
import dev.drawdown.adapters.store.DueTimes;
import dev.drawdown.adapters.store.InMemoryStore;
import dev.drawdown.adapters.store.Stores;
import dev.drawdown.local.gateway.Functions;
import dev.drawdown.local.runtime.FunctionProcess;
import dev.drawdown.local.template.DeployedFunction;
import dev.drawdown.local.template.Route;
import dev.drawdown.local.template.Template;
import dev.drawdown.renewalwebhook.StripeSignature;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// Each function's deployed jar, under Lambda's runtime client: the handler's name, the packed
/// files, and the JSON of events and answers.
@Timeout(300)
class RuntimeClientTest {
  private static final Template TEMPLATE = Template.load();
  private static final String SECRET = "whsec_what-signs-here-both-events-and-sessions";

  private static final String AUTHORIZATION = "authorization";

  private static Instant now;
  private static SharedTable tables;
  private static DynamoDbClient client;
  private static int made;

  @BeforeAll
  static void start() throws Exception {
    now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    tables = new SharedTable();
    client = tables.table().client();
  }

  @AfterAll
  static void stop() {
    client.close();
    tables.close();
  }

  static List<DeployedFunction> behindTheApi() {
    return DeployedFunction.all().stream()
        .filter(
            function ->
                TEMPLATE.routes().stream().anyMatch(each -> each.handler().equals(function.type())))
        .toList();
  }

  @Test
  void every_function_is_run_here() {
    assertThat(behindTheApi()).hasSize(9);
    assertThat(DeployedFunction.all()).hasSize(11).containsAll(behindTheApi());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("behindTheApi")
  void a_call_has_the_same_status_and_fields_as_in_this_jvm(DeployedFunction function)
      throws Exception {
    requireJar(function);
    Map<String, List<String>> byProduct =
        samples(function).stream().collect(groupingBy(SampleInvocations::product));

    for (var samples : byProduct.entrySet()) {
      boolean held = !samples.getValue().contains("charge");
      Stage here = Stage.of(samples.getKey(), "in-memory", new InMemoryStore(), held);
      Stage there = onTable(samples.getKey(), held);
      try (StubAws services = new StubAws().answers(200, secret());
          FunctionProcess process = process(function, there, services)) {
        for (String sample : samples.getValue()) {
          assertSame(event(sample, here), Functions.make(function.type(), here.ports()), process);
        }
      }
    }
  }

  private static void assertSame(
      Call call,
      RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> here,
      FunctionProcess process)
      throws Exception {
    Reply expected = call.on(here);

    Map<String, Object> answer = JSON.std.mapFrom(process.invoke(call.json()));

    assertThat(expected.status()).as(expected.text()).isBetween(200, 204);
    assertThat(answer.get("statusCode")).as(process.output()).isEqualTo(expected.status());
    assertThat(answer.get("headers")).isEqualTo(expected.headers());
    assertThat(fields(answer)).isEqualTo(expected.body().keySet());
  }

  @Test
  void a_tick_calls_every_shard_and_a_shard_is_swept() throws Exception {
    DeployedFunction function = DeployedFunction.named("MonthlyResetFunction");
    requireJar(function);
    try (StubAws services = new StubAws();
        FunctionProcess process = process(function, onTable("assistant-coach", true), services)) {
      for (int batch = 0; batch < 7; batch++) {
        services.answers(200, "{\"Successful\":[],\"Failed\":[]}");
      }

      String called = process.invoke(SampleInvocations.text(TICK));
      String swept = process.invoke(SampleInvocations.text(SHARD));

      assertThat(called).isEqualTo("{\"called\":64}");
      assertThat(services.requests).hasSize(7);
      assertThat(swept).contains("\"shard\":59", "\"finished\":true");
    }
  }

  @Test
  void a_change_of_a_wallet_is_put_on_the_bus() throws Exception {
    DeployedFunction function = DeployedFunction.named("PublishingFunction");
    requireJar(function);
    Stage stage = onTable("assistant-coach", true);
    try (StubAws services =
            new StubAws()
                .answers(200, "{\"FailedEntryCount\":0,\"Entries\":[{\"EventId\":\"a\"}]}");
        FunctionProcess process = process(function, stage, services)) {
      String answer = process.invoke(SampleInvocations.text(STREAM));

      assertThat(answer).isEqualTo("{\"batchItemFailures\":[]}");
      assertThat(services.requests).hasSize(1);
    }
  }

  @Test
  void a_function_without_its_table_stops_before_it_serves() throws Exception {
    DeployedFunction function = DeployedFunction.named("ChargeFunction");
    requireJar(function);
    try (FunctionProcess process =
        FunctionProcess.start(
            function.jar().toString(), function.handler(), Map.of("CATALOG", "outsmart"))) {
      assertThat(process.invocation(SampleInvocations.text("charge")))
          .failsWithin(Duration.ofMinutes(2))
          .withThrowableThat()
          .withMessageContaining("TABLE is not set");
    }
  }

  /// The environment of a function: a catalog and a store with the items that samples need.
  private record Stage(String product, String table, Ports ports) {
    static Stage of(String product, String table, Stores store, boolean held) {
      if (held) {
        SampleInvocations.hold(ports("assistant-coach", store));
      }
      SampleInvocations.payForPool(store, now);
      return new Stage(product, table, ports(product, store));
    }

    private static Ports ports(String product, Stores store) {
      return new Ports(Catalogs.shipped(product), store, () -> now)
          .with(new WebhookSettings(List.of(SECRET), true))
          .withSessions(SigningSecrets.fixed(List.of(SECRET)));
    }
  }

  private static Stage onTable(String product, boolean held) {
    String table = "table-" + ++made;
    client.createTable(TEMPLATE.table().named(table));
    DueTimes dueTimes = DueTimes.of(Catalogs.shipped(product));
    return Stage.of(product, table, new DynamoDbStore(client, table, dueTimes), held);
  }

  private static void requireJar(DeployedFunction function) {
    Optional<String> obstacle = function.obstacle();
    Assumptions.assumeTrue(
        Skipped.unless(
            obstacle.isEmpty(), function.name() + " under the runtime client", obstacle.orElse("")),
        () -> "skipped: " + obstacle.orElse("") + ". ./mvnw verify builds it.");
  }

  /// The samples of a function. A hold is extended before it is captured.
  private static List<String> samples(DeployedFunction function) throws IOException {
    return SampleInvocations.calls().stream()
        .filter(sample -> route(sample).handler().equals(function.type()))
        .sorted(Comparator.comparing(sample -> !sample.equals("extend")))
        .toList();
  }

  private static Route route(String sample) {
    Object key = SampleInvocations.read(sample).get("routeKey");
    return TEMPLATE.routes().stream()
        .filter(each -> each.key().equals(key))
        .findFirst()
        .orElseThrow();
  }

  /// The call of a sample, with a valid signature.
  private static Call event(String sample, Stage stage) {
    Call call = Call.sample(sample);
    return switch (sample) {
      case "webhook" -> call.header("stripe-signature", signature(sample));
      case "session-pool", "session-members" ->
          call.header(AUTHORIZATION, session("pool-session", stage));
      case String read when read.startsWith("session-") ->
          call.header(AUTHORIZATION, session("session", stage));
      default -> call;
    };
  }

  private static String signature(String sample) {
    String body = (String) SampleInvocations.read(sample).get("body");
    return StripeSignature.sign(body.getBytes(UTF_8), SECRET, now);
  }

  private static String session(String sample, Stage stage) {
    Reply opened =
        Call.sample(sample)
            .on(Functions.make("dev.drawdown.reading.SessionFunction", stage.ports()));
    return "Bearer " + opened.at("token");
  }

  private static Object fields(Map<String, Object> answer) throws IOException {
    String body = (String) answer.get("body");
    return body == null ? Set.of() : JSON.std.mapFrom(body).keySet();
  }

  private static String secret() {
    return "{\"SecretString\":\"" + SECRET + "\"}";
  }

  private static FunctionProcess process(DeployedFunction function, Stage stage, StubAws services)
      throws IOException {
    String other = services.endpoint().toString();
    Map<String, String> values = new HashMap<>();
    values.put("TABLE", stage.table());
    values.put("CATALOG", stage.product());
    values.put("ACCOUNT_CLAIM", "sub");
    values.put("BUS", "credits");
    values.put("LIVEMODE", "true");
    values.put("LOG_KEY", "the-key-of-this-deployment");
    values.put("SWEEP_QUEUE", other + "/shards");
    values.put("WEBHOOK_SECRET_ARN", "arn:aws:secretsmanager:local:0:secret:stripe-a1b2c3");
    values.put("SESSION_SECRET_ARN", "arn:aws:secretsmanager:local:0:secret:sessions-a1b2c3");
    assertThat(values).containsKeys(function.variables().toArray(String[]::new));
    values.keySet().retainAll(function.variables());
    values.put("AWS_REGION", "us-east-1");
    values.put("AWS_ACCESS_KEY_ID", "local");
    values.put("AWS_SECRET_ACCESS_KEY", "local");
    values.put("AWS_ENDPOINT_URL_DYNAMODB", tables.endpoint().toString());
    values.put("AWS_ENDPOINT_URL_EVENTBRIDGE", other);
    values.put("AWS_ENDPOINT_URL_SECRETS_MANAGER", other);
    values.put("AWS_ENDPOINT_URL_SQS", other);
    return FunctionProcess.start(function.jar().toString(), function.handler(), values);
  }
}
