package dev.drawdown.local;

import dev.drawdown.local.console.Webhook;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// The parsed command line.
sealed interface Options {
  /// Starts with a shipped catalog or a catalog file. Port 0 is any free one. Without `data` the
  /// service keeps everything in memory only. `webhookSecret` signs the payment provider's
  /// deliveries.
  record Start(String catalog, int port, Optional<Path> data, String webhookSecret)
      implements Options {}

  /// Writes the guide of a catalog into the folder `out`. `product` is the name that customers
  /// know.
  record WriteGuide(String catalog, Path out, Optional<String> product) implements Options {}

  /// Prints the options.
  record Help() implements Options {}

  /// A wrong command line, with the reason.
  record Wrong(String reason) implements Options {}

  String USAGE =
      """
      Runs the whole service on this machine.

      Usage: ./dev [--catalog outsmart|assistant-coach|ai-employee|FILE] [--port 8080] [--data DIR]
                   [--webhook-secret SECRET]
             ./dev guide [--catalog outsmart|assistant-coach|ai-employee|FILE] [--out FOLDER]
                   [--name NAME]

        --catalog         a shipped catalog, or a JSON file (outsmart)
        --port            the port on 127.0.0.1; 0 takes any free port (8080)
        --data            a folder that keeps wallets; without it they are lost when the service stops
        --webhook-secret  the secret of payment events, e.g. of "stripe listen" (whsec_local)
        --help            prints this

      "./dev guide" writes the help page about credits for your customers, as Markdown and HTML:

        --catalog         the catalog, as above (outsmart)
        --out             the folder for guide.md and guide.html (target/guide)
        --name            the product's name for customers, for the title (none)
      """;

  Set<String> NAMES = Set.of("--catalog", "--port", "--data", "--webhook-secret");

  Set<String> GUIDE_NAMES = Set.of("--catalog", "--out", "--name");

  static Options parse(List<String> arguments) {
    if (arguments.contains("--help")) {
      return new Help();
    }
    return !arguments.isEmpty() && arguments.getFirst().equals("guide")
        ? parse(arguments.subList(1, arguments.size()), GUIDE_NAMES, Options::guide)
        : parse(arguments, NAMES, Options::start);
  }

  /// Reads the values of options that have one of these `names`.
  private static Options parse(
      List<String> arguments, Set<String> names, Function<Map<String, String>, Options> options) {
    Map<String, String> given = new HashMap<>();
    Iterator<String> rest = arguments.iterator();
    while (rest.hasNext()) {
      String argument = rest.next();
      int equals = argument.indexOf('=');
      String name = equals < 0 ? argument : argument.substring(0, equals);
      if (!names.contains(name)) {
        return new Wrong("unknown option " + argument);
      }
      String value = equals < 0 ? nextOf(rest) : argument.substring(equals + 1);
      if (value.isEmpty() || names.contains(value)) {
        return new Wrong(name + " needs a value");
      }
      if (given.put(name, value) != null) {
        return new Wrong(name + " is given twice");
      }
    }
    try {
      return options.apply(given);
    } catch (InvalidPathException noPath) {
      return new Wrong("not a path: " + noPath.getMessage());
    }
  }

  private static String nextOf(Iterator<String> rest) {
    return rest.hasNext() ? rest.next() : "";
  }

  private static Options guide(Map<String, String> given) {
    return new WriteGuide(
        given.getOrDefault("--catalog", "outsmart"),
        Path.of(given.getOrDefault("--out", "target/guide")),
        Optional.ofNullable(given.get("--name")));
  }

  private static Options start(Map<String, String> given) {
    String catalog = given.getOrDefault("--catalog", "outsmart");
    String port = given.getOrDefault("--port", "8080");
    if (!port.matches("[0-9]{1,5}") || Integer.parseInt(port) > 65_535) {
      return new Wrong("--port must be a number from 0 to 65535: " + port);
    }
    Optional<Path> data = Optional.ofNullable(given.get("--data")).map(Path::of);
    String secret = given.getOrDefault("--webhook-secret", Webhook.SECRET);
    if (!secret.matches("whsec_[A-Za-z0-9_+/=-]{1,200}")) {
      return new Wrong("--webhook-secret must be whsec_ and letters or digits");
    }
    return new Start(catalog, Integer.parseInt(port), data, secret);
  }
}
