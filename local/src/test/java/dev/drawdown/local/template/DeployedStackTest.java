package dev.drawdown.local.template;

import static dev.drawdown.local.template.DeployedStack.fields;
import static dev.drawdown.local.template.DeployedStack.list;
import static java.util.Map.entry;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/// The resources that AWS makes of `template.yaml`.
class DeployedStackTest {
  private static final Path FILE = Path.of("..", "template.yaml");

  /// The required parameters of a stack whose tokens come from elsewhere.
  private static final Map<String, String> REQUIRED =
      Map.of("Catalog", "outsmart", "Issuer", "https://id.example.com/", "Audiences", "credits");

  /// The required parameters of a stack with its own issuer.
  private static final Map<String, String> OWN_ISSUER =
      Map.of("Catalog", "outsmart", "CognitoDomain", "credits-of-example");

  private static final String SECRET = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:";

  private static final String RESTORED =
      "arn:aws:dynamodb:eu-west-1:123456789012:table/drawdown-restored-1";

  /// These parameters need each other.
  private static final Set<String> RESTORING = Set.of("RestoredTable", "RestoredTableStream");

  /// The parameters of a stack that uses every feature.
  private static final Map<String, String> BASE =
      Map.of(
          "Catalog", "outsmart",
          "Issuer", "https://id.example.com/",
          "Audiences", "credits",
          "WebhookSecretArn", SECRET + "stripe-a1b2c3",
          "SessionSecretArn", SECRET + "sessions-a1b2c3");

  /// Another value for every parameter.
  private static final Map<String, String> CHANGED =
      Map.ofEntries(
          entry("Catalog", "ai-employee"),
          entry("CatalogLayer", "arn:aws:lambda:eu-west-1:123456789012:layer:catalog:2"),
          entry("Issuer", "https://id.example.org/"),
          entry("Audiences", "credits,others"),
          entry("CognitoDomain", "credits-of-example"),
          entry("AccountClaim", "https://example.com/account"),
          entry("AllowedOrigins", "https://app.example.com,http://localhost:3000"),
          entry("WebhookSecretArn", SECRET + "stripe-d4e5f6"),
          entry("SessionSecretArn", SECRET + "sessions-d4e5f6"),
          entry("StripeMode", "test"),
          entry("QuietWebhookHours", "6"),
          entry("ConsumerRule", "credits-to-crm"),
          entry("ConcurrencyWarning", "800"),
          entry("BudgetAmount", "500"),
          entry("Tracing", "on"),
          entry("AlarmTopic", "arn:aws:sns:eu-west-1:123456789012:alarms"),
          entry("LogDays", "90"),
          entry("ProtectTable", "false"),
          entry("RestoredTable", "drawdown-restored-1"),
          entry("RestoredTableStream", "2026-11-28T10:15:30.123"),
          entry("SweepConcurrency", "4"),
          entry("SweepReservation", "5"),
          entry("ChargeReservation", "50"),
          entry("PublishingReservation", "20"),
          entry("CanaryDeployment", "true"));

  /// Properties of a function that its versions lack. A change of them publishes no version.
  private static final Set<String> OF_THE_FUNCTION_ONLY =
      Set.of("ReservedConcurrentExecutions", "Tags");

  /// The routes that need no token.
  private static final Set<String> OPEN =
      Set.of(
          "get /v1/catalog",
          "get /v1/openapi.json",
          "post /webhooks/stripe",
          "get /v1/session/balance",
          "get /v1/session/quote",
          "get /v1/session/ledger",
          "get /v1/session/usage",
          "get /v1/session/pool",
          "get /v1/session/members");

  /// The pages that may call the API, in the API's document.
  private static final String CORS = "x-amazon-apigateway-cors";

  /// The largest number of characters in a version's description.
  private static final int LONGEST_DESCRIPTION = 256;

  private static final Pattern PARAMETER = Pattern.compile("\\$\\{([A-Za-z]+)}");

  /// The name of an alias, by the name of its function.
  private static final String ALIAS = "<(.*)Aliaslive>";

  private static Map<String, DeployedStack> stacks = Map.of();

