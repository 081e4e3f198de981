package dev.drawdown.local.template;

import static dev.drawdown.local.template.DeployedStack.fields;
import static dev.drawdown.local.template.DeployedStack.list;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// "Restore the table" of the operator's guide fits `template.yaml`: it stops every function that
/// writes wallets, and sets every property of the table that a restore leaves out.
class RestoreGuideTest {
  private static final Path GUIDE = Path.of("..", "docs", "operate.md");
  private static final Pattern STOPPED = Pattern.compile("for name in ([A-Za-z ]+);");
  private static final List<String> WRITES =
      List.of("dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:DeleteItem");

  private final DeployedStack stack =
      DeployedStack.of(
              List.of(
                  Map.of(
                      "Catalog", "outsmart",
                      "Issuer", "https://id.example.com/",
                      "Audiences", "credits",
                      "WebhookSecretArn",
                          "arn:aws:secretsmanager:eu-west-1:123456789012:secret:stripe-a1b2c3",
                      "SessionSecretArn",
                          "arn:aws:secretsmanager:eu-west-1:123456789012:secret:keys-a1b2c3")))
          .getFirst();

  @Test
  void the_guide_stops_every_function_that_may_write_wallets() throws IOException {
    Matcher stopped = STOPPED.matcher(guide());

    assertThat(stopped.find()).isTrue();
    assertThat(stopped.group(1).split(" "))
        .extracting(name -> name + "Function")
        .containsExactlyInAnyOrderElementsOf(
            stack.named("AWS::Lambda::Function").stream().filter(this::writesWallets).toList());
  }

  private boolean writesWallets(String function) {
    String role = (String) stack.properties(function).get("Role");
    return stack
        .statementsOf(role.replaceAll("<(.*)\\.Arn>", "$1"))
        .filter(statement -> list(statement.get("Action")).stream().anyMatch(WRITES::contains))
        .anyMatch(RestoreGuideTest::isAboutWallets);
  }

  private static boolean isAboutWallets(Map<String, Object> statement) {
    return !statement.containsKey("Condition")
        || statement.get("Condition").toString().contains("account#*")
        || statement.get("Condition").toString().contains("pool#*");
  }

  @Test
  void the_guide_sets_every_property_of_the_table_that_a_restore_leaves_out() throws IOException {
    Map<String, Object> table = stack.properties("Table");

    assertThat(table.keySet())
        .as("a restore keeps the first five; the guide sets the others, or says why not")
        .containsExactlyInAnyOrder(
            "AttributeDefinitions",
            "BillingMode",
            "GlobalSecondaryIndexes",
            "KeySchema",
            "SSESpecification",
            "DeletionProtectionEnabled",
            "PointInTimeRecoverySpecification",
            "StreamSpecification",
            "TimeToLiveSpecification");
    Object removeAt = fields(table.get("TimeToLiveSpecification")).get("AttributeName");
    Object images = fields(table.get("StreamSpecification")).get("StreamViewType");
    assertThat(guide())
        .contains("--time-to-live-specification Enabled=true,AttributeName=" + removeAt)
        .contains("--stream-specification StreamEnabled=true,StreamViewType=" + images)
        .contains("--point-in-time-recovery-specification PointInTimeRecoveryEnabled=true")
        .contains("--deletion-protection-enabled");
  }

  private static String guide() throws IOException {
    return Files.readAllLines(GUIDE).stream()
        .dropWhile(line -> !line.equals("## Restore the table"))
        .skip(1)
        .takeWhile(line -> !line.startsWith("## "))
        .collect(joining("\n"));
  }
}
