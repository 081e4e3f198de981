package dev.drawdown.local.api;

import static java.util.Map.entry;
import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.drawdown.adapters.http.Problem;
import dev.drawdown.adapters.http.Request;
import dev.drawdown.adapters.store.RetryBudget;
import dev.drawdown.domain.Identifier;
import dev.drawdown.domain.PoolId;
import dev.drawdown.domain.billing.BillingLimit;
import dev.drawdown.domain.billing.PaidTime;
import dev.drawdown.domain.billing.Term;
import dev.drawdown.domain.catalog.DrawOrder.BucketKind;
import dev.drawdown.domain.charge.ChargeRequest;
import dev.drawdown.domain.charge.Charging;
import dev.drawdown.domain.ledger.EntryKind;
import dev.drawdown.domain.ledger.Purchase.Metadata;
import dev.drawdown.domain.manualchange.ManualChange;
import dev.drawdown.domain.manualchange.ManualChanging;
import dev.drawdown.domain.parking.ReceivedEvent;
import dev.drawdown.domain.pool.Pool;
import dev.drawdown.domain.reading.PeriodUsage.UsagePeriod;
import dev.drawdown.domain.topup.ToppingUp;
import dev.drawdown.local.ServiceInMemory;
import dev.drawdown.local.api.ApiCaller.Answered;
import dev.drawdown.local.api.ApiCaller.Sent;
import dev.drawdown.local.api.ApiDescription.Operation;
import dev.drawdown.local.template.Route;
import dev.drawdown.local.template.Template;
import dev.drawdown.renewalwebhook.StripeSignature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The API's description, the template, the functions and the pages about the API name the same
/// routes, scopes, codes and limits.
class ApiDocumentTest {
  private static final Path ROOT = Path.of("..");
  private static final ApiDescription API = ApiDescription.read();
  private static final Template TEMPLATE = Template.load();

  /// A route in a function's source, in a `case` or in its first comment.
  private static final Pattern NAMED =
      Pattern.compile("[\"`]((?:GET|PUT|POST|DELETE) /(?:v1|webhooks)/[^\"` ]*)[\"`]");

  @Test
  void the_description_has_the_routes_of_the_template() {
    assertThat(API.operations().stream().map(Operation::route))
        .containsExactlyInAnyOrderElementsOf(TEMPLATE.routes().stream().map(Route::key).toList());
  }

  @Test
  void the_functions_have_the_routes_of_the_description() throws IOException {
    Set<String> named = new TreeSet<>();
    for (Path source : sources(ROOT.resolve("functions"))) {
      NAMED.matcher(Files.readString(source)).results().forEach(name -> named.add(name.group(1)));
    }

    assertThat(named).isEqualTo(routes());
  }

  @Test
  void a_call_needs_the_scopes_of_its_route() {
    for (Operation operation : API.operations()) {
      Set<String> described = new TreeSet<>();
      operation
          .node()
          .get("security")
          .forEach(way -> way.path("token").forEach(scope -> described.add(scope.textValue())));
      Set<String> deployed = new TreeSet<>();
      if (route(operation).access() instanceof Route.Access.Scoped(List<String> scopes)) {
        deployed.addAll(scopes);
      }

      assertThat(described).as(operation.toString()).isEqualTo(deployed);
    }
  }

  @Test
  void the_service_serves_the_description_as_JSON() {
    Operation itself = operation("openapi");
    try (ServiceInMemory service = new ServiceInMemory("outsmart");
        ApiCaller caller = ApiCaller.of(API, service)) {
      Answered answered = caller.call(Sent.of(itself));

      assertThat(answered.body()).isEqualTo(API.root());
      assertThat(caller.faults(itself, answered)).isEmpty();
    }
  }

  @Test
  void the_description_has_every_code_with_its_status() {
    Map<String, Integer> described = new HashMap<>();
    for (JsonNode schema : API.root().at("/components/schemas")) {
      JsonNode more = schema.at("/allOf/1/properties");
      if (more.path("code").has("const")) {
        described.put(more.at("/code/const").textValue(), more.at("/status/const").intValue());
      }
    }

    assertThat(described)
        .isEqualTo(
            Stream.of(Problem.Code.values())
                .collect(toMap(Problem.Code::label, Problem.Code::status)));
  }

  @Test
  void a_problem_is_described_under_its_status() {
    for (Operation operation : API.operations()) {
      for (Map.Entry<String, JsonNode> response : operation.node().get("responses").properties()) {
        for (JsonNode problem : problems(API.resolved(response.getValue()))) {
          assertThat(problem.at("/allOf/1/properties/status/const").asText())
              .as(operation + " " + problem.at("/allOf/1/properties/code/const"))
              .isEqualTo(response.getKey());
        }
      }
    }
  }

