package dev.drawdown.local.template;

import dev.drawdown.adapters.json.JsonObject;
import dev.drawdown.adapters.json.JsonProblem;
import dev.drawdown.local.template.EventSource.QueueSource;
import dev.drawdown.local.template.EventSource.ScheduleSource;
import dev.drawdown.local.template.EventSource.StreamSource;
import dev.drawdown.local.template.Route.Access;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Reads the event sources of a function from the template, as SAM does. It refuses what can't run
/// locally.
record FunctionPart(TemplatePart properties) {
  /// The API's name of the authorizer that reads tokens.
  private static final String AUTHORIZER = "Tokens";

  private static final int BATCH_SIZE = 100;
  private static final String ANSWERS = "ReportBatchItemFailures";
  private static final String ONE_AT_A_TIME = "1";
  private static final Pattern EVERY_FEW_MINUTES =
      Pattern.compile("cron\\(0/([0-9]{1,2}) \\* \\* \\* \\? \\*\\)");

  static FunctionPart of(TemplatePart resource) {
    return new FunctionPart(resource.at("Properties"));
  }

  /// `dev.drawdown.charge.ChargeFunction`, with or without `::handleRequest`.
  private String handler() {
    TemplatePart handler = properties.at("Handler");
    List<String> parts = List.of(handler.text().split("::", -1));
    if (parts.size() > 2 || (parts.size() == 2 && !parts.get(1).equals("handleRequest"))) {
      throw handler.problem("must be a RequestHandler's handleRequest");
    }
    return parts.getFirst();
  }

  private Stream<TemplatePart> events(String type) {
    return properties.find("Events").stream()
        .flatMap(events -> events.fields().values().stream())
        .filter(event -> event.at("Type").text().equals(type))
        .map(event -> event.at("Properties"));
  }

  List<Route> routes() {
    String handler = handler();
    return events("HttpApi")
        .map(
            event ->
                new Route(
                    event.at("Method").text(), event.at("Path").text(), access(event), handler))
        .toList();
  }

  /// A route is open if it has no authorization settings. A route with scopes must name its
  /// authorizer, because without one it would be open on AWS.
  private static Access access(TemplatePart event) {
    Optional<TemplatePart> auth = event.find("Auth");
    if (auth.isEmpty()) {
      return new Access.Open();
    }
    TemplatePart authorizer = auth.get().at("Authorizer");
    if (!authorizer.text().equals(AUTHORIZER)) {
      throw authorizer.problem("must be " + AUTHORIZER);
    }
    return new Access.Scoped(
        auth.get().find("AuthorizationScopes").map(TemplatePart::texts).orElse(List.of()));
  }

  /// The function's feeds from the table's stream.
  ///
  /// Only filters by sort key are known here. Any other filter is refused, because the function
  /// would get changes here that it doesn't get on AWS. A function whose answer AWS ignores is
  /// refused, too: this service would repeat its failed records, and AWS would not.
  List<StreamSource> streams() {
    return events("DynamoDB").map(this::stream).toList();
  }

  private StreamSource stream(TemplatePart event) {
    int batchSize =
        event.find("BatchSize").map(size -> Integer.valueOf(size.text())).orElse(BATCH_SIZE);
    Set<String> sorts = new LinkedHashSet<>();
    for (TemplatePart filter : event.at("FilterCriteria", "Filters").items()) {
      sorts.addAll(sorts(filter.at("Pattern")));
    }
    requireAnswers(event.at("FunctionResponseTypes"));
    return new StreamSource(handler(), batchSize, sorts);
  }

  private static void requireAnswers(TemplatePart types) {
    if (!types.texts().equals(List.of(ANSWERS))) {
      throw types.problem("must be " + ANSWERS + ", or AWS would ignore partial failures");
    }
  }

  /// For `{"dynamodb":{"Keys":{"sk":{"S":["wallet"]}}}}` it is `wallet`.
  private static List<String> sorts(TemplatePart pattern) {
    try {
      JsonObject root = JsonObject.parse(pattern.text());
      JsonObject record = root.object("dynamodb");
      JsonObject keys = record.object("Keys");
      JsonObject sort = keys.object("sk");
      List<String> sorts = sort.texts("S");
      List.of(root, record, keys, sort).forEach(JsonObject::requireNoMore);
      return sorts;
    } catch (JsonProblem unknown) {
      throw pattern.problem("isn't supported locally: " + unknown.getMessage());
    }
  }

  /// The function's schedules.
  List<ScheduleSource> schedules() {
    return events("ScheduleV2").map(this::schedule).toList();
  }

  private ScheduleSource schedule(TemplatePart event) {
    TemplatePart expression = event.at("ScheduleExpression");
    Matcher cron = EVERY_FEW_MINUTES.matcher(expression.text());
    if (!cron.matches() || !event.at("ScheduleExpressionTimezone").text().equals("UTC")) {
      throw expression.problem("isn't supported locally: " + expression.text());
    }
    Duration every = Duration.ofMinutes(Long.parseLong(cron.group(1)));
    return new ScheduleSource(handler(), every, event.at("Input").text());
  }

  /// The queues that call the function.
  ///
  /// Only one message at a time is supported here. With more messages in a call, a function must
  /// name the failed ones, and this service would have to read that.
  List<QueueSource> queues() {
    return events("SQS").map(this::queue).toList();
  }

  private QueueSource queue(TemplatePart event) {
    TemplatePart size = event.at("BatchSize");
    if (!size.text().equals(ONE_AT_A_TIME)) {
      throw size.problem("must be " + ONE_AT_A_TIME + ": the function takes one message at a time");
    }
    return new QueueSource(handler(), event.at("Queue").resourceOfArn());
  }
}
