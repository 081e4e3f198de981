package dev.drawdown.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.local.runtime.BareFunction;
import dev.drawdown.local.runtime.FunctionProcess;
import dev.drawdown.local.template.DeployedFunction;
import dev.drawdown.local.template.Template;
import java.io.File;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// The CPU time of the first charge, from the start of a process that runs the deployed jar, and
/// after a restore under SnapStart. It is compared with a function that makes only the same two
/// calls.
///
/// It asserts no times. It runs only if `-Dtest=ColdStartBenchmark` names it.
/// `-Ddrawdown.coldstart.runs` is the number of processes. Each figure is their median.
class ColdStartBenchmark {
  private static final int RUNS = Integer.getInteger("drawdown.coldstart.runs", 7);

  private final DeployedFunction charge = DeployedFunction.named("ChargeFunction");
  private int accounts;

  /// CPU times: until the function is constructed, then of the first and the second call.
  private record Figures(Duration start, Duration first, Duration second) {
    Duration cold() {
      return start.plus(first);
    }
  }

  @Test
  void the_first_charge_beside_a_bare_function_and_after_a_restore() throws Exception {
    assertThat(charge.obstacle()).isEmpty();
    List<Figures> charges = new ArrayList<>();
    List<Figures> bare = new ArrayList<>();
    List<Figures> restored = new ArrayList<>();
    try (SharedTable tables = new SharedTable();
        DynamoDbClient client = tables.table().client()) {
      client.createTable(Template.load().table().named("measured"));
      String classes = charge.jar() + File.pathSeparator + "target/test-classes";
      for (int run = 0; run < RUNS; run++) {
        charges.add(measure(charge.jar().toString(), charge.handler(), tables, Map.of()));
        bare.add(measure(classes, BareFunction.class.getName(), tables, Map.of()));
        restored.add(
            measure(
                charge.jar().toString(),
                charge.handler(),
                tables,
                Map.of("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start")));
      }
    }
    Figures cold = print("A charge, cold", charges);
    Figures least = print("A bare function, cold", bare);
    print("A charge, restored", restored);
    System.out.printf(
        Locale.ROOT,
        "Cold, a charge takes %.2f times the CPU of a bare function.%n",
        (double) cold.cold().toMillis() / least.cold().toMillis());
  }

  private Figures measure(String code, String handler, SharedTable tables, Map<String, String> more)
      throws Exception {
    Map<String, String> environment = new HashMap<>(more);
    environment.put("TABLE", "measured");
    environment.put("CATALOG", "assistant-coach");
    environment.put("AWS_REGION", "us-east-1");
    environment.put("AWS_ACCESS_KEY_ID", "local");
    environment.put("AWS_SECRET_ACCESS_KEY", "local");
    environment.put("AWS_ENDPOINT_URL_DYNAMODB", tables.endpoint().toString());
    try (FunctionProcess process = FunctionProcess.start(code, handler, environment)) {
      process.awaitInitialized();
      Duration start = process.cpu();
      process.restore();
      Duration first = charge(process).minus(start);
      Duration second = charge(process).minus(start).minus(first);
      return new Figures(start, first, second);
    }
  }

  /// Charges a new account, and returns the CPU time of the process so far.
  private Duration charge(FunctionProcess process) throws Exception {
    String event =
        SampleInvocations.text("charge").replace("\"anna\"", "\"account-" + ++accounts + "\"");
    assertThat(process.invoke(event)).as(process.said()).contains("\"statusCode\":201");
    return process.cpu();
  }

  private static Figures print(String what, List<Figures> runs) {
    Figures median =
        new Figures(
            median(runs.stream().map(Figures::start).toList()),
            median(runs.stream().map(Figures::first).toList()),
            median(runs.stream().map(Figures::second).toList()));
    System.out.printf(
        Locale.ROOT,
        "%-22s %,5d ms to the constructed function, %,4d ms the first call, %,3d ms the second,"
            + " medians of %d.%n",
        what + ":",
        median.start().toMillis(),
        median.first().toMillis(),
        median.second().toMillis(),
        runs.size());
    return median;
  }

  private static Duration median(List<Duration> times) {
    return times.stream().sorted().toList().get(times.size() / 2);
  }
}