  @Test
  void every_code_is_an_answer_of_some_call() {
    Set<String> answered = new TreeSet<>();
    for (Operation operation : API.operations()) {
      for (JsonNode response : operation.node().get("responses")) {
        problems(API.resolved(response))
            .forEach(each -> answered.add(each.at("/allOf/1/properties/code/const").textValue()));
      }
    }

    assertThat(answered).containsExactlyInAnyOrderElementsOf(codes());
  }

  /// The schemas of an answer's problems.
  private static List<JsonNode> problems(JsonNode response) {
    JsonNode schema = response.at("/content/application~1problem+json/schema");
    return (schema.has("oneOf") ? schema.get("oneOf").valueStream() : Stream.of(schema))
        .filter(each -> !each.isMissingNode())
        .map(API::resolved)
        .toList();
  }

  @Test
  void words_of_answers_are_those_of_the_code() {
    assertThat(words("/BucketKind/enum"))
        .isEqualTo(Stream.of(BucketKind.values()).map(BucketKind::label).toList());
    assertThat(words("/EntryKind/enum"))
        .isEqualTo(Stream.of(EntryKind.values()).map(EntryKind::label).toList());
  }

  private static List<String> words(String place) {
    return API.root()
        .at("/components/schemas" + place)
        .valueStream()
        .map(JsonNode::textValue)
        .toList();
  }

