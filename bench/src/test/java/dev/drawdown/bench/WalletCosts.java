package dev.drawdown.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// What a month of charges costs on DynamoDB, and what the same charges cost on a PostgreSQL server
/// with a standby, in dollars. What both need, such as the API, is counted apart.
///
/// The amounts and AWS's prices are those of `docs/cost.md`. RDS's list prices are of November 2026
/// in us-east-1: https://aws.amazon.com/rds/postgresql/pricing/ and
/// https://aws.amazon.com/rds/proxy/pricing/.
record WalletCosts(Map<String, Double> prices, List<Line> lines, double fixed) {
  private static final Path PAGE = Path.of("..", "docs", "cost.md");

  /// The lines of `docs/cost.md` that a table of DynamoDB brings.
  private static final Set<String> OF_THE_TABLE =
      Set.of("write", "read", "stream", "storage", "recovery");

  private static final double HOURS = 730;
  private static final double SECONDS = HOURS * 3_600;

  /// A gigabyte and month of gp3, here and in the standby's zone.
  private static final double STORAGE = 0.23;

  private static final double SMALLEST_GIGABYTES = 20;

  /// An hour of a proxy, for each virtual processor of the server: functions open more connections
  /// than a small server can keep.
  private static final double PROXY = 0.015;

  /// As the figure `postgres` measures it.
  private static final double BYTES_A_CHARGE = 530;

  /// A number of charges a second on average, and the server that carries them and their peaks:
  /// what an hour of it costs with a standby, and its processors.
  private record Size(int perSecond, String server, double hour, int processors) {
    double charges() {
      return perSecond * SECONDS;
    }

    double postgres() {
      double gigabytes = Math.max(SMALLEST_GIGABYTES, charges() * BYTES_A_CHARGE / 1e9);
      return HOURS * (hour + PROXY * processors) + gigabytes * STORAGE;
    }
  }

  private static final List<Size> SIZES =
      List.of(
          new Size(1, "db.t4g.small", 2 * 0.032, 2),
          new Size(50, "db.m7g.large", 2 * 0.168, 2),
          new Size(1_000, "db.m7g.xlarge", 2 * 0.337, 4));

  /// What a million charges use of something that has a price.
  private record Line(double amount, String price) {}

  static WalletCosts ofPage() throws IOException {
    Map<String, Double> prices = new HashMap<>();
    rows("Prices").forEach(row -> prices.put(row.getFirst(), Double.valueOf(row.get(2))));
    double fixed =
        lines("Fixed costs").stream()
            .mapToDouble(line -> line.amount() * prices.getOrDefault(line.price(), Double.NaN))
            .sum();
    return new WalletCosts(prices, lines("What charges use"), fixed);
  }

  private static List<Line> lines(String section) throws IOException {
    return rows(section).stream()
        .map(row -> new Line(Double.parseDouble(row.get(1)), row.get(2)))
        .toList();
  }

  /// The fields of a section's table, without its two lines of head.
  private static List<List<String>> rows(String section) throws IOException {
    return Files.readAllLines(PAGE).stream()
        .dropWhile(line -> !line.equals("## " + section))
        .skip(1)
        .takeWhile(line -> !line.startsWith("## "))
        .filter(line -> line.startsWith("| "))
        .skip(1)
        .map(line -> line.substring(2, line.length() - 2).replace("`", ""))
        .map(line -> List.of(line.split(" \\| ", -1)))
        .toList();
  }

  /// A line for each size.
  String table() {
    StringBuilder table =
        new StringBuilder(
            """
            | charges a second | both need | the table | PostgreSQL | on, with a standby |
            |---|---|---|---|---|
            """);
    for (Size size : SIZES) {
      double millions = size.charges() / 1e6;
      table.append(
          String.format(
              Locale.ROOT,
              "| %,d | %,.0f | %,.0f | %,.0f | %s |%n",
              size.perSecond(),
              fixed + millions * million(false),
              millions * million(true),
              size.postgres(),
              size.server()));
    }
    return table.toString();
  }

  private double million(boolean ofTheTable) {
    return lines.stream()
        .filter(line -> OF_THE_TABLE.contains(line.price()) == ofTheTable)
        .mapToDouble(line -> line.amount() * prices.getOrDefault(line.price(), Double.NaN))
        .sum();
  }
}
