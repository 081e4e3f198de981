package dev.drawdown.local.template;

import static dev.drawdown.local.template.DeployedStack.fields;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.drawdown.adapters.Ports;
import dev.drawdown.adapters.aws.ListeningQueue;
import dev.drawdown.adapters.aws.LocalStack;
import dev.drawdown.adapters.catalog.Catalogs;
import dev.drawdown.adapters.dynamodb.DynamoDbClients;
import dev.drawdown.adapters.dynamodb.DynamoDbStore;
import dev.drawdown.adapters.eventbridge.EventBridgeBus;
import dev.drawdown.adapters.http.Call;
import dev.drawdown.adapters.http.Reply;
import dev.drawdown.adapters.store.DueTimes;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.events.EventSchemas;
import dev.drawdown.local.gateway.Functions;
import dev.drawdown.local.stream.Feeds;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsRequest;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/// Creates parts of `template.yaml` in LocalStack and uses them there.
@EnabledIf("isPossible")
@Timeout(120)
class LocalStackDeploymentTest {
  private static final Instant NOW = Instant.parse("2026-11-20T10:15:30Z");
  private static final Template TEMPLATE = Template.load();
  private static final String TABLE = "drawdown";
  private static final String CHARGE_FUNCTION = "dev.drawdown.charge.ChargeFunction";
  private static final String SCHEDULE = "/schedules/tick";
  private static final String ACCOUNT = "000000000000";

  @AutoClose private static LocalStack localStack;
  @AutoClose private static DynamoDbClient dynamo;
  @AutoClose private static EventBridgeClient events;
  @AutoClose private static SqsClient queues;

  static boolean isPossible() {
    return LocalStack.isPossibleFor("what template.yaml declares");
  }

  @BeforeAll
  static void make_the_table() {
    localStack = LocalStack.start("dynamodb", "dynamodbstreams", "events", "sqs", "scheduler");
    dynamo = localStack.client(DynamoDbClients.builder(LocalStackDeploymentTest::patient));
    events = localStack.client(EventBridgeClient.builder());
    queues = localStack.client(SqsClient.builder());
    dynamo.createTable(TEMPLATE.table().named(TABLE));
    dynamo.waiter().waitUntilTableExists(wanted -> wanted.tableName(TABLE));
  }

  private static void patient(ClientOverrideConfiguration.Builder configuration) {
    Duration minute = Duration.ofMinutes(1);
    configuration.apiCallTimeout(minute).apiCallAttemptTimeout(minute);
  }

  @Test
  void the_table_has_the_keys_the_index_and_the_stream_of_the_template() {
    TableDescription made = table();

    assertThat(made.keySchema()).isEqualTo(TEMPLATE.table().keys());
    assertThat(made.attributeDefinitions())
        .containsExactlyInAnyOrderElementsOf(TEMPLATE.table().attributes());
    assertThat(made.globalSecondaryIndexes())
        .singleElement()
        .satisfies(
            index -> {
              assertThat(index.indexName()).isEqualTo("due");
              assertThat(index.keySchema())
                  .isEqualTo(TEMPLATE.table().indexes().getFirst().keySchema());
              assertThat(index.projection().projectionTypeAsString()).isEqualTo("KEYS_ONLY");
            });
    assertThat(made.streamSpecification().streamViewTypeAsString()).isEqualTo("NEW_AND_OLD_IMAGES");
  }

  @Test
  void a_charge_passes_the_stream_the_publisher_the_bus_and_a_rule_to_a_queue() throws IOException {
    ListeningQueue queue =
        ListeningQueue.on("credits", "{\"detail-type\":[\"CreditsCharged\"]}", events, queues);
    Ports ports = ports(new EventBridgeBus(events, "credits"));
    CountDownLatch answered = new CountDownLatch(1);
    try (Feeds _ = feeds(ports, new FedOnceAnswered(answered))) {
      Reply charged;
      try {
        charged = Call.sample("charge").on(Functions.make(CHARGE_FUNCTION, ports));
      } finally {
        answered.countDown();
      }
      assertThat(charged.status()).as(charged.text()).isEqualTo(201);

      Map<String, Object> event = JSON.std.mapFrom(queue.take(1).getFirst());

      Map<String, Object> detail = fields(event.get("detail"));
      assertThat(EventSchemas.faults("CreditsCharged", JSON.std.asString(detail))).isEmpty();
      assertThat(detail).containsEntry("charge", "draft-1001");
      assertThat(event).containsEntry("time", "2026-11-20T10:15:30Z");
    }
  }

