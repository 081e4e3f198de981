package dev.drawdown.local.template;

import static dev.drawdown.local.template.DeployedStack.fields;
import static dev.drawdown.local.template.DeployedStack.list;
import static dev.drawdown.local.template.DeployedStacks.FILE;
import static dev.drawdown.local.template.DeployedStacks.OWN_ISSUER;
import static dev.drawdown.local.template.DeployedStacks.REQUIRED;
import static dev.drawdown.local.template.DeployedStacks.SECRET;
import static dev.drawdown.local.template.DeployedStacks.api;
import static dev.drawdown.local.template.DeployedStacks.at;
import static dev.drawdown.local.template.DeployedStacks.functions;
import static dev.drawdown.local.template.DeployedStacks.stack;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The rights in a deployed stack: routes and tokens, secrets, roles and their statements.
class StackAccessTest {
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
}
