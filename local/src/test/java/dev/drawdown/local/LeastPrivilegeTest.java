package dev.drawdown.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import dev.drawdown.adapters.CachedSecrets;
import dev.drawdown.adapters.Ports;
import dev.drawdown.adapters.WebhookSettings;
import dev.drawdown.adapters.catalog.Catalogs;
import dev.drawdown.adapters.dynamodb.DynamoDbStore;
import dev.drawdown.adapters.eventbridge.EventBridgeBus;
import dev.drawdown.adapters.http.Reply;
import dev.drawdown.adapters.secretsmanager.StoredSecret;
import dev.drawdown.adapters.sqs.SqsQueue;
import dev.drawdown.adapters.store.DueTimes;
import dev.drawdown.adapters.store.DueTimes.DueShard;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.local.console.DevConsole;
import dev.drawdown.local.console.Webhook;
import dev.drawdown.local.gateway.Endpoint;
import dev.drawdown.local.gateway.Functions;
import dev.drawdown.local.gateway.Gateway;
import dev.drawdown.local.gateway.Invocation;
import dev.drawdown.local.gateway.Server;
import dev.drawdown.local.stream.DevClock;
import dev.drawdown.local.stream.Ticks;
import dev.drawdown.local.template.EventSource.ScheduleSource;
import dev.drawdown.local.template.GrantedCalls;
import dev.drawdown.local.template.GrantedCalls.Call;
import dev.drawdown.local.template.Route;
import dev.drawdown.local.template.Template;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/// Each function has exactly the permissions that its code needs. The test calls each function for
/// everything that it can do. It compares the calls to AWS with the function's role in
/// `template.yaml`.
class LeastPrivilegeTest {
  private static final String YEAR = "from=2026-01-01T00:00:00Z&to=2027-01-01T00:00:00Z";

  /// The key of a due item that is no wallet's.
  private static final String NOBODY = "nobody";

  private static final Instant NOVEMBER = Instant.parse("2026-11-20T10:15:30Z");

  private static final Map<String, String> PARAMETERS =
      Map.of(
          "Catalog", "outsmart",
          "Issuer", "https://id.example.com/",
          "Audiences", "credits",
          "WebhookSecretArn", "arn:aws:secretsmanager:eu-west-1:123456789012:secret:stripe-a1b2c3",
          "SessionSecretArn", "arn:aws:secretsmanager:eu-west-1:123456789012:secret:keys-a1b2c3");

  private final Template template = Template.load();
  private final Catalog catalog = Catalogs.shipped("outsmart");
  private final AtomicReference<Instant> now = new AtomicReference<>(NOVEMBER);
  private final InstantSource clock = now::get;
  private final Map<String, RecordedCalls> recorded = new TreeMap<>();

  private SharedTable table;
  private Server server;
  private Developer developer;

  @BeforeEach
  void serve() throws Exception {
    table = new SharedTable();
    Map<String, RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse>> functions =
        new HashMap<>();
    for (Route route : template.routes()) {
      functions.computeIfAbsent(route.handler(), name -> Functions.make(name, ports(name)));
    }
    Endpoint gateway = new Gateway(template, new Functions(functions), clock, System.err);
    // The developers' tools belong to no function.
    Ports others = new Ports(catalog, store(table.table().client()), clock);
    DevClock turned = new DevClock(clock);
    Ticks ticks = new Ticks(template, others, turned, System.err);
    server = Server.bind(0);
    server.serve(new DevConsole(turned).endpoint(others, turned, ticks, gateway, Webhook.SECRET));
    developer = Developer.at(server.address());
  }

  @AfterEach
  void stop() {
    developer.close();
    server.close();
    table.close();
  }

  @Test
  void every_function_has_exactly_the_permissions_for_its_calls() throws Exception {
    GrantedCalls granted = GrantedCalls.of(PARAMETERS);

    chargesAndReturns();
    pools();
    payments();
    reads();
    sessions();
    sweeps();
    publishes();

    Map<String, Set<Call>> called =
        recorded.entrySet().stream()
            .collect(toMap(Map.Entry::getKey, each -> asAllowed(each.getValue().calls())));
    assertThat(called.keySet()).isEqualTo(granted.statements().keySet());
    assertThat(called)
        .allSatisfy(
            (function, calls) ->
                assertThat(calls)
                    .as(function)
                    .containsExactlyInAnyOrderElementsOf(granted.calls(function)));
    recorded.forEach(
        (function, calls) ->
            assertThat(calls.batches())
                .as("what one request of %s reads, one statement allows", function)
                .allMatch(batch -> granted.allowsTogether(function, batch)));
  }