  @Test
  void the_page_of_errors_has_a_section_with_a_remedy_per_code() throws IOException {
    String page = Files.readString(ROOT.resolve("docs/errors.md"));
    Map<String, String> sections =
        Pattern.compile("(?ms)^### `([a-z-]+)` \\((\\d+)\\)\\n(.*?)(?=^##|\\z)")
            .matcher(page)
            .results()
            .collect(toMap(section -> section.group(1) + " " + section.group(2), r -> r.group(3)));

    assertThat(sections.keySet())
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(Problem.Code.values())
                .map(code -> code.label() + " " + code.status())
                .toList());
    assertThat(sections)
        .allSatisfy(
            (code, text) ->
                assertThat(text)
                    .as(code)
                    .contains("**What happened:** ", "**What was taken:** ", "**What to do:** "));
  }

  @Test
  void pages_about_the_API_name_only_existing_codes() throws IOException {
    for (String name : List.of("errors.md", "limits.md")) {
      for (MatchResult status :
          Pattern.compile("\\b(4\\d\\d|503) `([a-z-]+)`")
              .matcher(Files.readString(ROOT.resolve("docs").resolve(name)))
              .results()
              .toList()) {
        assertThat(codes()).as(name + ": " + status.group()).contains(status.group(2));
      }
    }
  }

  @Test
  void the_page_of_limits_has_those_of_the_code_and_no_others() throws IOException {
    Map<String, String> expected = new TreeMap<>();
    Stream.of(ofRequests(), ofWallets(), ofTime(), ofRoutes()).forEach(expected::putAll);

    assertThat(limits(Files.readString(ROOT.resolve("docs/limits.md"))))
        .containsExactlyInAnyOrderEntriesOf(expected);
  }

  private static Map<String, String> ofRequests() {
    return Map.ofEntries(
        entry("Body of a request", Request.MAX_BODY / 1024 + " KiB"),
        entry("Body of a webhook's event", ReceivedEvent.MAX_BODY / 1024 + " KiB"),
        entry("Objects and arrays inside one another", "64"),
        entry(
            "Names: accounts, pools, keys, payments, actions",
            Identifier.RULE
                .replace("must be ", "")
                .replace(
                    " A-Z a-z 0-9 . _ : @ | + = ~ - and", " `A-Z a-z 0-9 . _ : @ \\| + = ~ -`,")
                .replace("not . or ..", "not `.` or `..`")),
        entry("Documents", "1 to 128 visible ASCII characters"),
        entry(
            "Reason of a refund, a grant or an adjustment",
            "1 to " + ManualChange.MAX_REASON + " characters, no control characters"),
        entry("Pairs of metadata of a charge", written(Metadata.MAX_PAIRS)),
        entry("Name of a pair of metadata", "1 to " + Metadata.MAX_NAME + " characters"),
        entry("Value of a pair of metadata", Metadata.MAX_TEXT + " characters"),
        entry("`quantity` of one charge", "1 to " + written(ChargeRequest.MAX_QUANTITY)),
        entry(
            "Credits of one grant, or of one adjustment up or down",
            "1 to " + written(ManualChange.MAX_CREDITS)),
        entry("Entries or members of a page", "1 to 100, 50 by default"),
        entry("Entries that the service searches for one page of a ledger with `kind`", "1,000"),
        entry("Period of a usage query", UsagePeriod.LONGEST.toDays() + " days"),
        entry("Entries that one page of usage counts", "5,000"));
  }

  private static Map<String, String> ofWallets() {
    return Map.ofEntries(
        entry("Life of a hold", "1 ms to " + ChargeRequest.MAX_HOLD.toHours() + " hours"),
        entry("Open holds of an account", written(Charging.MAX_OPEN_HOLDS)),
        entry(
            "Open holds of a member that draw on its pool",
            written(Pool.MAX_OPEN_HOLDS_OF_A_MEMBER)),
        entry(
            "Open holds that draw on one shard of a pool", written(Pool.MAX_OPEN_HOLDS_IN_A_SHARD)),
        entry("Credits", "0 to " + written(Long.MAX_VALUE)),
        entry("Credits of one paid term", written(Term.MAX_CREDITS.amount())),
        entry("Quantity of one paid term", "1 to " + written(Term.MAX_QUANTITY)),
        entry("Length of one paid term", PaidTime.MAX_YEARS + " years"),
        entry("Paid items of one subscription", written(BillingLimit.SUBSCRIPTION_ITEMS.most())),
        entry(
            "Paid items of all subscriptions of one account or pool",
            written(BillingLimit.OWNER_ITEMS.most())),
        entry(
            "Paid terms of one subscription that haven't begun",
            written(BillingLimit.WAITING_TERMS.most())),
        entry(
            "Payment facts of all subscriptions of one account or pool",
            written(BillingLimit.OWNER_FACTS.most())),
        entry(
            "Payment facts of one subscription that are kept, usually for 400 days",
            written(BillingLimit.SUBSCRIPTION_FACTS.most())),
        entry("Packs that aren't used up", written(ToppingUp.MAX_PACKS)),
        entry("Pools of an account", "1"),
        entry("Shards of a pool", "1 to " + PoolId.MAX_WALLETS));
  }

  private static Map<String, String> ofTime() {
    return Map.of(
        "Different expiry times of an account's promotional credits",
        written(ManualChanging.MAX_EXPIRIES),
        "Time for which a call retries while others change the same wallet",
        RetryBudget.DEADLINE.toSeconds() + " s",
        "Audit of one account or pool",
        template("(?s)Description: Reads wallets.*?Timeout: (\\d+)") + " s",
        "Difference between the time of a webhook's signature and now, earlier or later",
        StripeSignature.TOLERANCE.toSeconds() + " s",
        "Life of a browser's session token",
        Duration.parse(described("SessionRequest/properties/expiresIn/x-maximum")).toMinutes()
            + " minutes");
  }

  /// The calls per second of each kind of route.
  private static Map<String, String> ofRoutes() {
    return Map.of(
        "Each route with a token", template("DefaultRouteSettings:\\s+ThrottlingRateLimit: (\\d+)"),
        "`GET /v1/catalog`", rate("GET /v1/catalog"),
        "`GET /v1/openapi.json`", rate("GET /v1/openapi.json"),
        "`POST /webhooks/stripe`", rate("POST /webhooks/stripe"),
        "`GET /v1/session/...`, each", rate("GET /v1/session/usage"));
  }

  private static String rate(String route) {
    return template(Pattern.quote(route) + ": \\{ThrottlingRateLimit: (\\d+)");
  }

  private static String template(String pattern) {
    try {
      Matcher found =
          Pattern.compile(pattern).matcher(Files.readString(ROOT.resolve("template.yaml")));
      assertThat(found.find()).as(pattern).isTrue();
      return found.group(1);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /// The description's text at a place of its schemas.
  private static String described(String place) {
    JsonNode value = API.root().at("/components/schemas/" + place);
    return value.isNumber() ? written(value.longValue()) : value.textValue();
  }

  /// The first two columns of a page's tables, without their heads.
  private static Map<String, String> limits(String page) {
    return Pattern.compile("(?m)^\\| ([^|]+) \\| (.+?) \\| [^|]+ \\|$")
        .matcher(page)
        .results()
        .filter(row -> !Set.of("what", "route").contains(row.group(1)))
        .collect(toMap(row -> row.group(1), row -> row.group(2)));
  }

  private static String written(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private static Set<String> codes() {
    return Stream.of(Problem.Code.values())
        .map(Problem.Code::label)
        .collect(toCollection(TreeSet::new));
  }

  private static Set<String> routes() {
    return API.operations().stream().map(Operation::route).collect(toCollection(TreeSet::new));
  }

  private static Route route(Operation operation) {
    return TEMPLATE.routes().stream()
        .filter(route -> route.key().equals(operation.route()))
        .findFirst()
        .orElseThrow();
  }

  private static Operation operation(String id) {
    return API.operations().stream().filter(each -> each.id().equals(id)).findFirst().orElseThrow();
  }

  private static List<Path> sources(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> file.toString().contains("/src/main/"))
          .toList();
    }
  }
}