  /// Opens the stream after a charge is answered. An emulator such as moto shows a transaction item
  /// by item, which DynamoDB doesn't.
  private record FedOnceAnswered(CountDownLatch answered) implements ExecutionInterceptor {
    @Override
    public void beforeExecution(
        Context.BeforeExecution context, ExecutionAttributes executionAttributes) {
      if (context.request() instanceof GetRecordsRequest) {
        try {
          answered.await();
        } catch (InterruptedException stopped) {
          Thread.currentThread().interrupt();
        }
      }
    }
  }

  private static Ports ports(EventBridgeBus bus) {
    Catalog catalog = Catalogs.shipped("assistant-coach");
    return new Ports(catalog, new DynamoDbStore(dynamo, TABLE, DueTimes.of(catalog)), () -> NOW)
        .with(bus);
  }

  private static Feeds feeds(Ports ports, ExecutionInterceptor interceptor) {
    DynamoDbStreamsClient streams =
        localStack.client(
            DynamoDbStreamsClient.builder()
                .overrideConfiguration(added -> added.addExecutionInterceptor(interceptor)));
    return Feeds.start(TEMPLATE, ports, streams, table().latestStreamArn());
  }

  private static TableDescription table() {
    return dynamo.describeTable(asked -> asked.tableName(TABLE)).table();
  }

  /// CloudFormation's properties of a schedule are the fields of the Scheduler's own request.
  @Test
  void the_scheduler_takes_the_schedule_that_the_template_declares() throws Exception {
    String failures = "arn:aws:sqs:" + localStack.region() + ":" + ACCOUNT + ":FailedSweeps";
    queues.createQueue(queue -> queue.queueName("FailedSweeps"));
    Map<String, Object> declared = schedule(failures);

    HttpResponse<String> made = scheduler("POST", JSON.std.asString(declared));
    Map<String, Object> kept = JSON.std.mapFrom(scheduler("GET", "").body());

    assertThat(made.statusCode()).as(made.body()).isEqualTo(200);
    assertThat(kept)
        .containsEntry("ScheduleExpression", "cron(0/5 * * * ? *)")
        .containsEntry("ScheduleExpressionTimezone", "UTC")
        .containsEntry("State", "ENABLED")
        .containsEntry("FlexibleTimeWindow", Map.of("Mode", "OFF"));
    assertThat(fields(kept.get("Target"))).containsAllEntriesOf(fields(declared.get("Target")));
  }

  /// The tick's schedule as SAM makes it, with names for values that only AWS knows.
  private static Map<String, Object> schedule(String failures) {
    DeployedStack stack =
        DeployedStack.of(
                List.of(
                    Map.of(
                        "Catalog", "outsmart",
                        "Issuer", "https://id.example.com/",
                        "Audiences", "credits")))
            .getFirst();
    Map<String, Object> declared = new TreeMap<>(stack.properties("MonthlyResetFunctionTick"));
    Map<String, Object> target = new TreeMap<>(fields(declared.get("Target")));
    target.put(
        "Arn",
        "arn:aws:lambda:" + localStack.region() + ":" + ACCOUNT + ":function:MonthlyReset:live");
    target.put("RoleArn", "arn:aws:iam::" + ACCOUNT + ":role/Tick");
    target.put("DeadLetterConfig", Map.of("Arn", failures));
    declared.put("Target", target);
    declared.put("GroupName", "default");
    return declared;
  }

  /// LocalStack finds the service by the scope of the signature, which it doesn't check.
  private static HttpResponse<String> scheduler(String method, String body) throws Exception {
    String scope = "test/20261120/" + localStack.region() + "/scheduler/aws4_request";
    HttpRequest request =
        HttpRequest.newBuilder(localStack.endpoint().resolve(SCHEDULE))
            .header(
                "Authorization",
                "AWS4-HMAC-SHA256 Credential=" + scope + ", SignedHeaders=host, Signature=0")
            .header("Content-Type", "application/json")
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(request, BodyHandlers.ofString());
    }
  }
}
