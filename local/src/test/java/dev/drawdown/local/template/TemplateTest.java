package dev.drawdown.local.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.drawdown.adapters.Ports;
import dev.drawdown.adapters.queue.MessageQueue;
import dev.drawdown.local.template.EventSource.QueueSource;
import dev.drawdown.local.template.EventSource.ScheduleSource;
import dev.drawdown.local.template.EventSource.StreamSource;
import dev.drawdown.local.template.Route.Access;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;

class TemplateTest {
  private static final Template TEMPLATE = Template.load();
  private static final String WALLETS = "{\"dynamodb\":{\"Keys\":{\"sk\":{\"S\":[\"wallet\"]}}}}";
  private static final String FED =
      "template.yaml: Resources.Publish.Properties.Events.Wallets.Properties";

  @Test
  void every_call_of_the_api_has_its_route_function_and_scopes() {
    String charge = "dev.drawdown.charge.ChargeFunction";
    String capture = "dev.drawdown.capture.CaptureFunction";
    String refund = "dev.drawdown.refund.RefundFunction";
    String topUp = "dev.drawdown.topup.TopUpFunction";
    String manualChange = "dev.drawdown.manualchange.ManualChangeFunction";
    String webhook = "dev.drawdown.renewalwebhook.RenewalWebhookFunction";
    String reading = "dev.drawdown.reading.ReadingFunction";
    String session = "dev.drawdown.reading.SessionFunction";
    String membership = "dev.drawdown.membership.MembershipFunction";
    String account = "/v1/accounts/{account}";
    String pool = "/v1/pools/{pool}";
    String term = "/subscriptions/{subscription}/terms/{key}";

    assertThat(TEMPLATE.routes())
        .containsExactlyInAnyOrder(
            scoped("POST", account + "/charges", charge, "credits/charge"),
            scoped("POST", account + "/charges/{charge}/capture", capture, "credits/charge"),
            scoped("POST", account + "/charges/{charge}/extend", capture, "credits/charge"),
            scoped("POST", account + "/charges/{charge}/refund", refund, "credits/charge"),
            scoped("POST", account + "/top-ups", topUp, "credits/manage"),
            scoped("PUT", account + term, topUp, "credits/manage"),
            scoped("PUT", pool + term, topUp, "credits/manage"),
            scoped("POST", account + "/grants", manualChange, "credits/manage"),
            scoped("POST", account + "/adjustments", manualChange, "credits/manage"),
            scoped("GET", account + "/charges/{charge}", reading, "credits/read", "credits/self"),
            scoped("GET", account + "/quote", reading, "credits/read", "credits/self"),
            scoped("GET", account + "/balance", reading, "credits/read", "credits/self"),
            scoped("GET", account + "/ledger", reading, "credits/read", "credits/self"),
            scoped("GET", account + "/usage", reading, "credits/read", "credits/self"),
            scoped("GET", account + "/audit", reading, "credits/manage"),
            scoped("PUT", pool + "/members/{account}", membership, "credits/manage"),
            scoped("DELETE", pool + "/members/{account}", membership, "credits/manage"),
            scoped("GET", pool, reading, "credits/manage"),
            scoped("GET", pool + "/members", reading, "credits/manage"),
            scoped("GET", pool + "/ledger", reading, "credits/manage"),
            scoped("GET", pool + "/usage", reading, "credits/manage"),
            scoped("GET", pool + "/audit", reading, "credits/manage"),
            scoped("POST", account + "/sessions", session, "credits/session"),
            scoped("POST", pool + "/sessions", session, "credits/session"),
            new Route("GET", "/v1/session/balance", new Access.Open(), session),
            new Route("GET", "/v1/session/quote", new Access.Open(), session),
            new Route("GET", "/v1/session/ledger", new Access.Open(), session),
            new Route("GET", "/v1/session/usage", new Access.Open(), session),
            new Route("GET", "/v1/session/pool", new Access.Open(), session),
            new Route("GET", "/v1/session/members", new Access.Open(), session),
            new Route("POST", "/webhooks/stripe", new Access.Open(), webhook),
            new Route("GET", "/v1/catalog", new Access.Open(), reading),
            new Route("GET", "/v1/openapi.json", new Access.Open(), reading));
  }

  static Stream<String> handlers() {
    return Stream.concat(
            TEMPLATE.routes().stream().map(Route::handler),
            TEMPLATE.streams().stream().map(StreamSource::handler))
        .distinct();
  }

  static Stream<String> calledByEvents() {
    return Stream.concat(
            TEMPLATE.schedules().stream().map(ScheduleSource::handler),
            TEMPLATE.queue().stream().map(QueueSource::handler))
        .distinct();
  }

