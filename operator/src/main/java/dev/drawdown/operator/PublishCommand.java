package dev.drawdown.operator;

import dev.drawdown.domain.ledger.LedgerRange;
import dev.drawdown.publishing.Republishing;
import dev.drawdown.publishing.Republishing.PublishedPage;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
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
  private final Connections connections;
  private final PrintWriter out;

  @Mixin ConnectionOptions.ForBus options = new ConnectionOptions.ForBus();

  @Parameters(arity = "1", paramLabel = "ENTRIES", description = LedgerNames.ENTRIES)
  List<String> entries = List.of();

  PublishCommand(Connections connections, PrintWriter out) {
    this.connections = connections;
    this.out = out;
  }

  @Override
  public Integer call() {
    List<LedgerRange> ranges = options.read(entries, LedgerNames::range);
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
}
