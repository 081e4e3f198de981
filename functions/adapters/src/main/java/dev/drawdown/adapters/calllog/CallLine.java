package dev.drawdown.adapters.calllog;

import static java.util.stream.Collectors.joining;

import com.amazonaws.services.lambda.runtime.Context;
import dev.drawdown.adapters.json.Json;
import dev.drawdown.adapters.store.CallMeter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// The line of one call, while it runs: what happened, what it took, and how long.
///
/// It is JSON in CloudWatch's embedded metric format: each number that `_aws` names becomes a
/// metric without a call of CloudWatch. All else can be searched for in the log.
public final class CallLine {
  /// The namespace of all metrics that functions write themselves.
  public static final String NAMESPACE = "Drawdown";

  private static final String DIMENSION = "Table";
  private static final String COUNT = "Count";
  private static final int MAX_FAILURE = 500;
  private static final int MAX_CAUSES = 4;
  private static final double NANOS_A_MILLISECOND = 1e6;

  private final CallLog log;
  private final Context context;
  private final long startedAt;
  private final CallMeter meter = new CallMeter();
  private final Map<String, Object> fields = new LinkedHashMap<>();
  private final Map<String, String> units = new LinkedHashMap<>();

  CallLine(CallLog log, Context context, boolean cold) {
    this.log = log;
    this.context = context;
    this.startedAt = log.nanoTime().getAsLong();
    field("requestId", context.getAwsRequestId());
    field("cold", cold);
    count("Requests", 1);
    count("ColdStarts", cold ? 1 : 0);
  }

  public CallMeter meter() {
    return meter;
  }

  /// Says `value` under `name`, and nothing where it is an empty `Optional`.
  public CallLine field(String name, Object value) {
    fields.put(name, value);
    return this;
  }

  /// Names the account or pool that a call is about, by its hash.
  public CallLine about(String kind, String name) {
    return field(kind, log.hash(kind + "#" + name));
  }

  /// A number that CloudWatch turns into a metric.
  public CallLine count(String metric, long number) {
    return metric(metric, COUNT, number);
  }

  private CallLine metric(String name, String unit, Number value) {
    units.put(name, unit);
    return field(name, value);
  }

  /// Says what was thrown and what caused it, by classes and messages, on one line. `hiding` takes
  /// from a message what must not be in a log.
  public CallLine failure(Throwable failure, UnaryOperator<String> hiding) {
    String text =
        Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
            .limit(MAX_CAUSES)
            .map(Throwable::toString)
            .collect(joining(", caused by "));
    String line = hiding.apply(text).replaceAll("\\p{Cntrl}+", " ");
    return field("failure", line.substring(0, Math.min(line.length(), MAX_FAILURE)));
  }

  /// Writes the line.
  public void write() {
    count("Attempts", meter.decisions());
    count("Conflicts", meter.conflicts());
    metric("WriteUnits", COUNT, meter.writeUnits());
    double milliseconds = (log.nanoTime().getAsLong() - startedAt) / NANOS_A_MILLISECOND;
    metric("Milliseconds", "Milliseconds", Math.round(milliseconds * 10) / 10.0);
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("_aws", metadata());
    line.put(DIMENSION, log.table());
    line.putAll(fields);
    context.getLogger().log(Json.write(line) + "\n");
  }

  private Map<String, Object> metadata() {
    List<Map<String, Object>> metrics = new ArrayList<>();
    units.forEach((name, unit) -> metrics.add(Map.of("Name", name, "Unit", unit)));
    Map<String, Object> directive = new LinkedHashMap<>();
    directive.put("Namespace", NAMESPACE);
    directive.put("Dimensions", List.of(List.of(DIMENSION)));
    directive.put("Metrics", metrics);
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("Timestamp", log.clockMillis().getAsLong());
    metadata.put("CloudWatchMetrics", List.of(directive));
    return metadata;
  }
}