  /// The stack with one parameter changed, or with none for `""`.
  private static DeployedStack stack(String changed) {
    if (stacks.isEmpty()) {
      List<String> names = Stream.concat(Stream.of(""), changes()).toList();
      List<DeployedStack> made =
          DeployedStack.of(names.stream().map(DeployedStackTest::parameters).toList());
      Map<String, DeployedStack> byName = new HashMap<>();
      for (int index = 0; index < names.size(); index++) {
        byName.put(names.get(index), made.get(index));
      }
      stacks = byName;
    }
    return stacks.get(changed);
  }

  private static Map<String, String> parameters(String changed) {
    Map<String, String> parameters = new TreeMap<>(BASE);
    CHANGED.forEach(
        (name, value) -> {
          if (name.equals(changed) || RESTORING.containsAll(Set.of(name, changed))) {
            parameters.put(name, value);
          }
        });
    if (changed.equals("CognitoDomain")) {
      parameters.keySet().removeAll(Set.of("Issuer", "Audiences"));
    }
    return parameters;
  }

  static Stream<String> changes() {
    return CHANGED.keySet().stream().sorted();
  }

  @Test
  void every_parameter_is_changed_here() throws IOException {
    assertThat(declared().fields().keySet()).isEqualTo(CHANGED.keySet());
  }

  @Test
  void the_guide_to_a_deployment_names_every_parameter() throws IOException {
    String guide = Files.readString(Path.of("..", "docs", "deploy.md"));

    assertThat(declared().fields().keySet()).allMatch(name -> guide.contains("`" + name));
  }

  /// An alias stays on its version, and so on the old environment, until there is a new one. Lambda
  /// refuses to publish a version of an unchanged function.
  @ParameterizedTest
  @MethodSource("changes")
  void a_changed_parameter_publishes_a_version_of_exactly_the_functions_that_it_reaches(
      String parameter) {
    DeployedStack before = stack("");
    DeployedStack after = stack(parameter);

    Set<String> published =
        functions().stream()
            .filter(function -> !before.version(function).equals(after.version(function)))
            .collect(toSet());

    assertThat(published).isEqualTo(reachedBy(parameter));
  }

  @Test
  void the_catalog_reaches_every_function_and_the_providers_mode_its_webhook() {
    assertThat(reachedBy("Catalog")).hasSize(11).containsAll(functions());
    assertThat(reachedBy("CatalogLayer")).containsAll(functions());
    assertThat(reachedBy("Tracing")).containsAll(functions());
    assertThat(reachedBy("RestoredTable")).containsAll(functions());
    assertThat(reachedBy("StripeMode")).containsExactly("RenewalWebhookFunction");
    assertThat(reachedBy("WebhookSecretArn")).containsExactly("RenewalWebhookFunction");
    assertThat(reachedBy("AccountClaim")).containsExactly("ReadingFunction");
    assertThat(reachedBy("LogDays")).isEmpty();
  }

  @Test
  void no_description_of_a_version_is_too_long_or_contains_a_secret() throws IOException {
    TemplatePart parameters = declared();

    for (TemplatePart function : functionParts()) {
      TemplatePart description = function.at("Properties", "VersionDescription");
      String text = ((ScalarNode) description.node()).getValue();

      assertThat(named(text).map(parameters::at).filter(part -> part.find("NoEcho").isPresent()))
          .as(description.place())
          .isEmpty();
      assertThat(longest(text, parameters))
          .as(description.place())
          .isLessThanOrEqualTo(LONGEST_DESCRIPTION);
    }
  }

  @Test
  void the_access_log_contains_neither_callers_nor_accounts() {
    Object format =
        at(
            stack("").each("AWS::ApiGatewayV2::Stage").findFirst().orElseThrow(),
            "AccessLogSettings",
            "Format");

    assertThat((String) format)
        .contains("$context.routeKey", "$context.requestId")
        .doesNotContain("path", "authorizer", "sourceIp", "identity");
  }

