package dev.drawdown.monthlyreset;

import dev.drawdown.adapters.Ports;
import dev.drawdown.adapters.operator.Operating;
import dev.drawdown.adapters.store.DueStore;
import dev.drawdown.adapters.store.ParkedWallet;
import java.io.PrintStream;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/// The commands of whoever looks after due times and parked wallets, run from the function's own
/// jar with their own credentials. `docs/operations.md` tells when to use which.
public final class Operator {
  private final ParkedWallets parked;
  private final DueStore due;
  private final Visitor visitor;
  private final InstantSource clock;
  private final PrintStream out;

  Operator(Ports ports, PrintStream out) {
    this.parked = new ParkedWallets(ports);
    this.due = ports.due();
    this.visitor = new Visitor(ports);
    this.clock = ports.clock();
    this.out = out;
  }

  /// Exits with 0 where everything asked was done, 1 where some of it couldn't be, 2 where the
  /// command wasn't one.
  public static void main(String[] arguments) {
    Operating operating = new Operating(OperatorOptions.USAGE, System.out, System.err);
    System.exit(operating.run(List.of(arguments), Operator::command));
  }

  private static BooleanSupplier command(List<String> words) {
    OperatorOptions options = OperatorOptions.parse(words);
    return () -> new Operator(options.ports(System.getenv()), System.out).run(options.command());
  }

  /// Does what `command` asks, and answers whether all of it could be done.
  boolean run(OperatorCommand command) {
    return switch (command) {
      case OperatorCommand.ListAll _ -> {
        parked.all().forEach(this::show);
        yield true;
      }
      // The list changes as they are settled.
      case OperatorCommand.RetryAll _ -> retry(parked.all().toList().stream());
      case OperatorCommand.Retry(String wallet) -> {
        Optional<ParkedWallet> one = parked.find(wallet);
        yield found(one) && retry(one.stream());
      }
      case OperatorCommand.NoteAll _ -> noteAll();
    };
  }

  private boolean found(Optional<ParkedWallet> wallet) {
    if (wallet.isEmpty()) {
      out.println("There is no such parked wallet.");
    }
    return wallet.isPresent();
  }

  private void show(ParkedWallet wallet) {
    out.println(String.join("\t", wallet.wallet(), wallet.at().toString(), wallet.reason()));
  }

  private boolean retry(Stream<ParkedWallet> wallets) {
    return wallets.map(this::retry).reduce(true, Boolean::logicalAnd);
  }

  private boolean retry(ParkedWallet wallet) {
    Visit visit = parked.retry(wallet, clock.instant().truncatedTo(ChronoUnit.MILLIS));
    return told(wallet.wallet(), visit);
  }

  /// Tells of those wallets only for which something else is noted now, or which can't be noted.
  private boolean noteAll() {
    return due.wallets()
        .map(
            wallet -> {
              Visit visit = visitor.note(wallet);
              return visit instanceof Visit.Done || told(wallet, visit);
            })
        .reduce(true, Boolean::logicalAnd);
  }

  private boolean told(String wallet, Visit visit) {
    out.println(
        wallet
            + "\t"
            + switch (visit) {
              case Visit.Settled(int entries) -> "settled, " + entries + " entries";
              case Visit.MovedOn _ -> "noted";
              case Visit.Done _ -> "nothing to do";
              case Visit.Left(String reason, _) -> "not now: " + reason;
              case Visit.Stuck(String reason) -> "can't be done: " + reason;
            });
    return switch (visit) {
      case Visit.Settled _, Visit.MovedOn _, Visit.Done _ -> true;
      case Visit.Left _, Visit.Stuck _ -> false;
    };
  }
}
