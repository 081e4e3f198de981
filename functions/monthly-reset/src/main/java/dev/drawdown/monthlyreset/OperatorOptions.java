package dev.drawdown.monthlyreset;

import dev.drawdown.adapters.Ports;
import dev.drawdown.adapters.catalog.Catalogs;
import dev.drawdown.adapters.dynamodb.DynamoDbClients;
import dev.drawdown.adapters.dynamodb.DynamoDbStore;
import dev.drawdown.adapters.store.DueTimes;
import dev.drawdown.domain.catalog.Catalog;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What stands on an operator's command line.
record OperatorOptions(OperatorCommand command, String table, String catalog) {
  static final String USAGE =
      """
      usage: Operator COMMAND --table TABLE --catalog CATALOG
        list                every parked wallet: name, since when, reason
        retry WALLET        settle one again, such as account#mia
        retry --all         settle all again
        note                note anew for all wallets of the table when they fall due
      The catalog is the name of a shipped one, or a file. Region and credentials are AWS's own.\
      """;

  static OperatorOptions parse(List<String> arguments) {
    List<String> words = new ArrayList<>();
    Map<String, String> named = new HashMap<>();
    Deque<String> left = new ArrayDeque<>(arguments);
    while (!left.isEmpty()) {
      String word = left.pop();
      switch (word) {
        case "--table", "--catalog" -> {
          if (left.isEmpty()) {
            throw new IllegalArgumentException(word + " needs a value");
          }
          named.put(word, left.pop());
        }
        default -> words.add(word);
      }
    }
    OperatorCommand command = command(words);
    if (!(command instanceof OperatorCommand.Help) && named.size() < 2) {
      throw new IllegalArgumentException("--table and --catalog are needed");
    }
    return new OperatorOptions(
        command, named.getOrDefault("--table", ""), named.getOrDefault("--catalog", ""));
  }

  private static OperatorCommand command(List<String> words) {
    return switch (String.join(" ", words)) {
      case "help", "--help" -> new OperatorCommand.Help();
      case "list" -> new OperatorCommand.ListAll();
      case "note" -> new OperatorCommand.NoteAll();
      case "retry --all" -> new OperatorCommand.RetryAll();
      case String retry when words.size() == 2 && words.getFirst().equals("retry") ->
          new OperatorCommand.Retry(words.getLast());
      case String unknown -> throw new IllegalArgumentException("not a command: " + unknown);
    };
  }

  Ports ports(Map<String, String> environment) {
    Catalog products = Catalogs.load(catalog);
    DynamoDbStore store =
        new DynamoDbStore(DynamoDbClients.of(environment), table, DueTimes.of(products));
    return new Ports(products, store, InstantSource.system());
  }
}
