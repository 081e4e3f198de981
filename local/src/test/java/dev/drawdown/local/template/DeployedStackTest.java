package dev.drawdown.local.template;

import static dev.drawdown.local.template.DeployedStack.fields;
import static dev.drawdown.local.template.DeployedStack.list;
import static dev.drawdown.local.template.DeployedStacks.RESTORED;
import static dev.drawdown.local.template.DeployedStacks.at;
import static dev.drawdown.local.template.DeployedStacks.functions;
import static dev.drawdown.local.template.DeployedStacks.stack;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The resources that AWS makes of `template.yaml`.
class DeployedStackTest {
  /// The name of an alias, by the name of its function.
  private static final String ALIAS = "<(.*)Aliaslive>";

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
  void lambdas_handling_of_failed_calls_is_set_for_the_alias() {
    assertThat(stack("").each("AWS::Lambda::EventInvokeConfig"))
        .allMatch(part -> part.get("Qualifier").equals("live"));
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
}
