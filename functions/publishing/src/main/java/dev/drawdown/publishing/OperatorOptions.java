package dev.drawdown.publishing;

import dev.drawdown.adapters.operator.CommandLine;
import dev.drawdown.domain.ledger.LedgerRange;
import dev.drawdown.domain.wallet.WalletId;
import java.util.List;
import java.util.Set;

/// What stands on an operator's command line.
record OperatorOptions(OperatorCommand command, String table, String bus) {
  static final String USAGE =
      """
      usage: Operator COMMAND --table TABLE --bus BUS
        list                            what is parked: WALLET FIRST LAST, since when, reason
        publish WALLET [FIRST [LAST]]   entries of a wallet again, all or from and to a number
        publish --parked                all that is parked, which is done with then
        drop WALLET FIRST [LAST]        be done with what is parked as this, unpublished
      A wallet is account#NAME, pool#NAME or pool#NAME#SHARD. Region and credentials are AWS's own.\
      """;

  private static final String TABLE = "--table";
  private static final String BUS = "--bus";

  static OperatorOptions parse(List<String> arguments) {
    CommandLine line = CommandLine.parse(arguments, List.of(TABLE, BUS), Set.of());
    return new OperatorOptions(command(line), line.option(TABLE), line.option(BUS));
  }

  private static OperatorCommand command(CommandLine line) {
    List<String> words = line.words();
    String name = words.isEmpty() ? "" : words.getFirst();
    if (name.equals("list") && words.size() == 1) {
      return new OperatorCommand.ListParked();
    }
    if (name.equals("publish") && words.size() > 1 && words.size() < 5) {
      return words.equals(List.of("publish", "--parked"))
          ? new OperatorCommand.PublishParked()
          : new OperatorCommand.Publish(range(words.subList(1, words.size())));
    }
    if (name.equals("drop") && words.size() > 2 && words.size() < 5) {
      return new OperatorCommand.Drop(range(words.subList(1, words.size())));
    }
    throw line.isNoCommand();
  }

  private static LedgerRange range(List<String> words) {
    WalletId wallet = WalletId.parse(words.getFirst());
    long first = words.size() > 1 ? number(words.get(1)) : 1;
    return words.size() > 2
        ? new LedgerRange(wallet, first, number(words.get(2)))
        : LedgerRange.from(wallet, first);
  }

  private static long number(String text) {
    if (!text.matches("[0-9]{1,18}")) {
      throw new IllegalArgumentException("not the number of an entry: " + text);
    }
    return Long.parseLong(text);
  }
}
