package dev.drawdown.local.template;

import static dev.drawdown.local.template.DeployedStack.fields;
import static dev.drawdown.local.template.DeployedStack.list;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.drawdown.adapters.calllog.CallLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The alarms and the dashboard of `template.yaml`, and their sections in the operator's guide.
class AlarmsTest {
  private static final String TYPE = "AWS::CloudWatch::Alarm";
  private static final Path GUIDE = Path.of("..", "docs", "operate.md");

  /// A section about one alarm, or about one alarm of each function.
  private static final Pattern SECTION = Pattern.compile("(?m)^### (.+) \\(`(\\w+)`\\)$");

  private static final Pattern NAMED = Pattern.compile("see \"(.+)\" in docs/operate\\.md");
  private static final String EACH = "FUNCTION";

  private static final Map<String, String> REQUIRED =
      Map.of(
          "Catalog", "outsmart",
          "Issuer", "https://id.example.com/",
          "Audiences", "credits",
          "WebhookSecretArn", "arn:aws:secretsmanager:eu-west-1:123456789012:secret:stripe-a1b2c3");

  private static final Map<String, String> OPTIONAL =
      Map.of(
          "QuietWebhookHours", "6",
          "ConsumerRule", "credits-to-crm",
          "ConcurrencyWarning", "800",
          "BudgetAmount", "500",
          "AlarmTopic", "arn:aws:sns:eu-west-1:123456789012:alarms");

  private static DeployedStack byDefault = new DeployedStack(Map.of());
  private static DeployedStack all = new DeployedStack(Map.of());

  @BeforeAll
  static void deploy() {
    Map<String, String> everything = new TreeMap<>(REQUIRED);
    everything.putAll(OPTIONAL);
    List<DeployedStack> stacks = DeployedStack.of(List.of(REQUIRED, everything));
    byDefault = stacks.getFirst();
    all = stacks.getLast();
  }

  @Test
  void every_alarm_has_one_section_in_the_operators_guide_and_every_section_its_alarm()
      throws IOException {
    List<String> described =
        SECTION
            .matcher(Files.readString(GUIDE))
            .results()
            .flatMap(section -> alarms(section.group(2)))
            .toList();

    assertThat(described).doesNotHaveDuplicates();
    assertThat(described).hasSizeGreaterThan(40).containsExactlyInAnyOrderElementsOf(alarms(all));
  }

