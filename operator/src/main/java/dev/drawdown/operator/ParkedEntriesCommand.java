package dev.drawdown.operator;

import dev.drawdown.adapters.store.Outcome;
import dev.drawdown.domain.ledger.LedgerRange;
import dev.drawdown.domain.parking.Parked;
import dev.drawdown.publishing.ParkedRanges;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The commands on ledger entries that the bus didn't take.
@Command(name = "entries", description = "Ledger entries that couldn't be published.")
final class ParkedEntriesCommand extends ParkedCommand<LedgerRange, LedgerRange> {
  ParkedEntriesCommand(Connections connections, PrintWriter out) {
    super(connections, out);
  }

  /// The parked entries to publish.
  static final class ChosenEntries {
    @Parameters(arity = "1..*", paramLabel = "ENTRIES", description = LedgerNames.ENTRIES)
    List<String> entries = List.of();

    @Option(names = "--all", required = true, description = "Publish all parked entries.")
    boolean all;
  }

  @Command(
      name = "list",
      description = {
        "Lists all parked entries.",
        "The columns are the entries, the time of parking, and the reason."
      },
      footer = {
        "",
        "Example:",
        "  operator parked entries list --table drawdown-Table --bus drawdown-Bus"
      })
  int list(@Mixin ConnectionOptions.ForBus options) {
    return list(new ParkedRanges(options.connect(connections)).list());
  }

  @Command(
      name = "publish",
      description = {
        "Publishes parked entries, and unparks those that the bus took.",
        "Consumers ignore entries that they know, so this may be repeated."
      },
      footer = {
        "",
        "Example:",
        "  operator parked entries publish --all --table drawdown-Table --bus drawdown-Bus"
      })
  int publish(
      @Mixin ConnectionOptions.ForBus options, @ArgGroup(multiplicity = "1") ChosenEntries chosen) {
    List<LedgerRange> named = options.read(chosen.entries, LedgerNames::range);
    ParkedRanges parked = new ParkedRanges(options.connect(connections));
    return each(parked.list(), chosen.all, named, one -> publish(one, parked));
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
      @Parameters(paramLabel = "ENTRIES", description = LedgerNames.ENTRIES) String name) {
    LedgerRange entries = options.read(name, LedgerNames::range);
    ParkedRanges parked = new ParkedRanges(options.connect(connections));
    return each(parked.list(), false, List.of(entries), one -> drop(one, parked));
  }

  private boolean publish(Parked<LedgerRange> one, ParkedRanges parked) {
    Optional<Outcome> unparked = parked.publish(one, page -> PublishCommand.show(page, out()));
    Optional<String> problem = unparked.flatMap(ParkedEntriesCommand::problem);
    problem.ifPresent(words -> show(one.work(), words));
    return unparked.isPresent() && problem.isEmpty();
  }

  private boolean drop(Parked<LedgerRange> one, ParkedRanges parked) {
    Optional<String> problem = problem(parked.drop(one));
    show(one.work(), problem.orElse("dropped"));
    return problem.isEmpty();
  }

  /// Why the entries are still parked, if they are.
  private static Optional<String> problem(Outcome unparked) {
    return switch (unparked) {
      case Outcome.Committed _ -> Optional.empty();
      case Outcome.Stale _ -> Optional.of("parked again meanwhile");
      case Outcome.Contended(String reason, _, _) -> Optional.of("still parked: " + reason);
      case Outcome.Unknown(RuntimeException cause) ->
          Optional.of("may still be parked: " + OperatorProgram.oneLine(cause));
    };
  }
}
