package dev.drawdown.bench;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Measures what `docs/performance.md` shows: `.ci/bench FIGURE [--option value]...`.
public final class Bench {
  /// Measures something, and returns lines to print.
  @FunctionalInterface
  interface Measurement {
    String measure(Options options) throws Exception;
  }

  /// One figure: what is measured, and its options with their default values.
  private record Figure(String what, Map<String, Object> options, Measurement measurement) {}

  /// Whole numbers and addresses by the names of options.
  record Options(Map<String, Object> values) {
    int get(String name) {
      return value(name, Integer.class);
    }

    URI address(String name) {
      return value(name, URI.class);
    }

    private <T> T value(String name, Class<T> type) {
      Object value = values.get(name);
      if (!type.isInstance(value)) {
        throw new IllegalArgumentException("no such option: --" + name);
      }
      return type.cast(value);
    }
  }

  /// A measurement that people must not use. The message says all about it.
  static final class Failed extends RuntimeException {
    private static final long serialVersionUID = 1;

    Failed(String message) {
      super(message);
    }
  }

  private static final Map<String, Figure> FIGURES = new LinkedHashMap<>();

  static {
    FIGURES.put(
        "domain",
        new Figure(
            "what the rules take, each against a charge of one's own credits",
            Map.of("pairs", 20, "millis", 300),
            DomainBench::measure));
    FIGURES.put(
        "charge",
        new Figure(
            "a charge against its bare reads and its bare transaction",
            Map.of("pairs", 30, "charges", 400, "threads", 32),
            ChargeBench::measure));
    FIGURES.put(
        "profile",
        new Figure(
            "where the rest of a charge goes, by packages",
            Map.of("charges", 20_000),
            ChargeProfile::measure));
    FIGURES.put(
        "sweep",
        new Figure(
            "the reset of wallets by the sweep, against a plain loop",
            Map.of("wallets", 100_000),
            SweepBench::measure));
    FIGURES.put(
        "cold",
        new Figure(
            "the first answer of each function's process, against a program that prints",
            Map.of("pairs", 20),
            ColdStartBench::measure));
    FIGURES.put(
        "postgres",
        new Figure(
            "round trips and contention, beside a wallet in PostgreSQL",
            Map.of("pairs", 20, "charges", 200, "callers", 32),
            PostgresBench::measure));
    FIGURES.put(
        "cost",
        new Figure(
            "what a month costs, beside a wallet in PostgreSQL",
            Map.of(),
            _ -> WalletCosts.ofPage().table()));
    FIGURES.put(
        "load",
        new Figure(
            "a running service over HTTP, called with the token in DRAWDOWN_TOKEN",
            Map.of(
                "url", URI.create("http://127.0.0.1:8080"),
                "callers", 16,
                "accounts", 100,
                "seconds", 30),
            ServiceLoad::measure));
  }

  private Bench() {}

  /// Exits in any case: servers in this JVM, such as DynamoDB Local, run until it ends.
  public static void main(String... arguments) {
    try {
      System.out.print(run(arguments));
      System.exit(0);
    } catch (IllegalArgumentException unclear) {
      System.err.println(unclear.getMessage());
      System.err.print(usage());
      System.exit(2);
    } catch (Failed failed) {
      System.err.println(failed.getMessage());
      System.exit(1);
    } catch (Exception failed) {
      failed.printStackTrace();
      System.exit(1);
    }
  }

  /// Measures the figure that the first argument names.
  static String run(String... arguments) throws Exception {
    if (arguments.length == 0 || !FIGURES.containsKey(arguments[0])) {
      throw new IllegalArgumentException("Name one figure.");
    }
    Figure figure = FIGURES.get(arguments[0]);
    return figure.measurement().measure(options(figure, List.of(arguments)));
  }

  private static Options options(Figure figure, List<String> arguments) {
    Map<String, Object> values = new TreeMap<>(figure.options());
    for (int index = 1; index < arguments.size(); index += 2) {
      String option = arguments.get(index);
      if (!option.startsWith("--") || !values.containsKey(option.substring(2))) {
        throw new IllegalArgumentException(
            "No such option of " + arguments.getFirst() + ": " + option);
      }
      String value = index + 1 == arguments.size() ? "" : arguments.get(index + 1);
      values.computeIfPresent(
          option.substring(2),
          (_, standard) ->
              standard instanceof URI ? address(option, value) : number(option, value));
    }
    return new Options(values);
  }

  private static Integer number(String option, String value) {
    if (!value.matches("[1-9][0-9]{0,8}")) {
      throw new IllegalArgumentException(option + " needs a whole number from 1 on.");
    }
    return Integer.valueOf(value);
  }

  private static URI address(String option, String value) {
    if (!value.matches("https?://[^/\\s]+/?")) {
      throw new IllegalArgumentException(
          option + " needs an address such as http://127.0.0.1:8080, without a path.");
    }
    return URI.create(value);
  }

  /// Says how far a long measurement is, which may fail later.
  static void progress(String line) {
    System.err.println(line);
  }

  static Stream<String> figures() {
    return FIGURES.keySet().stream();
  }

  private static String usage() {
    StringBuilder usage = new StringBuilder("Usage: .ci/bench FIGURE [--option value]...\n");
    FIGURES.forEach(
        (name, figure) ->
            usage
                .append(String.format("  %-9s %s.", name, figure.what()))
                .append(
                    figure.options().entrySet().stream()
                        .map(option -> " --" + option.getKey() + " " + option.getValue())
                        .sorted()
                        .collect(Collectors.joining()))
                .append('\n'));
    return usage.toString();
  }
}
