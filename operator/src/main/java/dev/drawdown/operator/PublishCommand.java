package dev.drawdown.operator;

import dev.drawdown.domain.ledger.LedgerRange;
import dev.drawdown.domain.ledger.WalletId;
import dev.drawdown.publishing.Republishing;
import dev.drawdown.publishing.Republishing.PublishedPage;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// The command that publishes chosen entries again.
@Command(
    name = "publish",
    description = {
      "Publishes ledger entries again, whether or not they were published before.",
      "Consumers ignore entries that they know, so this may be repeated."
    },
    footer = {
      "",
      "Example:",
      "  operator publish account#anna/12-14 --table drawdown-Table --bus drawdown-Bus"
    })
final class PublishCommand implements Callable<Integer> {
  /// The format of entries, for each command's help.
  static final String ENTRIES =
      "Entries as the log and the list name them: account#anna/12-14, account#anna/12 for one,"
          + " account#anna/12- up to the last, or account#anna for the whole ledger. A pool's"
          + " wallets are pool#NAME and pool#NAME#SHARD.";

  private static final Pattern RANGE =
      Pattern.compile("(?<wallet>[^/]+)(/(?<first>[0-9]{1,18})(?<to>-(?<last>[0-9]{1,18})?)?)?");

  private final Connections connections;
  private final PrintWriter out;

  @Mixin ConnectionOptions.ForBus options = new ConnectionOptions.ForBus();

  @Parameters(arity = "1", paramLabel = "ENTRIES", description = ENTRIES)
  List<String> entries = List.of();

  PublishCommand(Connections connections, PrintWriter out) {
    this.connections = connections;
    this.out = out;
  }

  @Override
  public Integer call() {
    List<LedgerRange> ranges = options.read(entries, PublishCommand::range);
    Republishing republishing = new Republishing(options.connect(connections));
    return OperatorProgram.each(
        ranges.stream(), range -> republishing.publish(range, page -> show(page, out)));
  }

  /// Prints how many entries of a page the bus took, and one line for each entry that it didn't
  /// take.
  static void show(PublishedPage page, PrintWriter out) {
    out.println(page.entries() + "\t" + page.put() + " published");
    page.unpublished().forEach(rest -> out.println(rest.entries() + "\t" + rest.reason()));
  }

  /// Parses the format that [LedgerRange] writes. The name of a wallet alone is its whole ledger.
  static LedgerRange range(String text) {
    Matcher parts = RANGE.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "entries are WALLET, WALLET/12, WALLET/12- or WALLET/12-14, not " + text);
    }
    WalletId wallet = wallet(parts.group("wallet"));
    if (parts.group("first") == null) {
      return LedgerRange.from(wallet, 1);
    }
    long first = Long.parseLong(parts.group("first"));
    if (parts.group("to") == null) {
      return LedgerRange.of(wallet, first);
    }
    return parts.group("last") == null
        ? LedgerRange.from(wallet, first)
        : new LedgerRange(wallet, first, Long.parseLong(parts.group("last")));
  }

  /// Parses the name of a wallet.
  static WalletId wallet(String name) {
    try {
      return WalletId.parse(name);
    } catch (IllegalArgumentException wrong) {
      throw new IllegalArgumentException(
          "a wallet is account#NAME, pool#NAME or pool#NAME#SHARD, not " + name, wrong);
    }
  }
}
