package dev.drawdown.operator;

import dev.drawdown.adapters.Ports;
import dev.drawdown.adapters.store.StoreFailure;
import dev.drawdown.adapters.store.Unavailable;
import dev.drawdown.domain.manualchange.ManualChange;
import dev.drawdown.domain.manualchange.ManualChanging.Asked;
import dev.drawdown.domain.manualchange.ManualChanging.ManualChangeResult;
import dev.drawdown.domain.manualchange.ManualChanging.ManualChangeResult.AlreadyChanged;
import dev.drawdown.domain.manualchange.ManualChanging.ManualChangeResult.Changed;
import dev.drawdown.domain.manualchange.ManualChanging.ManualChangeResult.ExpiresTooSoon;
import dev.drawdown.domain.manualchange.ManualChanging.ManualChangeResult.KeyReused;
import dev.drawdown.domain.manualchange.ManualChanging.ManualChangeResult.TooManyExpiries;
import dev.drawdown.manualchange.ManualChanger;
import dev.drawdown.operator.BalanceFile.Row;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Gatherers;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The command that grants opening balances from a file.
@Command(
    name = "import-balances",
    description = {
      "Grants opening balances from a CSV file: a promotional bucket for each row.",
      "The columns are account and credits, and optionally reason, expiresAt and key.",
      "A file with a fault is refused as a whole, by line and column, before anything is written.",
      "Prints what it would do, and does it with --apply. Each row counts once: after an",
      "interrupted run, run it again."
    },
    footer = {
      "",
      "Example:",
      "  operator import-balances new.csv --table drawdown-Table --catalog outsmart --actor olga"
    })
final class ImportBalancesCommand implements Callable<Integer> {
  /// The number of rows that are read or written at once.
  private static final int AT_ONCE = 8;

  private final Connections connections;
  private final PrintWriter out;

  @Mixin ConnectionOptions.ForTable options = new ConnectionOptions.ForTable();

  @Parameters(paramLabel = "FILE", description = "The CSV file, in UTF-8, with a header.")
  Path file = Path.of("");

  @Option(
      names = "--actor",
      required = true,
      paramLabel = "NAME",
      description = "The person that the ledger names. Default: the variable USER.")
  String actor = "";

  @Option(names = "--apply", description = "Grant the balances. Otherwise nothing is written.")
  boolean apply;

  ImportBalancesCommand(Connections connections, PrintWriter out) {
    this.connections = connections;
    this.out = out;
  }

  /// The outcome of a row, as the summary prints it.
  private enum Outcome {
    GRANTED("granted"),
    TO_GRANT("to grant"),
    KNOWN("granted before"),
    REFUSED("refused"),
    FAILED("failed");

    private final String words;

    Outcome(String words) {
      this.words = words;
    }
  }

  private record Done(Row row, Outcome outcome, Optional<String> reason) {}

  @Override
  public Integer call() {
    options.requireLine("--actor", actor, ManualChange.MAX_ACTOR);
    BalanceFile balances = options.refusing(() -> BalanceFile.read(file));
    Ports ports = options.connect(connections);
    Import importing = new Import(new ManualChanger(ports), ports.clock(), apply, actor);
    Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);
    Iterator<Done> done =
        balances.rows().stream()
            .gather(Gatherers.mapConcurrent(AT_ONCE, importing::row))
            .iterator();
    boolean going = true;
    while (going && done.hasNext()) {
      Done each = done.next();
      show(each);
      counts.merge(each.outcome(), 1, Integer::sum);
      going = each.outcome() != Outcome.FAILED;
    }
    out.println(summary(balances.rows().size(), counts));
    return counts.containsKey(Outcome.REFUSED) || !going ? 1 : 0;
  }

  private void show(Done done) {
    Row row = done.row();
    String end = done.reason().map(reason -> ": " + reason).orElse("");
    out.println(
        String.join(
            "\t",
            "line " + row.line(),
            row.account().value(),
            row.grant().credits().toString(),
            row.key().value(),
            done.outcome().words + end));
  }

  private String summary(int rows, Map<Outcome, Integer> counts) {
    StringBuilder line = new StringBuilder(rows + " rows");
    counts.forEach((outcome, number) -> line.append(", " + number + " " + outcome.words));
    if (counts.containsKey(Outcome.FAILED)) {
      line.append("; run it again to go on");
    } else if (!apply) {
      line.append("; nothing was written, --apply grants them");
    }
    return line.toString();
  }

  /// Decides on each row, and commits the decision if `apply` is set. An account that can't be read
  /// doesn't stop the rows of the others.
  private record Import(ManualChanger changer, InstantSource clock, boolean apply, String actor) {
    Done row(Row row) {
      try {
        return done(row, result(row));
      } catch (StoreFailure | Unavailable failed) {
        return new Done(row, Outcome.FAILED, Optional.of(OperatorProgram.oneLine(failed)));
      } catch (IllegalStateException | IllegalArgumentException unreadable) {
        return refused(row, "can't be read: " + OperatorProgram.oneLine(unreadable));
      }
    }

    private ManualChangeResult result(Row row) {
      Asked asked = new Asked(row.key(), row.grant(), Optional.of(actor));
      Instant now = clock.instant();
      return apply
          ? changer.change(row.account(), asked, now)
          : changer.preview(row.account(), asked, now);
    }

    private Done done(Row row, ManualChangeResult result) {
      return switch (result) {
        case AlreadyChanged _ -> new Done(row, Outcome.KNOWN, Optional.empty());
        case KeyReused _ -> refused(row, "the key was used for another change");
        case ExpiresTooSoon _ -> refused(row, "expiresAt is in the past");
        case TooManyExpiries(int most) ->
            refused(row, "the account has granted credits with " + most + " expiry times");
        case Changed _ ->
            new Done(row, apply ? Outcome.GRANTED : Outcome.TO_GRANT, Optional.empty());
      };
    }

    private static Done refused(Row row, String reason) {
      return new Done(row, Outcome.REFUSED, Optional.of(reason));
    }
  }
}