  /// The calls as a policy can allow them. No pattern of keys covers a key that another program
  /// chose, so an action on it must be allowed on every key.
  private static Set<Call> asAllowed(Set<Call> calls) {
    Set<Call> allowed = new TreeSet<>();
    for (Call call : calls) {
      boolean onAny = calls.contains(new Call(call.action(), call.resource(), NOBODY));
      allowed.add(onAny ? new Call(call.action(), call.resource(), Call.ANY) : call);
    }
    return allowed;
  }

  private void chargesAndReturns() {
    pay("invoice.paid", "account", "ada", "plan", "solo");
    expect(201, developer.charge("ada", "doc", "lab.analyze", "document", "lab-1").status());
    expect(200, refund("ada", "doc"));
    expect(201, developer.charge("ada", "again", "lab.analyze", "document", "lab-1").status());
    expect(201, hold("ada", "captured"));
    expect(200, capture("ada", "captured", "{}"));
    expect(201, hold("ada", "emptied"));
    expect(200, capture("ada", "emptied", "{\"credits\":0}"));
    expect(201, hold("ada", "expired"));
    pass(Duration.ofHours(1));
    expect(201, developer.charge("ada", "later", "lab.analyze", "document", "lab-2").status());
    expect(409, capture("ada", "expired", "{}"));
    expect(201, hold("ada", "in-parts"));
    expect(200, capture("ada", "in-parts", "{\"captured\":1,\"final\":false}"));
    expect(200, extend("ada", "in-parts"));
    expect(200, refund("ada", "in-parts"));
    expect(200, refund("ada", "expired"));
    expect(201, developer.topUp("ada", "pack-50", "pi_by_hand").status());
    expect(201, manualChange("ada", "grants", "{\"credits\":5,\"reason\":\"sorry\"}"));
    expect(201, manualChange("ada", "adjustments", "{\"credits\":-5,\"reason\":\"oops\"}"));
  }

  private void pools() {
    pay("invoice.paid", "pool", "acme", "plan", "office");
    expect(200, developer.call("PUT", "/v1/pools/acme/members/bea", "{}").status());
    expect(201, developer.charge("bea", "starter", "lab.analyze", "document", "b0").status());
    for (int document = 1; document <= 10; document++) {
      String key = "pool-" + document;
      expect(201, developer.charge("bea", key, "lab.analyze", "document", key).status());
    }
    expect(200, refund("bea", "pool-10"));
    expect(201, hold("bea", "pool-hold"));
    expect(200, capture("bea", "pool-hold", "{}"));
    expect(201, hold("bea", "freed-hold"));
    expect(200, capture("bea", "freed-hold", "{\"credits\":0}"));
    expect(201, hold("bea", "pool-parts"));
    expect(200, extend("bea", "pool-parts"));
    expect(200, capture("bea", "pool-parts", "{\"captured\":1,\"final\":false}"));
    expect(200, capture("bea", "pool-parts", "{}"));
    expect(201, hold("bea", "expired-hold"));
    pass(Duration.ofHours(1));
    expect(201, developer.charge("bea", "later", "lab.analyze", "document", "later").status());
    expect(200, refund("bea", "expired-hold"));
    expect(204, developer.call("DELETE", "/v1/pools/acme/members/bea", "").status());
    expect(200, developer.call("PUT", "/v1/pools/acme/members/bea", "{}").status());
    pay("invoice.paid", "account", "bea", "plan", "solo");
    expect(201, developer.topUp("bea", "pack-50", "pi_of_a_member").status());
    expect(201, manualChange("bea", "grants", "{\"credits\":5,\"reason\":\"sorry\"}"));
  }

  private void payments() {
    pay("checkout.session.completed", "account", "ada", "pack", "pack-50", "payment", "pi_1");
    pay("refund.created", "payment", "pi_1", "amount", 1200);
    pay("invoice.paid", "account", "cem", "plan", "nobody-sells-this");
    pay("customer.subscription.updated", "account", "ada", "cancelAtPeriodEnd", true);
    pay("customer.subscription.deleted", "account", "ada");
    stateTerm("/v1/accounts/fay", "solo");
    stateTerm("/v1/pools/gym", "office");
  }

