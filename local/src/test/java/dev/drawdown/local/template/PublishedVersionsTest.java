package dev.drawdown.local.template;

import static dev.drawdown.local.template.DeployedStack.fields;
import static dev.drawdown.local.template.DeployedStack.list;
import static dev.drawdown.local.template.DeployedStacks.CHANGED;
import static dev.drawdown.local.template.DeployedStacks.FILE;
import static dev.drawdown.local.template.DeployedStacks.at;
import static dev.drawdown.local.template.DeployedStacks.declared;
import static dev.drawdown.local.template.DeployedStacks.functions;
import static dev.drawdown.local.template.DeployedStacks.stack;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/// The functions that get a new version if a parameter of the stack changes.
class PublishedVersionsTest {
  /// Properties of a function that its versions lack. A change of them publishes no version.
  private static final Set<String> OF_THE_FUNCTION_ONLY =
      Set.of("ReservedConcurrentExecutions", "Tags");

  /// The largest number of characters in a version's description.
  private static final int LONGEST_DESCRIPTION = 256;

  private static final Pattern PARAMETER = Pattern.compile("\\$\\{([A-Za-z]+)}");

  static Stream<String> changes() {
    return DeployedStacks.changes();
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

  private static List<TemplatePart> functionParts() throws IOException {
    return TemplatePart.parse(Files.readString(FILE)).at("Resources").fields().values().stream()
        .filter(part -> part.at("Type").text().equals("AWS::Serverless::Function"))
        .toList();
  }
}