  /// Every function's version is the same for every key, so none waits for a secret.
  @Test
  void every_function_has_the_key_that_the_stack_made_for_its_log() {
    DeployedStack stack = stack("");

    assertThat(at(stack.properties("LogKey"), "GenerateSecretString", "PasswordLength"))
        .isEqualTo(64);
    assertThat(stack.each("AWS::Lambda::Function"))
        .hasSizeGreaterThan(7)
        .allSatisfy(
            function ->
                assertThat(at(function, "Environment", "Variables", "LOG_KEY"))
                    .isEqualTo("{{resolve:secretsmanager:<LogKey>:SecretString}}"));
  }

  @Test
  void every_event_source_calls_the_alias() {
    DeployedStack stack = stack("");

    Stream<Object> called =
        Stream.of(
                stack.each("AWS::Lambda::EventSourceMapping").map(part -> part.get("FunctionName")),
                stack.each("AWS::Lambda::Permission").map(part -> part.get("FunctionName")),
                stack.each("AWS::Scheduler::Schedule").map(part -> at(part, "Target", "Arn")),
                stack
                    .each("AWS::Events::Rule")
                    .flatMap(rule -> list(rule.get("Targets")).stream())
                    .map(target -> fields(target).get("Arn")),
                stack
                    .each("AWS::ApiGatewayV2::Api")
                    .flatMap(api -> fields(at(api, "Body", "paths")).values().stream())
                    .flatMap(path -> fields(path).values().stream())
                    .map(call -> at(call, "x-amazon-apigateway-integration", "uri"))
                    .map(uri -> ((String) uri).replaceAll(".*/functions/(.*)/invocations", "$1")))
            .flatMap(callers -> callers);

    assertThat(called)
        .hasSizeGreaterThan(30)
        .allMatch(target -> functions().contains(((String) target).replaceAll(ALIAS, "$1")));
  }

  /// Without a default authorizer a route is open if it names none.
  @Test
  void every_route_except_the_open_ones_names_its_authorizer_and_scopes() {
    Set<String> open = new TreeSet<>();
    Map<String, Object> body = fields(api(stack("")).get("Body"));

    fields(body.get("paths"))
        .forEach(
            (path, calls) ->
                fields(calls)
                    .forEach(
                        (method, call) -> {
                          Object security = fields(call).get("security");
                          if (security == null) {
                            open.add(method + " " + path);
                          } else {
                            assertThat(scopes(security)).as(path).isNotEmpty();
                          }
                        }));

    assertThat(open).isEqualTo(OPEN);
    assertThat(body).doesNotContainKey("security");
  }

  /// Callers without a token can't use up the capacity of callers with one.
  @Test
  void every_open_route_and_no_other_has_its_own_small_limits() {
    Map<String, Object> stage =
        stack("").each("AWS::ApiGatewayV2::Stage").findFirst().orElseThrow();
    Map<String, Object> routes = fields(stage.get("RouteSettings"));
    int others = (int) at(stage, "DefaultRouteSettings", "ThrottlingRateLimit");

    assertThat(routes.keySet().stream().map(route -> route.replaceFirst("^GET", "get")))
        .map(route -> route.replaceFirst("^POST", "post"))
        .containsExactlyInAnyOrderElementsOf(OPEN);
    assertThat(routes.values())
        .allSatisfy(
            limits ->
                assertThat((int) fields(limits).get("ThrottlingRateLimit"))
                    .isLessThanOrEqualTo(others / 10));
  }

  /// API Gateway refuses limits of a missing route.
  @Test
  void without_a_webhook_there_are_no_limits_for_its_route() {
    Map<String, Object> stage =
        DeployedStack.of(List.of(REQUIRED))
            .getFirst()
            .each("AWS::ApiGatewayV2::Stage")
            .findFirst()
            .orElseThrow();

    assertThat(fields(stage.get("RouteSettings")))
        .containsOnlyKeys("GET /v1/catalog", "GET /v1/openapi.json");
  }

  @Test
  void a_token_must_be_for_one_of_several_audiences() {
    assertThat(trusted(stack("Audiences")))
        .isEqualTo(
            Map.of("issuer", "https://id.example.com/", "audience", List.of("credits", "others")));
  }

