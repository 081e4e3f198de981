package dev.drawdown.bench;

import dev.drawdown.adapters.dynamodb.DynamoDbLocal;
import dev.drawdown.bench.Bench.Options;
import dev.drawdown.bench.Pairs.Ratio;
import dev.drawdown.bench.Pairs.Turn;
import java.util.List;
import java.util.Locale;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// A charge against its bare reads and its bare transaction, on the same DynamoDB Local in the same
/// JVM. Each thread charges an account of its own, so nobody waits for anybody.
final class ChargeBench {
  static final double LATENCY_GOAL = 1.10;
  static final double THROUGHPUT_GOAL = 0.95;

  private static final List<Integer> THREADS = List.of(1, 8, 32);

  private final RealCharges real;
  private final BareCharges bare;

  private ChargeBench(DynamoDbClient client) {
    String table = DynamoDbLocal.freshTable();
    this.real = new RealCharges(client, table, thread -> "real-" + thread);
    this.bare = new BareCharges(client, table);
  }

  static String measure(Options options) {
    Chart latency = new Chart();
    Chart throughput = new Chart();
    try (DynamoDbClient client = DynamoDbLocal.client()) {
      ChargeBench bench = new ChargeBench(client);
      bench.warmUp(options.get("charges"));
      for (int threads : THREADS.stream().filter(each -> each <= options.get("threads")).toList()) {
        List<Turn<Load.Result>> turns = bench.turns(threads, options);
        String label = threads == 1 ? "1 thread" : threads + " threads";
        Ratio wait = Pairs.of(turns, Load.Result::median).ratio();
        Ratio rate = Pairs.of(turns, Load.Result::perSecond).ratio();
        Bench.progress(label + ": median wait " + wait + ", charges a second " + rate);
        latency.add(label, wait, threads == 1 ? goal("<=", LATENCY_GOAL) : "");
        throughput.add(label, rate, goal(">=", THROUGHPUT_GOAL));
      }
    }
    return "Median wait of a charge, bare calls = 1\n%s\nCharges a second, bare calls = 1\n%s"
        .formatted(latency, throughput);
  }

  /// Calls both until the JVM has compiled them.
  private void warmUp(int charges) {
    int threads = 8;
    Load load = new Load(threads, Math.max(threads, 40 * charges));
    load.run(real);
    load.run(bare);
  }

  /// Blocks of charges and of their bare calls, after some to warm up the connections.
  private List<Turn<Load.Result>> turns(int threads, Options options) {
    Load load = new Load(threads, Math.max(threads, options.get("charges")));
    int pairs = options.get("pairs");
    Pairs.turns(Math.ceilDiv(pairs, 5), () -> load.run(real), () -> load.run(bare));
    List<Turn<Load.Result>> turns = Pairs.turns(pairs, () -> load.run(real), () -> load.run(bare));
    if (real.refused() > 0) {
      throw new IllegalStateException(real.refused() + " charges were refused as busy");
    }
    return turns;
  }

  private static String goal(String sign, double goal) {
    return String.format(Locale.ROOT, "goal %s %.2f", sign, goal);
  }
}