  private void stateTerm(String owner, String plan) {
    String body =
        "{\"plan\":\"%s\",\"start\":\"%s\",\"end\":\"%s\"}"
            .formatted(plan, clock.instant(), clock.instant().plus(Duration.ofDays(30)));
    expect(
        201,
        developer.call("PUT", owner + "/subscriptions/of-" + plan + "/terms/1", body).status());
  }

  private void reads() {
    for (String path :
        List.of(
            "balance",
            "ledger",
            "usage?" + YEAR,
            "audit",
            "charges/doc",
            "quote?action=lab.analyze&document=q")) {
      expect(200, developer.get("ada", path).status());
      expect(200, developer.get("bea", path.replace("charges/doc", "charges/pool-1")).status());
    }
    for (String path : List.of("", "/members", "/ledger", "/usage?" + YEAR, "/audit")) {
      expect(200, developer.see("/v1/pools/acme" + path).status());
    }
    expect(200, developer.see("/v1/catalog").status());
    expect(200, developer.see("/v1/openapi.json").status());
  }

  private void sessions() {
    Developer member = session("accounts/bea");
    for (String path :
        List.of("balance", "ledger", "usage?" + YEAR, "quote?action=lab.analyze&document=q")) {
      expect(200, member.see("/v1/session/" + path).status());
    }
    Developer owner = session("pools/acme");
    for (String path : List.of("pool", "members", "ledger", "usage?" + YEAR)) {
      expect(200, owner.see("/v1/session/" + path).status());
    }
  }

  private Developer session(String owner) {
    Reply opened = developer.post("/v1/" + owner + "/sessions", "{}");
    return developer.as((String) opened.at("token"));
  }

  private void sweeps() throws IOException {
    ScheduleSource schedule = template.schedules().getFirst();
    pay("invoice.paid", "account", "dan", "plan", "solo");
    damage("account", "eve", "solo");
    damage("pool", "zeta", "office");
    putDueItemOfNobody();
    pass(Duration.ofDays(60));
    RequestStreamHandler reset = reset(schedule.handler());
    call(reset, schedule.inputAt(clock.instant()));
    for (DueShard shard : DueShard.all()) {
      call(reset, sample("sweep-shard").replace("59", Integer.toString(shard.number())));
    }
  }

  private void publishes() {
    String name = template.streams().getFirst().handler();
    RequestHandler<DynamodbEvent, StreamsEventResponse> publishing =
        Functions.make(name, ports(name));
    // The bus answers for one event at a time. Missing entries are parked.
    for (String wallet : List.of("account#ada", "pool#acme", "account#nobody")) {
      DynamodbEvent event = new DynamodbEvent();
      event.setRecords(List.of(change(wallet, 0, 1)));
      assertThat(publishing.handleRequest(event, Invocation.of(name)).getBatchItemFailures())
          .isEmpty();
    }
  }

  // Each function has its own clients, which are recorded.

  private RecordedCalls recorded(String name) {
    return recorded.computeIfAbsent(name, _ -> new RecordedCalls());
  }

  private Ports ports(String name) {
    RecordedCalls calls = recorded(name);
    DynamoDbClient client = table.table().client(with -> with.addExecutionInterceptor(calls));
    EventBridgeClient bus =
        answering(
            EventBridgeClient.builder(),
            calls,
            "{\"FailedEntryCount\":0,\"Entries\":[{\"EventId\":\"1\"}]}");
    SecretsManagerClient secrets =
        answering(
            SecretsManagerClient.builder(), calls, "{\"SecretString\":\"" + Webhook.SECRET + "\"}");
    SecretsManagerClient keys =
        answering(
            SecretsManagerClient.builder(),
            calls,
            "{\"SecretString\":\"sessions-are-signed-with-this-secret\"}");
    return new Ports(catalog, store(client), clock)
        .withSessions(new CachedSecrets(new StoredSecret(keys, "SessionSecretArn")))
        .with(new EventBridgeBus(bus, "bus"))
        .with(
            new WebhookSettings(
                new CachedSecrets(new StoredSecret(secrets, "WebhookSecretArn")), false));
  }

  private RequestStreamHandler reset(String name) {
    SqsClient queue =
        answering(SqsClient.builder(), recorded(name), "{\"Successful\":[],\"Failed\":[]}");
    return Functions.make(name, ports(name), new SqsQueue(queue, "http://127.0.0.1/queue"));
  }