  @Test
  void a_stack_makes_a_user_pool_only_on_request_and_then_trusts_only_that() {
    assertThat(DeployedStack.of(List.of(REQUIRED)).getFirst().resources().values())
        .noneMatch(resource -> ((String) resource.get("Type")).startsWith("AWS::Cognito::"));
    assertThat(trusted(stack("CognitoDomain")))
        .isEqualTo(
            Map.of("issuer", "<UserPool.ProviderURL>", "audience", List.of("<ServiceClient>")));
  }

  @Test
  void clients_that_a_team_adds_to_the_user_pool_are_trusted_beside_the_stacks_own() {
    Map<String, String> parameters = new TreeMap<>(OWN_ISSUER);
    parameters.put("Audiences", "web,operators");

    assertThat(trusted(DeployedStack.of(List.of(parameters)).getFirst()))
        .containsEntry("audience", List.of("<ServiceClient>", "web", "operators"));
  }

  @Test
  void the_user_pool_has_every_scope_of_the_routes_and_its_service_may_charge_and_read() {
    DeployedStack stack = stack("CognitoDomain");
    Map<String, Object> server = stack.properties("CreditScopes");
    Map<String, Object> service = stack.properties("ServiceClient");

    Set<String> scopes =
        list(server.get("Scopes")).stream()
            .map(scope -> server.get("Identifier") + "/" + fields(scope).get("ScopeName"))
            .collect(toSet());

    assertThat(scopes)
        .isEqualTo(routeScopes(stack).collect(toSet()))
        .containsExactlyInAnyOrder(
            "credits/charge", "credits/read", "credits/self", "credits/manage", "credits/session");
    assertThat(service)
        .containsEntry("AllowedOAuthFlows", List.of("client_credentials"))
        .containsEntry("AllowedOAuthScopes", List.of("credits/charge", "credits/read"))
        .containsEntry("GenerateSecret", true);
    assertThat(stack.resources().get("ServiceClient")).containsEntry("DependsOn", "CreditScopes");
  }

