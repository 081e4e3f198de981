package dev.drawdown.bench;

import dev.drawdown.adapters.dynamodb.DynamoDbLocal;
import dev.drawdown.adapters.dynamodb.Overlaps;
import dev.drawdown.bench.Bench.Options;
import dev.drawdown.bench.Pairs.Turn;
import dev.drawdown.bench.PostgresWallet.Way;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.IntFunction;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// A charge beside a wallet in PostgreSQL: how often each waits for its database, and what becomes
/// of both where many charge at once, many accounts or one.
///
/// Their speeds say nothing about each other, as one of the databases is an emulator. So each is
/// measured against itself with one caller. Transactions of the emulator take 5 ms and cancel each
/// other, as those of DynamoDB do and its own don't.
final class PostgresBench {
  private static final Duration TRANSACTION = Duration.ofMillis(5);
  private static final int COUNTED = 20;

  private final PostgresServer server;
  private final String table = DynamoDbLocal.freshTable();
  private final Options options;

  private PostgresBench(PostgresServer server, Options options) {
    this.server = server;
    this.options = options;
  }

  static String measure(Options options) throws Exception {
    Optional<Path> programs = PostgresServer.installed();
    if (programs.isEmpty()) {
      return "SKIPPED: there is no PostgreSQL server here. Install one: apt-get install"
          + " postgresql\n";
    }
    try (PostgresServer server = PostgresServer.start(programs.get())) {
      PostgresWallet.createTables(server.url());
      PostgresBench bench = new PostgresBench(server, options);
      return bench.roundTrips() + bench.contention() + bench.storage();
    }
  }

  private String roundTrips() throws SQLException {
    Map<String, Double> counted = new LinkedHashMap<>();
    try (DynamoDbClient client = DynamoDbLocal.client(new RoundTrips())) {
      counted.put("charge", perCall(new RealCharges(client, table, PostgresBench::ofItsOwn)));
    }
    String url = server.url() + "&socketFactory=" + RoundTrips.class.getName();
    for (Way way : Way.values()) {
      try (PostgresWallet wallet = PostgresWallet.open(url, way, 1, PostgresBench::ofItsOwn)) {
        counted.put(label(way), perCall(wallet));
      }
    }
    StringBuilder lines = new StringBuilder("Round trips of a charge\n");
    counted.forEach(
        (label, trips) -> lines.append(String.format(Locale.ROOT, "%-28s %.0f%n", label, trips)));
    return lines.append('\n').toString();
  }

  /// Once a driver has prepared what it repeats.
  private static double perCall(Load.Caller caller) {
    new Load(1, COUNTED).run(caller);
    long before = RoundTrips.count();
    new Load(1, COUNTED).run(caller);
    return (double) (RoundTrips.count() - before) / COUNTED;
  }

  private String contention() throws SQLException {
    Chart throughput = new Chart();
    StringBuilder waits = new StringBuilder();
    try (DynamoDbClient client = DynamoDbLocal.client(new Overlaps(TRANSACTION));
        PostgresWallet many = wallet(PostgresBench::ofItsOwn);
        PostgresWallet one = wallet(PostgresBench::hot)) {
      RealCharges charges = new RealCharges(client, table, PostgresBench::ofItsOwn);
      RealCharges onOne = new RealCharges(client, table, PostgresBench::hot);
      contend("charge, many accounts", charges, throughput, waits);
      contend("PostgreSQL, many accounts", many, throughput, waits);
      contend("charge, one account", onOne, throughput, waits);
      contend("PostgreSQL, one account", one, throughput, waits);
      long refused = charges.refused() + onOne.refused();
      waits.append("charges refused as busy: ").append(refused).append('\n');
    }
    return """
    Charges a second, the same with one caller = 1
    %s
    Waits, the median with one caller = 1
    %s
    """
        .formatted(throughput, waits);
  }

  private PostgresWallet wallet(IntFunction<String> accounts) throws SQLException {
    return PostgresWallet.open(server.url(), Way.STATEMENTS, options.get("callers"), accounts);
  }

  private void contend(String label, Load.Caller caller, Chart throughput, StringBuilder waits) {
    Load alone = new Load(1, Math.max(10, options.get("charges") / 10));
    alone.run(caller);
    for (int threads : List.of(Math.ceilDiv(options.get("callers"), 4), options.get("callers"))) {
      Load crowd = new Load(threads, Math.max(threads, options.get("charges")));
      List<Turn<Load.Result>> turns =
          Pairs.turns(options.get("pairs"), () -> crowd.run(caller), () -> alone.run(caller));
      String callers = label + ", " + threads + " callers";
      throughput.add(callers, Pairs.of(turns, Load.Result::perSecond).ratio());
      double worst =
          turns.stream()
              .mapToDouble(turn -> turn.ours().worst() / turn.other().median())
              .max()
              .orElseThrow();
      waits.append(
          String.format(
              Locale.ROOT,
              "%-38s median %s   worst %.0f%n",
              callers,
              Pairs.of(turns, Load.Result::median).ratio(),
              worst));
    }
  }

  /// What a charge leaves in PostgreSQL, with its indexes.
  private String storage() throws SQLException {
    try (Connection connection = DriverManager.getConnection(server.url());
        Statement statement = connection.createStatement();
        ResultSet sizes =
            statement.executeQuery(
                "SELECT (pg_total_relation_size('charge') + pg_total_relation_size('entry'))"
                    + " / count(*), count(*) FROM charge")) {
      sizes.next();
      return "A charge leaves %d bytes in PostgreSQL (of %d charges, with indexes).%n"
          .formatted(sizes.getLong(1), sizes.getLong(2));
    }
  }

  /// Names as long as those of most identity providers.
  private static String ofItsOwn(int thread) {
    return new UUID(0, thread).toString();
  }

  private static String hot(int thread) {
    return new UUID(1, 0).toString();
  }

  private static String label(Way way) {
    return switch (way) {
      case STATEMENTS -> "PostgreSQL, statements";
      case ONE_STATEMENT -> "PostgreSQL, one statement";
    };
  }
}
