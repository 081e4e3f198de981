package dev.drawdown.local;

import dev.drawdown.adapters.json.JsonObject;
import dev.drawdown.adapters.json.JsonProblem;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Reads what feeds a function from the table's stream in the template, as SAM does.
///
/// Of filters only those by sort key are known here. Any other is refused, as the function would be
/// told of what it isn't told of on AWS. So is a function whose answer nobody reads there: what it
/// names as failed is delivered again here, and would be taken for done.
final class StreamPart {
  private static final int BATCH_SIZE = 100;
  private static final String ANSWERS = "ReportBatchItemFailures";

  private StreamPart() {}

  static List<StreamSource> sources(TemplatePart function) {
    TemplatePart properties = function.at("Properties");
    return properties.find("Events").stream()
        .flatMap(events -> events.fields().values().stream())
        .filter(event -> event.at("Type").text().equals("DynamoDB"))
        .map(event -> source(event.at("Properties"), FunctionPart.handlerClass(properties)))
        .toList();
  }

  private static StreamSource source(TemplatePart event, String handler) {
    int batchSize =
        event.find("BatchSize").map(size -> Integer.valueOf(size.text())).orElse(BATCH_SIZE);
    Set<String> sorts = new LinkedHashSet<>();
    for (TemplatePart filter : event.at("FilterCriteria", "Filters").items()) {
      sorts.addAll(sorts(filter.at("Pattern")));
    }
    requireAnswers(event.at("FunctionResponseTypes"));
    return new StreamSource(handler, batchSize, sorts);
  }

  private static void requireAnswers(TemplatePart types) {
    if (!types.texts().equals(List.of(ANSWERS))) {
      throw types.problem("must be " + ANSWERS + ", or what fails in part is taken for done");
    }
  }

  /// Of `{"dynamodb":{"Keys":{"sk":{"S":["wallet"]}}}}` it is `wallet`.
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
      throw pattern.problem("can't be done locally: " + unknown.getMessage());
    }
  }
}
