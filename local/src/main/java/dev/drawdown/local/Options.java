package dev.drawdown.local;

import dev.drawdown.local.console.Webhook;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What the command line asks for.
sealed interface Options {
  /// To start with a shipped catalog or a catalog file. Port 0 is any free one; without `data`
  /// everything is kept in memory only. `webhookSecret` signs the payment provider's deliveries.
  record Start(String catalog, int port, Optional<Path> data, String webhookSecret)
      implements Options {}

  /// To be told the options.
  record Help() implements Options {}

  /// Nothing that can be done, and why.
  record Wrong(String reason) implements Options {}

  String USAGE =
      """
      Runs the whole service on this machine.

      Usage: ./dev [--catalog outsmart|assistant-coach|ai-employee|FILE] [--port 8080] [--data DIR]
                   [--webhook-secret SECRET]

        --catalog         what the product sells: a shipped catalog, or a JSON file (outsmart)
        --port            where to listen on 127.0.0.1; 0 takes any free port (8080)
        --data            a folder to keep wallets in; without it they are gone at the end
        --webhook-secret  what signs payment events, such as that of "stripe listen" (whsec_local)
        --help            prints this
      """;

  Set<String> NAMES = Set.of("--catalog", "--port", "--data", "--webhook-secret");

  static Options parse(List<String> arguments) {
    if (arguments.contains("--help")) {
      return new Help();
    }
    Map<String, String> given = new HashMap<>();
    Iterator<String> rest = arguments.iterator();
    while (rest.hasNext()) {
      String argument = rest.next();
      int equals = argument.indexOf('=');
      String name = equals < 0 ? argument : argument.substring(0, equals);
      if (!NAMES.contains(name)) {
        return new Wrong("unknown option " + argument);
      }
      String value = equals < 0 ? nextOf(rest) : argument.substring(equals + 1);
      if (value.isEmpty() || NAMES.contains(value)) {
        return new Wrong(name + " needs a value");
      }
      if (given.put(name, value) != null) {
        return new Wrong(name + " is given twice");
      }
    }
    return start(given);
  }

  private static String nextOf(Iterator<String> rest) {
    return rest.hasNext() ? rest.next() : "";
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