  @Test
  void publishing_receives_wallets_only() {
    assertThat(TEMPLATE.streams())
        .containsExactly(
            new StreamSource("dev.drawdown.publishing.PublishingFunction", 100, Set.of("wallet")));
    assertThat(TEMPLATE.table().stream().orElseThrow().streamViewType())
        .isEqualTo(StreamViewType.NEW_AND_OLD_IMAGES);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"eventName\":[\"INSERT\"]}",
        "{\"dynamodb\":{\"Keys\":{\"pk\":{\"S\":[\"a\"]}}}}",
        "{\"dynamodb\":{\"Keys\":{\"sk\":{\"S\":[{\"prefix\":\"entry\"}]}}}}",
        "{\"eventName\":[\"INSERT\"],\"dynamodb\":{\"Keys\":{\"sk\":{\"S\":[\"wallet\"]}}}}",
        "wallet"
      })
  void a_filter_that_is_not_by_sort_key_is_refused_with_its_place(String pattern) {
    assertThatThrownBy(() -> Template.parse(fed(pattern, "[ReportBatchItemFailures]")))
        .hasMessageStartingWith(
            FED + ".FilterCriteria.Filters.0.Pattern isn't supported locally: ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "[ReportBatchItems]"})
  void a_stream_that_ignores_partial_failures_is_refused_with_its_place(String types) {
    assertThatThrownBy(() -> Template.parse(fed(WALLETS, types)))
        .hasMessage(
            FED
                + ".FunctionResponseTypes must be ReportBatchItemFailures, or AWS would ignore"
                + " partial failures");
  }

  @Test
  void a_stream_without_a_setting_for_partial_failures_is_refused_with_its_place() {
    String unsaid = fed(WALLETS, "[]").replace("FunctionResponseTypes: []", "BatchSize: 100");

    assertThatThrownBy(() -> Template.parse(unsaid))
        .hasMessage(FED + " has no FunctionResponseTypes");
  }

  @ParameterizedTest
  @MethodSource("handlers")
  void every_function_can_be_created_from_the_environment_and_from_ports(String handler)
      throws Exception {
    Class<?> function = Class.forName(handler);

    assertThat(function).isAssignableTo(RequestHandler.class);
    assertThat(function.getConstructors())
        .extracting(constructor -> List.of(constructor.getParameterTypes()))
        .containsExactlyInAnyOrder(List.of(), List.of(Ports.class));
  }

  @ParameterizedTest
  @MethodSource("calledByEvents")
  void every_event_function_can_be_created_from_the_environment_and_from_ports_and_a_queue(
      String handler) throws Exception {
    Class<?> function = Class.forName(handler);

    assertThat(function).isAssignableTo(RequestStreamHandler.class);
    assertThat(function.getConstructors())
        .extracting(constructor -> List.of(constructor.getParameterTypes()))
        .containsExactlyInAnyOrder(List.of(), List.of(Ports.class, MessageQueue.class));
  }

  @Test
  void the_table_has_the_keys_that_the_store_writes() {
    assertThat(TEMPLATE.table().keys())
        .containsExactly(key("pk", KeyType.HASH), key("sk", KeyType.RANGE));
    assertThat(TEMPLATE.table().attributes())
        .containsExactly(
            attribute("pk", ScalarAttributeType.S),
            attribute("sk", ScalarAttributeType.S),
            attribute("due", ScalarAttributeType.S),
            attribute("dueAt", ScalarAttributeType.N));
  }

  @Test
  void the_table_has_the_sparse_index_of_due_times() {
    GlobalSecondaryIndex index = TEMPLATE.table().indexes().getFirst();

    assertThat(TEMPLATE.table().indexes()).hasSize(1);
    assertThat(index.indexName()).isEqualTo("due");
    assertThat(index.keySchema())
        .containsExactly(key("due", KeyType.HASH), key("dueAt", KeyType.RANGE));
    assertThat(index.projection().projectionType()).isEqualTo(ProjectionType.KEYS_ONLY);
  }

  @Test
  void a_value_that_only_a_deployment_knows_is_refused_with_its_place() {
    String yaml =
        """
        Resources:
          Charge:
            Type: AWS::Serverless::Function
            Properties:
              Handler: !Sub "${Package}.ChargeFunction"
        """;

    assertThatThrownBy(() -> Template.parse(yaml))
        .hasMessage(
            "template.yaml: Resources.Charge.Properties.Handler has a value that only a deployment"
                + " knows: !Sub");
  }

  @ParameterizedTest
  @CsvSource({
    "'{AuthorizationScopes: [credits/read]}', has no Authorizer",
    "{Authorizer: NONE}, .Authorizer must be Tokens",
    "{Authorizer: Others}, .Authorizer must be Tokens",
  })
  void a_route_that_requires_tokens_without_their_authorizer_is_refused(
      String auth, String reason) {
    String yaml =
        """
        Resources:
          Charge:
            Type: AWS::Serverless::Function
            Properties:
              Handler: charge
              Events:
                Charge:
                  Type: HttpApi
                  Properties: {Method: GET, Path: /, Auth: %s}
        """
            .formatted(auth);

    assertThatThrownBy(() -> Template.parse(yaml))
        .hasMessageStartingWith(
            "template.yaml: Resources.Charge.Properties.Events.Charge.Properties.Auth")
        .hasMessageEndingWith(reason);
  }

  @Test
  void a_missing_part_is_named_with_its_place() {
    String yaml =
        """
        Resources:
          Charge:
            Type: AWS::Serverless::Function
            Properties: {}
        """;

    assertThatThrownBy(() -> Template.parse(yaml))
        .hasMessage("template.yaml: Resources.Charge.Properties has no Handler");
  }

  private static String fed(String pattern, String responseTypes) {
    return """
    Resources:
      Publish:
        Type: AWS::Serverless::Function
        Properties:
          Handler: publish
          Events:
            Wallets:
              Type: DynamoDB
              Properties:
                FunctionResponseTypes: %s
                FilterCriteria:
                  Filters:
                    - Pattern: '%s'
    """
        .formatted(responseTypes, pattern);
  }

  private static Route scoped(String method, String path, String handler, String... scopes) {
    return new Route(method, path, new Access.Scoped(List.of(scopes)), handler);
  }

  private static KeySchemaElement key(String name, KeyType type) {
    return KeySchemaElement.builder().attributeName(name).keyType(type).build();
  }

  private static AttributeDefinition attribute(String name, ScalarAttributeType type) {
    return AttributeDefinition.builder().attributeName(name).attributeType(type).build();
  }
}