  private DynamoDbStore store(DynamoDbClient client) {
    return new DynamoDbStore(client, LocalTable.NAME, DueTimes.of(catalog));
  }

  /// A client of a service that gives every call the same answer.
  private static <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C answering(
      B builder, RecordedCalls calls, String answer) {
    return builder
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
        .httpClient(new CannedAnswers(answer))
        .overrideConfiguration(with -> with.addExecutionInterceptor(calls))
        .build();
  }

  /// Answers every request with the same JSON.
  private record CannedAnswers(String json) implements SdkHttpClient {
    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
      return new ExecutableHttpRequest() {
        @Override
        public HttpExecuteResponse call() {
          return HttpExecuteResponse.builder()
              .response(SdkHttpResponse.builder().statusCode(200).build())
              .responseBody(
                  AbortableInputStream.create(new ByteArrayInputStream(json.getBytes(UTF_8))))
              .build();
        }

        @Override
        public void abort() {}
      };
    }

    @Override
    public void close() {}
  }

  // Steps.

  private void pay(String type, Object... fields) {
    assertThat(developer.outcome(type, fields)).as(type).isIn("applied", "parked");
  }

  private int hold(String account, String key) {
    return developer
        .charge(account, key, "letter.generate", "document", key, "hold", Map.of())
        .status();
  }

  private int manualChange(String account, String kind, String body) {
    return developer.post("/v1/accounts/" + account + "/" + kind, kind, body).status();
  }

  private int refund(String account, String key) {
    return developer.post("/v1/accounts/" + account + "/charges/" + key + "/refund", "{}").status();
  }

  private int capture(String account, String key, String body) {
    return developer
        .post("/v1/accounts/" + account + "/charges/" + key + "/capture", body)
        .status();
  }

  private int extend(String account, String key) {
    return developer
        .post("/v1/accounts/" + account + "/charges/" + key + "/extend", "{\"expiresIn\":\"PT1H\"}")
        .status();
  }

  private static void expect(int status, int answered) {
    assertThat(answered).isEqualTo(status);
  }

  private void pass(Duration time) {
    now.updateAndGet(before -> before.plus(time));
  }

  /// Damages a wallet so that it can't be read, and so can't be advanced.
  private void damage(String kind, String name, String plan) {
    pay("invoice.paid", kind, name, "plan", plan);
    try (DynamoDbClient client = table.table().client()) {
      client.updateItem(
          update ->
              update
                  .tableName(LocalTable.NAME)
                  .key(Map.of("pk", text(kind + "#" + name), "sk", text("wallet")))
                  .updateExpression("REMOVE buckets"));
    }
  }

  /// Another program puts an item into the index of due times. Its key is no wallet's.
  private void putDueItemOfNobody() {
    var dueAt =
        software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN(
            Long.toString(NOVEMBER.toEpochMilli()));
    try (DynamoDbClient client = table.table().client()) {
      client.putItem(
          put ->
              put.tableName(LocalTable.NAME)
                  .item(
                      Map.of(
                          "pk", text(NOBODY),
                          "sk", text("wallet"),
                          "due", text("due#7"),
                          "dueAt", dueAt)));
    }
  }

  private static software.amazon.awssdk.services.dynamodb.model.AttributeValue text(String value) {
    return software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS(value);
  }

  private static void call(RequestStreamHandler function, String event) throws IOException {
    function.handleRequest(
        new ByteArrayInputStream(event.getBytes(UTF_8)),
        new ByteArrayOutputStream(),
        Invocation.of("reset"));
  }

  private static String sample(String name) throws IOException {
    try (var file =
        LeastPrivilegeTest.class.getResourceAsStream(
            "/dev/drawdown/events/invocations/" + name + ".json")) {
      return new String(file.readAllBytes(), UTF_8);
    }
  }

  /// The stream's record of a change of a wallet's version.
  private static DynamodbStreamRecord change(String wallet, long before, long after) {
    StreamRecord change = new StreamRecord();
    change.setSequenceNumber("1");
    change.setKeys(Map.of("pk", new AttributeValue(wallet), "sk", new AttributeValue("wallet")));
    change.setOldImage(version(before));
    change.setNewImage(version(after));
    DynamodbStreamRecord record = new DynamodbStreamRecord();
    record.setEventName("MODIFY");
    record.setDynamodb(change);
    return record;
  }

  private static Map<String, AttributeValue> version(long version) {
    return Map.of("version", new AttributeValue().withN(Long.toString(version)));
  }
}
