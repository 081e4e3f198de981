package dev.drawdown.local.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The settings for `sam deploy` that teams start with fit `template.yaml`.
class SamConfigTest {
  private static final Path FILE = Path.of("..", "docs", "samconfig.toml.example");
  private static final Path TEMPLATE = Path.of("..", "template.yaml");

  private static final Pattern TABLE = Pattern.compile("\\[(\\w+)\\.deploy\\.parameters]");
  private static final Pattern SETTING = Pattern.compile("(\\w+) = (\"[^\"\\\\]*\"|true|0\\.1)");

  /// One parameter, which may be commented out.
  private static final Pattern PARAMETER = Pattern.compile(" {2}(?:# )?\"(\\w+)=([^\"\\\\]*)\",");

  private static final Pattern COMMENT = Pattern.compile("(# [^\"]*|#)?");

  /// The settings that `sam deploy --config-env` uses under one name.
  private record Environment(Map<String, String> settings, Map<String, String> parameters) {
    Environment() {
      this(new LinkedHashMap<>(), new LinkedHashMap<>());
    }
  }

  private final Map<String, Environment> environments = new LinkedHashMap<>();

  @BeforeEach
  void read() throws IOException {
    environments.putAll(parsed(Files.readAllLines(FILE)));
  }

  @Test
  void there_is_one_for_developers_one_for_tests_and_a_live_one() {
    assertThat(environments).containsOnlyKeys("dev", "test", "live");
    assertThat(environments.values())
        .allSatisfy(
            each ->
                assertThat(each.settings())
                    .containsEntry("capabilities", "CAPABILITY_IAM")
                    .containsEntry("resolve_s3", "true")
                    .containsKey("region"));
  }

  @Test
  void no_two_share_a_stack_or_a_folder_for_uploads() {
    for (String setting : List.of("stack_name", "s3_prefix")) {
      assertThat(environments.values().stream().map(each -> each.settings().get(setting)))
          .doesNotContainNull()
          .doesNotHaveDuplicates();
    }
  }

  @Test
  void the_template_has_every_parameter_and_gets_all_that_it_requires() throws IOException {
    Map<String, TemplatePart> declared =
        TemplatePart.parse(Files.readString(TEMPLATE)).at("Parameters").fields();
    Set<String> required = new TreeSet<>(declared.keySet());
    required.removeIf(name -> declared.get(name).find("Default").isPresent());
    assertThat(required).containsExactly("Catalog");

    assertThat(environments.values())
        .allSatisfy(
            each -> {
              Set<String> given = each.parameters().keySet();
              assertThat(declared.keySet()).containsAll(given);
              assertThat(given).containsAll(required);
              assertThat(
                      given.contains("CognitoDomain")
                          || given.containsAll(Set.of("Issuer", "Audiences")))
                  .isTrue();
            });
  }

  @Test
  void only_the_live_one_takes_live_payments_and_all_protect_their_data() {
    assertThat(environments.get("live").parameters())
        .containsEntry("StripeMode", "live")
        .containsKeys("AlarmTopic", "WebhookSecretArn")
        .doesNotContainKey("ProtectTable");
    assertThat(environments.get("live").settings()).containsEntry("confirm_changeset", "true");
    assertThat(Stream.of("dev", "test").map(name -> environments.get(name).parameters()))
        .allSatisfy(parameters -> assertThat(parameters).containsEntry("StripeMode", "test"));
  }

  /// The test uses the template's own patterns, lengths and rules.
  @Test
  void a_stack_can_be_made_of_each() {
    List<Map<String, String>> parameters =
        environments.values().stream()
            .<Map<String, String>>map(each -> new TreeMap<>(each.parameters()))
            .toList();

    List<DeployedStack> stacks = DeployedStack.of(parameters);

    assertThat(stacks.getFirst().named("AWS::Cognito::UserPool")).hasSize(1);
    assertThat(stacks)
        .allSatisfy(
            stack ->
                assertThat(stack.named("AWS::Lambda::Function"))
                    .contains("RenewalWebhookFunction"));
  }

  @Test
  void a_line_that_is_no_setting_is_refused() {
    List<String> lines = List.of("[dev.deploy.parameters]", "region = eu-central-1");

    assertThatThrownBy(() -> parsed(lines)).hasMessage("line 2: region = eu-central-1");
  }

  private static Map<String, Environment> parsed(List<String> lines) {
    Lines read = new Lines();
    for (int index = 0; index < lines.size(); index++) {
      if (!read.take(lines.get(index))) {
        throw new IllegalArgumentException("line " + (index + 1) + ": " + lines.get(index));
      }
    }
    return read.environments;
  }

  /// Reads the part of TOML that the file uses.
  private static final class Lines {
    private final Map<String, Environment> environments = new LinkedHashMap<>();
    private Environment current = new Environment();
    private boolean inParameters;

    /// Whether the line is valid and new.
    boolean take(String line) {
      return inParameters ? takeParameter(line) : takeSetting(line);
    }

    private boolean takeParameter(String line) {
      Matcher parameter = PARAMETER.matcher(line);
      if (parameter.matches()) {
        return current.parameters().put(parameter.group(1), parameter.group(2)) == null;
      }
      inParameters = false;
      return line.equals("]");
    }

    private boolean takeSetting(String line) {
      Matcher table = TABLE.matcher(line);
      if (table.matches()) {
        current = new Environment();
        return environments.put(table.group(1), current) == null;
      }
      Matcher setting = SETTING.matcher(line);
      if (setting.matches()) {
        String value = setting.group(2).replace("\"", "");
        return current.settings().put(setting.group(1), value) == null;
      }
      inParameters = line.equals("parameter_overrides = [");
      return inParameters || COMMENT.matcher(line).matches();
    }
  }
}
