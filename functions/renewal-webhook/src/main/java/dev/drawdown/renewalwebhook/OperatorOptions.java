package dev.drawdown.renewalwebhook;

import dev.drawdown.adapters.Ports;
import dev.drawdown.adapters.WebhookSettings;
import dev.drawdown.adapters.catalog.Catalogs;
import dev.drawdown.adapters.dynamodb.DynamoDbClients;
import dev.drawdown.adapters.dynamodb.DynamoDbStore;
import dev.drawdown.adapters.store.DueTimes;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.domain.subscription.ProviderEventId;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What stands on an operator's command line.
record OperatorOptions(OperatorCommand command, String table, String catalog, boolean livemode) {
  static final String USAGE =
      """
      usage: Operator COMMAND --table TABLE --catalog CATALOG [--test-mode]
        list                every parked event: id, since when, type, account, reason
        replay ID           try one again, as if it had just come
        replay --all        try all again
        drop ID REASON      be done with one that is to have no effect; the reason is kept
      The catalog is the name of a shipped one, or a file. Region and credentials are AWS's own.\
      """;

  static OperatorOptions parse(List<String> arguments) {
    List<String> words = new ArrayList<>();
    Map<String, String> named = new HashMap<>();
    boolean livemode = true;
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
        case "--test-mode" -> livemode = false;
        default -> words.add(word);
      }
    }
    OperatorCommand command = command(words);
    if (!(command instanceof OperatorCommand.Help) && named.size() < 2) {
      throw new IllegalArgumentException("--table and --catalog are needed");
    }
    return new OperatorOptions(
        command, named.getOrDefault("--table", ""), named.getOrDefault("--catalog", ""), livemode);
  }

  private static OperatorCommand command(List<String> words) {
    String name = words.isEmpty() ? "" : words.getFirst();
    if (name.equals("help") || name.equals("--help")) {
      return new OperatorCommand.Help();
    }
    if (name.equals("list") && words.size() == 1) {
      return new OperatorCommand.ListAll();
    }
    if (name.equals("replay") && words.size() == 2) {
      return words.get(1).equals("--all")
          ? new OperatorCommand.ReplayAll()
          : new OperatorCommand.Replay(new ProviderEventId(words.get(1)));
    }
    if (name.equals("drop") && words.size() == 3 && !words.get(2).isBlank()) {
      return new OperatorCommand.Drop(new ProviderEventId(words.get(1)), words.get(2));
    }
    throw new IllegalArgumentException("not a command: " + String.join(" ", words));
  }

  Ports ports(Map<String, String> environment) {
    Catalog products = Catalogs.load(catalog);
    DynamoDbStore store =
        new DynamoDbStore(DynamoDbClients.of(environment), table, DueTimes.of(products));
    return new Ports(products, store, InstantSource.system())
        .with(new WebhookSettings(List.of(), livemode));
  }
}