  static Stream<Arguments> refusedParameters() {
    return Stream.of(
        arguments(Map.of("Catalog", "outsmart"), "Issuer is missing."),
        arguments(
            Map.of("Catalog", "outsmart", "Issuer", "https://id.example.com/"),
            "Audiences is missing."),
        arguments(
            Map.of("Issuer", "https://id.example.com/", "Audiences", "credits"),
            "parameter Catalog has no value"),
        arguments(
            Map.of(
                "Catalog", "outsmart",
                "CognitoDomain", "credits-of-example",
                "Issuer", "https://id.example.com/"),
            "Issuer and CognitoDomain exclude each other."),
        arguments(
            Map.of(
                "Catalog", "outsmart",
                "CognitoDomain", "credits-of-example",
                "RestoredTable", "drawdown-restored-1"),
            "RestoredTableStream is missing."),
        arguments(
            Map.of(
                "Catalog", "outsmart",
                "CognitoDomain", "credits-of-example",
                "RestoredTableStream", "2026-11-28T10:15:30.123"),
            "RestoredTable is missing."),
        arguments(
            Map.of("Catalog", "outsmart", "CognitoDomain", "Credits"),
            "parameter CognitoDomain can't be 'Credits'"));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("refusedParameters")
  void parameters_that_cannot_work_are_refused_before_anything_is_created(
      Map<String, String> parameters, String reason) {
    // This skips the test without a transform.
    stack("");

    assertThatThrownBy(() -> DeployedStack.of(List.of(parameters))).hasMessageContaining(reason);
  }

  @Test
  void only_pages_of_the_allowed_origins_may_read() {
    assertThat(fields(api(stack("")).get("Body"))).doesNotContainKey(CORS);
    assertThat(at(api(stack("AllowedOrigins")), "Body", CORS))
        .isEqualTo(
            Map.of(
                "allowOrigins", List.of("https://app.example.com", "http://localhost:3000"),
                "allowMethods", List.of("GET"),
                "allowHeaders", List.of("authorization"),
                "exposeHeaders", List.of("Retry-After", "Idempotent-Replayed"),
                "maxAge", 600));
  }

  @Test
  void lambdas_handling_of_failed_calls_is_set_for_the_alias() {
    assertThat(stack("").each("AWS::Lambda::EventInvokeConfig"))
        .allMatch(part -> part.get("Qualifier").equals("live"));
  }

  @Test
  void a_stack_has_a_webhook_only_with_a_secret_and_the_webhook_may_read_only_that() {
    DeployedStack without = DeployedStack.of(List.of(REQUIRED)).getFirst();

    assertThat(without.named("AWS::Lambda::Function"))
        .hasSize(functions().size() - 2)
        .doesNotContain("RenewalWebhookFunction", "SessionFunction");
    assertThat(fields(at(api(without), "Body", "paths"))).doesNotContainKey("/webhooks/stripe");
    assertThat(secretsThatMayBeRead(without)).isEmpty();
    assertThat(secretsThatMayBeRead(stack("")))
        .containsExactly(SECRET + "stripe-a1b2c3", SECRET + "sessions-a1b2c3");
    assertThat(fields(at(api(without), "Body", "paths")).keySet())
        .noneMatch(path -> path.contains("session"));
    assertThat(stack("").properties("SessionFunction").toString())
        .contains("SESSION_SECRET_ARN=" + SECRET);
    assertThat(stack("").properties("RenewalWebhookFunction").toString())
        .contains("WEBHOOK_SECRET_ARN=" + SECRET);
  }

  /// A new account has no concurrency to reserve.
  @Test
  void nothing_is_reserved_by_default() {
    assertThat(stack("").each("AWS::Lambda::Function"))
        .noneMatch(function -> function.containsKey("ReservedConcurrentExecutions"));
    assertThat(stack("SweepReservation").properties("MonthlyResetFunction"))
        .containsEntry("ReservedConcurrentExecutions", "5");
    assertThat(stack("ChargeReservation").properties("ChargeFunction"))
        .containsEntry("ReservedConcurrentExecutions", "50");
    assertThat(stack("PublishingReservation").properties("PublishingFunction"))
        .containsEntry("ReservedConcurrentExecutions", "20");
  }

  @Test
  void a_new_version_gets_all_calls_at_once_unless_a_canary_is_requested() {
    String group = "AWS::CodeDeploy::DeploymentGroup";

    assertThat(stack("").named(group)).isEmpty();
    assertThat(stack("CanaryDeployment").each(group))
        .hasSameSizeAs(functions())
        .allSatisfy(
            each ->
                assertThat(each.toString())
                    .contains("Canary10Percent5Minutes", "DEPLOYMENT_STOP_ON_ALARM"));
  }

  /// A canary of five minutes rolls back only if an alarm goes off within them.
  @Test
  void a_canary_is_bound_to_existing_alarms_that_go_off_in_time() {
    DeployedStack stack = stack("CanaryDeployment");
    Map<String, Object> group = stack.properties("ChargeFunctionDeploymentGroup");

    assertThat(list(at(group, "AlarmConfiguration", "Alarms")))
        .hasSize(functions().size() - 2)
        .allSatisfy(
            each -> {
              String alarm = (String) fields(each).get("Name");
              Map<String, Object> properties = stack.properties(alarm.replaceAll("[<>]", ""));
              assertThat(properties)
                  .containsEntry("MetricName", "Errors")
                  .containsEntry("Period", 60)
                  .containsEntry("EvaluationPeriods", 5);
            });
  }

  @Test
  void the_queue_of_shards_bounds_the_number_of_runs_at_once() {
    assertThat(stack("SweepConcurrency").properties("MonthlyResetFunctionShard"))
        .containsEntry("EventSourceArn", "<SweepShards.Arn>")
        .containsEntry("BatchSize", 1)
        .containsEntry("ScalingConfig", Map.of("MaximumConcurrency", "4"));
  }

  /// A message that returns during its run would start a second run.
  @Test
  void a_message_is_invisible_for_six_timeouts_and_ends_among_the_failures() {
    Map<String, Object> queue = stack("").properties("SweepShards");
    int timeout = (int) stack("").properties("MonthlyResetFunction").get("Timeout");

    assertThat((int) queue.get("VisibilityTimeout")).isGreaterThanOrEqualTo(6 * timeout);
    assertThat(queue.get("RedrivePolicy"))
        .isEqualTo(Map.of("deadLetterTargetArn", "<FailedSweeps.Arn>", "maxReceiveCount", 5));
    assertThat((int) queue.get("MessageRetentionPeriod"))
        .isGreaterThan(5 * (int) queue.get("VisibilityTimeout"));
  }

  @Test
  void only_the_sweeper_sends_to_its_queue_and_to_no_other() {
    List<Map<String, Object>> sending =
        stack("")
            .statements()
            .filter(statement -> list(statement.get("Action")).contains("sqs:SendMessage"))
            .filter(statement -> list(statement.get("Resource")).contains("<SweepShards.Arn>"))
            .toList();

    assertThat(sending).hasSize(1);
    assertThat(list(sending.getFirst().get("Action"))).hasSize(1);
    assertThat(list(sending.getFirst().get("Resource"))).hasSize(1);
  }

  @Test
  void functions_are_traced_only_on_request() {
    assertThat(stack("").each("AWS::Lambda::Function"))
        .allMatch(function -> at(function, "TracingConfig", "Mode").equals("PassThrough"));
    assertThat(stack("Tracing").each("AWS::Lambda::Function"))
        .allMatch(function -> at(function, "TracingConfig", "Mode").equals("Active"));
    assertThat(stack("").statements().toList().toString()).doesNotContain("xray");
  }

  /// Scheduler counts dropped calls by group.
  @Test
  void the_schedule_is_in_the_stacks_own_group() {
    assertThat(stack("").each("AWS::Scheduler::Schedule"))
        .isNotEmpty()
        .allMatch(schedule -> schedule.get("GroupName").equals("<Schedules>"));
  }

  /// The stack's own table stays, and nothing uses it.
  @Test
  void a_restored_table_replaces_the_stacks_own_everywhere() {
    DeployedStack stack = stack("RestoredTable");
    Map<String, Object> mapping =
        stack
            .each("AWS::Lambda::EventSourceMapping")
            .filter(each -> !each.get("EventSourceArn").equals("<SweepShards.Arn>"))
            .findFirst()
            .orElseThrow();
    List<String> resources =
        stack
            .statements()
            .flatMap(statement -> list(statement.get("Resource")).stream())
            .map(String.class::cast)
            .filter(arn -> arn.contains(":table/"))
            .distinct()
            .toList();

    assertThat(mapping)
        .containsEntry("EventSourceArn", RESTORED + "/stream/2026-11-28T10:15:30.123");
    assertThat(resources)
        .containsExactlyInAnyOrder(
            RESTORED,
            RESTORED + "/index/due",
            RESTORED + "/stream/*",
            RESTORED + "/stream/2026-11-28T10:15:30.123");
    assertThat(stack.each("AWS::Lambda::Function"))
        .allMatch(
            function ->
                at(function, "Environment", "Variables", "TABLE").equals("drawdown-restored-1"));
    assertThat(stack.resources()).containsKey("Table");
    assertThat(stack.resources().toString()).doesNotContain("<Table>", "<Table.");
  }

  @Test
  void every_statement_names_its_actions() {
    assertThat(stack("").statements())
        .hasSizeGreaterThan(10)
        .allMatch(statement -> !list(statement.get("Action")).toString().contains("*"));
  }

  /// A comment gives the reason, at the end of the star's line or on the line above.
  @Test
  void every_statement_names_its_resources_or_gives_a_reason_for_a_star() throws IOException {
    List<String> lines = Files.readAllLines(FILE);

    List<Integer> stars =
        IntStream.range(1, lines.size())
            .filter(line -> lines.get(line).matches(" *(Resource:|-) [\"']?\\*[\"']?( #.*)?"))
            .boxed()
            .toList();

    assertThat(stars)
        .allMatch(line -> lines.get(line).contains(" # ") || lines.get(line - 1).matches(" *# .*"));
    assertThat(stack("Tracing").statements())
        .filteredOn(statement -> list(statement.get("Resource")).contains("*"))
        .hasSameSizeAs(stars);
    assertThat(stack("").statements())
        .noneMatch(statement -> list(statement.get("Resource")).contains("*"));
  }

  /// AWS's policies are as wide as any function of any service could need.
  @Test
  void no_role_has_a_policy_of_aws() {
    Stream<Object> attached =
        stack("")
            .each("AWS::IAM::Role")
            .flatMap(role -> list(role.getOrDefault("ManagedPolicyArns", List.of())).stream());

    assertThat(attached.distinct()).containsExactlyInAnyOrder("<LogPolicy>", "<WalletPolicy>");
  }

  /// Only Lambda and Scheduler may use these roles.
  @Test
  void every_role_belongs_to_one_service() {
    assertThat(stack("").each("AWS::IAM::Role"))
        .hasSize(functions().size() + 1)
        .allMatch(
            role ->
                role.get("AssumeRolePolicyDocument")
                    .toString()
                    .matches(".*Service=\\[?(lambda|scheduler)\\.amazonaws\\.com.*"));
  }

  /// The functions that a deployment with another `parameter` would change.
  private static Set<String> reachedBy(String parameter) {
    return functions().stream()
        .filter(
            function ->
                !versioned(stack(""), function).equals(versioned(stack(parameter), function)))
        .collect(toSet());
  }

  private static Map<String, Object> versioned(DeployedStack stack, String function) {
    Map<String, Object> properties = new HashMap<>(stack.properties(function));
    properties.keySet().removeAll(OF_THE_FUNCTION_ONLY);
    return properties;
  }

  private static Map<String, Object> api(DeployedStack stack) {
    return stack.each("AWS::ApiGatewayV2::Api").findFirst().orElseThrow();
  }

  /// The issuers whose tokens the API accepts.
  private static Map<String, Object> trusted(DeployedStack stack) {
    return fields(
        at(
            api(stack),
            "Body",
            "components",
            "securitySchemes",
            "Tokens",
            "x-amazon-apigateway-authorizer",
            "jwtConfiguration"));
  }

  private static Stream<String> routeScopes(DeployedStack stack) {
    return fields(at(api(stack), "Body", "paths")).values().stream()
        .flatMap(path -> fields(path).values().stream())
        .map(call -> fields(call).get("security"))
        .filter(Objects::nonNull)
        .flatMap(security -> scopes(security).stream())
        .map(String.class::cast);
  }

  private static List<Object> secretsThatMayBeRead(DeployedStack stack) {
    return stack
        .statements()
        .filter(statement -> list(statement.get("Action")).toString().contains("secretsmanager"))
        .<Object>flatMap(statement -> list(statement.get("Resource")).stream())
        .toList();
  }

  private static List<?> scopes(Object security) {
    assertThat(list(security)).hasSize(1);
    Map<String, Object> schemes = fields(list(security).getFirst());
    assertThat(schemes).containsOnlyKeys("Tokens");
    return list(schemes.get("Tokens"));
  }

  private static List<String> functions() {
    return stack("").named("AWS::Lambda::Function");
  }

  /// The largest number of characters in `text`, for any values of its parameters.
  private static int longest(String text, TemplatePart parameters) {
    int own = PARAMETER.matcher(text).replaceAll("").length();
    return own + named(text).mapToInt(name -> longest(parameters.at(name))).sum();
  }

  private static int longest(TemplatePart parameter) {
    return parameter
        .find("AllowedValues")
        .map(values -> values.texts().stream().mapToInt(String::length).max().orElseThrow())
        .orElseGet(() -> Integer.parseInt(parameter.at("MaxLength").text()));
  }

  private static Stream<String> named(String text) {
    return PARAMETER.matcher(text).results().map(parameter -> parameter.group(1));
  }

  private static TemplatePart declared() throws IOException {
    return TemplatePart.parse(Files.readString(FILE)).at("Parameters");
  }

  private static List<TemplatePart> functionParts() throws IOException {
    return TemplatePart.parse(Files.readString(FILE)).at("Resources").fields().values().stream()
        .filter(part -> part.at("Type").text().equals("AWS::Serverless::Function"))
        .toList();
  }

  private static Object at(Object part, String... path) {
    Object found = part;
    for (String name : path) {
      found = fields(found).get(name);
    }
    return found;
  }
}
