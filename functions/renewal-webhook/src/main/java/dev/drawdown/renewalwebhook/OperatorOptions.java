package dev.drawdown.renewalwebhook;

import dev.drawdown.adapters.Ports;
import dev.drawdown.adapters.WebhookSettings;
import dev.drawdown.adapters.operator.CommandLine;
import dev.drawdown.domain.subscription.ProviderEventId;
import java.util.List;
import java.util.Map;
import java.util.Set;

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

  private static final String TABLE = "--table";
  private static final String CATALOG = "--catalog";
  private static final String TEST_MODE = "--test-mode";

  static OperatorOptions parse(List<String> arguments) {
    CommandLine line = CommandLine.parse(arguments, List.of(TABLE, CATALOG), Set.of(TEST_MODE));
    return new OperatorOptions(
        command(line), line.option(TABLE), line.option(CATALOG), !line.flags().contains(TEST_MODE));
  }

  private static OperatorCommand command(CommandLine line) {
    List<String> words = line.words();
    String name = words.isEmpty() ? "" : words.getFirst();
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
    throw line.isNoCommand();
  }

  Ports ports(Map<String, String> environment) {
    return Ports.of(catalog, table, environment).with(new WebhookSettings(List.of(), livemode));
  }
}
