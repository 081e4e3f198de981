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
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// The log line of one running call: its outcome, cost and duration.
///
/// It is JSON in CloudWatch's embedded metric format: each number that `_aws` names becomes a
/// metric without a call to CloudWatch. All other fields can be searched in the log.
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

  /// Runs `call` under the meter and writes the line, also if the call fails.
  ///
  /// Writes a failure's whole message and rethrows it. Use it only for events that have no caller's
  /// texts.
  public <T> T run(Supplier<T> call) {
    try {
      T done = meter.during(call::get);
      count("Failures", 0);
      return done;
    } catch (RuntimeException failed) {
      count("Failures", 1).field("outcome", "failed").failure(failed, text -> text);
      throw failed;
    } finally {
      write();
    }
  }

  /// Adds `value` under `name`. An empty `Optional` adds nothing.
  public CallLine field(String name, Object value) {
    fields.put(name, value);
    return this;
  }

  /// Adds the hash of the account or pool that the call is about.
  public CallLine about(String kind, String name) {
    return field(kind, log.hash(kind + "#" + name));
  }

  /// Adds a number that CloudWatch turns into a metric.
  public CallLine count(String metric, long number) {
    return metric(metric, COUNT, number);
  }

  private CallLine metric(String name, String unit, Number value) {
    units.put(name, unit);
    return field(name, value);
  }

  /// Adds the thrown exception and its causes, with classes and messages, on one line. `hiding`
  /// removes text from a message that must not be in a log.
  public CallLine failure(Throwable failure, UnaryOperator<String> hiding) {
    String text =
        Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
            .limit(MAX_CAUSES)
            .map(Throwable::toString)
            .collect(joining(", caused by "));
    String line = hiding.apply(text).replaceAll("\\p{Cntrl}+", " ");
    return field("failure", line.substring(0, Math.min(line.length(), MAX_FAILURE)));
  }

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
