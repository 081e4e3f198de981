package dev.drawdown.local.template;

import static dev.drawdown.local.template.DeployedStack.fields;
import static java.util.Map.entry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The stacks that AWS makes of `template.yaml`, one for each changed parameter.
final class DeployedStacks {
  static final Path FILE = Path.of("..", "template.yaml");

  /// The required parameters of a stack whose tokens come from elsewhere.
  static final Map<String, String> REQUIRED =
      Map.of("Catalog", "outsmart", "Issuer", "https://id.example.com/", "Audiences", "credits");

  /// The required parameters of a stack with its own issuer.
  static final Map<String, String> OWN_ISSUER =
      Map.of("Catalog", "outsmart", "CognitoDomain", "credits-of-example");

  static final String SECRET = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:";
  static final String RESTORED =
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
  static final Map<String, String> CHANGED =
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

  private static Map<String, DeployedStack> stacks = Map.of();

  private DeployedStacks() {}

  /// The stack with one parameter changed, or with none for `""`.
  static DeployedStack stack(String changed) {
    if (stacks.isEmpty()) {
      List<String> names = Stream.concat(Stream.of(""), changes()).toList();
      List<DeployedStack> made =
          DeployedStack.of(names.stream().map(DeployedStacks::parameters).toList());
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

  static List<String> functions() {
    return stack("").named("AWS::Lambda::Function");
  }

  static TemplatePart declared() throws IOException {
    return TemplatePart.parse(Files.readString(FILE)).at("Parameters");
  }

  static Map<String, Object> api(DeployedStack stack) {
    return stack.each("AWS::ApiGatewayV2::Api").findFirst().orElseThrow();
  }

  static Object at(Object part, String... path) {
    Object found = part;
    for (String name : path) {
      found = fields(found).get(name);
    }
    return found;
  }
}