  @Test
  void the_description_of_each_alarm_names_its_section() throws IOException {
    Map<String, String> titles =
        SECTION
            .matcher(Files.readString(GUIDE))
            .results()
            .flatMap(
                section ->
                    alarms(section.group(2)).map(alarm -> Map.entry(alarm, section.group(1))))
            .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));

    assertThat(alarms(all))
        .allSatisfy(
            alarm ->
                assertThat(NAMED.matcher(description(alarm)).results().map(name -> name.group(1)))
                    .as(alarm)
                    .containsExactly(titles.get(alarm)));
  }

  @Test
  void every_function_is_watched_for_errors_throttles_and_slow_calls() {
    for (String function : functions()) {
      for (String kind : List.of("Errors", "Throttles", "Duration")) {
        assertThat(all.each(TYPE))
            .as(function + " " + kind)
            .filteredOn(alarm -> kind.equals(alarm.get("MetricName")))
            .filteredOn(
                alarm ->
                    list(alarm.get("Dimensions"))
                        .equals(
                            List.of(
                                Map.of(
                                    "Name",
                                    "FunctionName",
                                    "Value",
                                    DeployedStack.ref(function + "Function")))))
            .hasSize(1);
      }
    }
  }

  /// At its timeout a call has already failed.
  @Test
  void a_slow_call_is_shorter_than_the_timeout_of_its_function() {
    for (String function : functions()) {
      int timeout = (int) all.properties(function + "Function").get("Timeout");

      assertThat((int) all.properties(function + "SlowAlarm").get("Threshold"))
          .as(function)
          .isLessThan(1000 * timeout);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "QuietWebhookAlarm, EvaluationPeriods, 6",
    "ConsumerRuleAlarm, Dimensions, credits-to-crm",
    "ConcurrencyAlarm, Threshold, 800",
    "MonthlyBudget, Budget, 500"
  })
  void an_alarm_without_its_number_or_name_is_off(String resource, String property, String value) {
    assertThat(byDefault.resources()).doesNotContainKey(resource);
    assertThat(all.properties(resource).get(property).toString()).contains(value);
  }

  @Test
  void alarms_and_the_budget_send_messages_only_if_there_is_a_topic() {
    String topic = OPTIONAL.get("AlarmTopic");

    assertThat(byDefault.each(TYPE)).noneMatch(alarm -> alarm.containsKey("AlarmActions"));
    assertThat(all.each(TYPE))
        .allSatisfy(alarm -> assertThat(alarm.get("AlarmActions")).isEqualTo(List.of(topic)));
    assertThat(all.properties("MonthlyBudget").toString()).contains(topic);
  }

  @Test
  void every_metric_that_comes_from_a_log_is_watched_or_shown() {
    String watched = all.each(TYPE).toList() + dashboard();

    assertThat(logMetrics(all)).hasSizeGreaterThan(8);
    assertThat(logMetrics(all))
        .filteredOn(metric -> !metric.equals("RefusedSweepEvents"))
        .allMatch(watched::contains);
    assertThat(watchedLogMetrics(all)).isSubsetOf(logMetrics(all)).hasSizeGreaterThan(6);
  }

  @Test
  void the_dashboard_is_json_whose_pictures_don_t_overlap_and_name_every_function()
      throws IOException {
    List<Object> widgets = List.copyOf(list(JSON.std.mapFrom(dashboard()).get("widgets")));

    assertThat(widgets).hasSize(15);
    assertThat(
            widgets.stream().map(widget -> fields(widget).get("x") + "," + fields(widget).get("y")))
        .doesNotHaveDuplicates();
    assertThat(functions())
        .filteredOn(function -> !function.equals("RenewalWebhook"))
        .allMatch(function -> dashboard().contains("<" + function + "Function>"));
  }

  /// The counts in the functions' own lines. The webhook and others use the same names.
  @Test
  void the_dashboard_shows_the_counts_of_the_call_lines() {
    assertThat(
            Stream.of(
                "Requests",
                "Refusals",
                "Failures",
                "ColdStarts",
                "Attempts",
                "Conflicts",
                "WriteUnits",
                "WalletsAdvanced",
                "WalletsLeft",
                "ChangesPublished",
                "ChangesWaiting"))
        .allSatisfy(
            metric ->
                assertThat(dashboard())
                    .contains("[\"" + CallLine.NAMESPACE + "\",\"" + metric + "\",\"Table\","));
  }

  /// A stack without payments has no alarms about them.
  @Test
  void without_a_webhook_nothing_watches_one() {
    Map<String, String> parameters = new TreeMap<>(REQUIRED);
    parameters.remove("WebhookSecretArn");
    parameters.put("QuietWebhookHours", "6");

    DeployedStack stack = DeployedStack.of(List.of(parameters)).getFirst();

    assertThat(alarms(stack)).noneMatch(alarm -> alarm.contains("Webhook"));
    assertThat(logMetrics(stack)).noneMatch(metric -> metric.contains("Webhook"));
  }

  private static Stream<String> alarms(String name) {
    return name.startsWith(EACH)
        ? functions().stream().map(function -> name.replaceFirst(EACH, function))
        : Stream.of(name);
  }

  private static List<String> alarms(DeployedStack stack) {
    return stack.named(TYPE);
  }

  private static String description(String alarm) {
    return (String) all.properties(alarm).get("AlarmDescription");
  }

  private static List<String> functions() {
    return all.named("AWS::Lambda::Function").stream()
        .map(name -> name.replaceAll("Function$", ""))
        .toList();
  }

  private static String dashboard() {
    return (String) all.properties("Dashboard").get("DashboardBody");
  }

  private static Set<String> logMetrics(DeployedStack stack) {
    return stack
        .each("AWS::Logs::MetricFilter")
        .flatMap(filter -> list(filter.get("MetricTransformations")).stream())
        .map(metric -> (String) fields(metric).get("MetricName"))
        .collect(toSet());
  }

  /// The metrics in the stack's own namespace that alarms watch.
  private static Set<String> watchedLogMetrics(DeployedStack stack) {
    Set<String> names = new TreeSet<>();
    stack
        .each(TYPE)
        .flatMap(
            alarm ->
                Stream.concat(
                    Stream.of(alarm),
                    list(alarm.getOrDefault("Metrics", List.of())).stream()
                        .map(DeployedStack::fields)
                        .filter(metric -> metric.containsKey("MetricStat"))
                        .map(metric -> fields(fields(metric.get("MetricStat")).get("Metric")))))
        .filter(metric -> "drawdown".equals(metric.get("Namespace")))
        .forEach(metric -> names.add((String) metric.get("MetricName")));
    return names;
  }
}
