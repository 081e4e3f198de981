package dev.drawdown.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.drawdown.adapters.dynamodb.DynamoDbLocal;
import dev.drawdown.bench.Bench.Options;
import dev.drawdown.bench.Pairs.Pair;
import dev.drawdown.local.runtime.FunctionProcess;
import dev.drawdown.local.template.DeployedFunction;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// How long a new process of a deployed function takes until it has answered a call, from the start
/// of its JVM, under the runtime client that Lambda runs it with. A program that prints a line is
/// the measure.
///
/// Lambda starts Java as `FunctionProcess` does: up to the first compiler, with class data sharing.
/// Charges are measured without each of these, too, and from a restore on, as `template.yaml` turns
/// SnapStart on. Functions that ask more of AWS than a table are left out.
final class ColdStartBench {
  /// The functions by the sample that each answers, and the catalog under which it does.
  private static final Map<String, List<String>> FUNCTIONS =
      Map.of(
          "ChargeFunction", List.of("charge", "assistant-coach"),
          "CaptureFunction", List.of("capture", "assistant-coach"),
          "RefundFunction", List.of("refund", "assistant-coach"),
          "TopUpFunction", List.of("top-up", "ai-employee"),
          "ManualChangeFunction", List.of("grant", "assistant-coach"),
          "MembershipFunction", List.of("join-pool", "outsmart"),
          "ReadingFunction", List.of("balance", "assistant-coach"),
          "MonthlyResetFunction", List.of("sweep-shard", "assistant-coach"));

  static final Map<String, String> SNAP_START =
      Map.of("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start");

  /// As the JVM of a function is started, but for what Lambda's runtime client needs.
  private static final List<String> OPTIONS =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-XX:ActiveProcessorCount=1",
          "-Xshare:auto");

  private final String table = DynamoDbLocal.freshTable();
  private final Map<String, List<Double>> seconds = new LinkedHashMap<>();
  private int accounts;

  /// What every other start is measured by.
  static final class Printing {
    private Printing() {}

    public static void main(String... arguments) {
      System.out.println("started");
    }
  }

  static String measure(Options options) throws Exception {
    return new ColdStartBench().measured(options.get("pairs"));
  }

  private String measured(int rounds) throws Exception {
    List<Double> printing = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      Bench.progress("round " + (round + 1) + " of " + rounds);
      printing.add(printing());
      round();
    }
    Chart chart = new Chart();
    seconds.forEach((label, times) -> chart.add(label, ratio(times, printing)));
    return "Time to the first answer, a program that prints = 1\n" + chart;
  }

  private static Pairs.Ratio ratio(List<Double> times, List<Double> printing) {
    List<Pair> pairs = new ArrayList<>();
    for (int round = 0; round < times.size(); round++) {
      pairs.add(new Pair(times.get(round), printing.get(round)));
    }
    return new Pairs(pairs).ratio();
  }

  private void round() throws Exception {
    DeployedFunction charge = DeployedFunction.named("ChargeFunction");
    measure("charge", charge, Map.of(), List.of());
    measure("charge, with both compilers", charge, Map.of(), List.of("-XX:TieredStopAtLevel=4"));
    measure("charge, without shared class data", charge, Map.of(), List.of("-Xshare:off"));
    measure("charge, from its restore on", charge, SNAP_START, List.of());
    for (DeployedFunction function : DeployedFunction.all()) {
      if (FUNCTIONS.containsKey(function.name()) && !function.equals(charge)) {
        measure(sample(function), function, Map.of(), List.of());
      }
    }
  }

  private static String sample(DeployedFunction function) {
    return Objects.requireNonNull(FUNCTIONS.get(function.name())).getFirst();
  }

  private void measure(
      String label, DeployedFunction function, Map<String, String> more, List<String> options)
      throws Exception {
    double taken = seconds(function, more, options);
    seconds.computeIfAbsent(label, _ -> new ArrayList<>()).add(taken);
  }

  /// The time to one first answer, with `more` in the environment and more `options` of the JVM.
  double seconds(DeployedFunction function, Map<String, String> more, List<String> options)
      throws Exception {
    if (function.obstacle().isPresent()) {
      throw new IllegalStateException(function.obstacle().get());
    }
    String event = event(sample(function));
    long start = System.nanoTime();
    try (FunctionProcess process =
        FunctionProcess.start(
            function.jar().toString(), function.handler(), environment(function, more), options)) {
      if (more.equals(SNAP_START)) {
        process.awaitInitialized();
        start = System.nanoTime();
        process.restore();
      }
      process.invoke(event);
      return (System.nanoTime() - start) / 1e9;
    }
  }

  private Map<String, String> environment(DeployedFunction function, Map<String, String> more) {
    Map<String, String> environment = new HashMap<>(more);
    environment.put("TABLE", table);
    environment.put("CATALOG", Objects.requireNonNull(FUNCTIONS.get(function.name())).getLast());
    environment.put("ACCOUNT_CLAIM", "sub");
    environment.put("SWEEP_QUEUE", DynamoDbLocal.endpoint() + "/no-queue");
    environment.put("AWS_REGION", "eu-central-1");
    environment.put("AWS_ACCESS_KEY_ID", DynamoDbLocal.credentials().accessKeyId());
    environment.put("AWS_SECRET_ACCESS_KEY", DynamoDbLocal.credentials().secretAccessKey());
    environment.put("AWS_ENDPOINT_URL_DYNAMODB", DynamoDbLocal.endpoint().toString());
    return environment;
  }

  /// A sample of an account that was never seen.
  private String event(String sample) throws IOException {
    String file = "/dev/drawdown/events/invocations/" + sample + ".json";
    try (InputStream text =
        Objects.requireNonNull(ColdStartBench.class.getResourceAsStream(file), file)) {
      return new String(text.readAllBytes(), UTF_8)
          .replace("\"anna\"", "\"account-" + ++accounts + "\"");
    }
  }

  static double printing() throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(OPTIONS);
    command.addAll(List.of("--class-path", System.getProperty("java.class.path")));
    command.add(Printing.class.getName());
    long start = System.nanoTime();
    Process process =
        new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    int code = process.onExit().join().exitValue();
    if (code != 0) {
      throw new IllegalStateException("a program that prints ended with " + code);
    }
    return (System.nanoTime() - start) / 1e9;
  }
}
