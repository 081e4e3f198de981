package dev.drawdown.monthlyreset;

import dev.drawdown.adapters.Ports;
import dev.drawdown.adapters.operator.CommandLine;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What stands on an operator's command line.
record OperatorOptions(OperatorCommand command, String table, String catalog) {
  static final String USAGE =
      """
      usage: Operator COMMAND --table TABLE --catalog CATALOG
        list                every parked wallet: name, since when, reason
        retry WALLET        advance one again, such as account#mia
        retry --all         advance all again
        note                note anew for all wallets of the table when they fall due
      The catalog is the name of a shipped one, or a file. Region and credentials are AWS's own.\
      """;

  private static final String TABLE = "--table";
  private static final String CATALOG = "--catalog";

  static OperatorOptions parse(List<String> arguments) {
    CommandLine line = CommandLine.parse(arguments, List.of(TABLE, CATALOG), Set.of());
    return new OperatorOptions(command(line), line.option(TABLE), line.option(CATALOG));
  }

  private static OperatorCommand command(CommandLine line) {
    List<String> words = line.words();
    return switch (line.command()) {
      case "list" -> new OperatorCommand.ListAll();
      case "note" -> new OperatorCommand.NoteAll();
      case "retry --all" -> new OperatorCommand.RetryAll();
      case String retry when words.size() == 2 && words.getFirst().equals("retry") ->
          new OperatorCommand.Retry(words.getLast());
      case String _ -> throw line.isNoCommand();
    };
  }

  Ports ports(Map<String, String> environment) {
    return Ports.of(catalog, table, environment);
  }
}
