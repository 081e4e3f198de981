package dev.drawdown.operator;

import dev.drawdown.domain.ledger.LedgerRange;
import dev.drawdown.domain.parking.ParkedEntries;
import dev.drawdown.publishing.ParkedRanges;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The commands on ledger entries that couldn't be published.
@Command(name = "entries", description = "Ledger entries that couldn't be published.")
final class ParkedEntriesCommand {
  private final Connections connections;
  private final PrintWriter out;

  ParkedEntriesCommand(Connections connections, PrintWriter out) {
    this.connections = connections;
    this.out = out;
  }

  /// Which parked entries to publish.
  static final class ChosenEntries {
    @Parameters(arity = "1..*", paramLabel = "ENTRIES", description = PublishCommand.ENTRIES)
    List<String> entries = List.of();

    @Option(names = "--all", required = true, description = "Publish all parked entries.")
    boolean all;
  }

  @Command(
      name = "list",
      description = {
        "Lists all parked entries.",
        "The columns are the entries, since when they are parked, and the reason."
      },
      footer = {
        "",
        "Example:",
        "  operator parked entries list --table drawdown-Table --bus drawdown-Bus"
      })
  int list(@Mixin ConnectionOptions.ForBus options) {
    new ParkedRanges(options.connect(connections))
        .all()
        .forEach(parked -> show(parked.entries(), parked.at() + "\t" + parked.reason()));
    return 0;
  }

  @Command(
      name = "publish",
      description = {
        "Publishes parked entries, and unparks those that the bus took.",
        "Consumers drop what they know, so this may be repeated."
      },
      footer = {
        "",
        "Example:",
        "  operator parked entries publish --all --table drawdown-Table --bus drawdown-Bus"
      })
  int publish(
      @Mixin ConnectionOptions.ForBus options, @ArgGroup(multiplicity = "1") ChosenEntries chosen) {
    List<LedgerRange> named = options.read(chosen.entries, PublishCommand::range);
    ParkedRanges parked = new ParkedRanges(options.connect(connections));
    boolean done = true;
    // The list changes as entries are published.
    for (ParkedEntries one : chosen.all ? parked.all().toList() : List.<ParkedEntries>of()) {
      done &= publish(one, parked);
    }
    for (LedgerRange range : named) {
      done &= parked.find(range).map(one -> publish(one, parked)).orElseGet(() -> missed(range));
    }
    return done ? 0 : 1;
  }

  @Command(
      name = "drop",
      description = "Unparks entries without publishing them. The ledger keeps them.",
      footer = {
        "",
        "Example:",
        "  operator parked entries drop account#anna/12-14 --table drawdown-Table --bus"
            + " drawdown-Bus"
      })
  int drop(
      @Mixin ConnectionOptions.ForBus options,
      @Parameters(paramLabel = "ENTRIES", description = PublishCommand.ENTRIES) String name) {
    LedgerRange entries = options.read(name, PublishCommand::range);
    ParkedRanges parked = new ParkedRanges(options.connect(connections));
    return parked.find(entries).map(one -> drop(one, parked)).orElseGet(() -> missed(entries))
        ? 0
        : 1;
  }

  private boolean publish(ParkedEntries one, ParkedRanges parked) {
    return parked.publish(one, page -> PublishCommand.show(page, out));
  }

  private boolean drop(ParkedEntries one, ParkedRanges parked) {
    parked.drop(one);
    show(one.entries(), "dropped");
    return true;
  }

  private boolean missed(LedgerRange entries) {
    show(entries, "not parked");
    return false;
  }

  private void show(LedgerRange entries, String result) {
    out.println(entries + "\t" + result);
  }
}
