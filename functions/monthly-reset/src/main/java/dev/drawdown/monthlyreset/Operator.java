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
  private final WalletSweeper sweeper;
  private final InstantSource clock;
  private final PrintStream out;

  Operator(Ports ports, PrintStream out) {
    this.parked = new ParkedWallets(ports);
    this.due = ports.due();
    this.sweeper = new WalletSweeper(ports);
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
      // The list changes as they are advanced.
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
    WalletSweepResult result = parked.retry(wallet, clock.instant().truncatedTo(ChronoUnit.MILLIS));
    return told(wallet.wallet(), result);
  }

  /// Tells of those wallets only for which something else is noted now, or which can't be noted.
  private boolean noteAll() {
    return due.wallets()
        .map(
            wallet -> {
              WalletSweepResult result = sweeper.note(wallet);
              return result instanceof WalletSweepResult.Done || told(wallet, result);
            })
        .reduce(true, Boolean::logicalAnd);
  }

  private boolean told(String wallet, WalletSweepResult result) {
    out.println(
        wallet
            + "\t"
            + switch (result) {
              case WalletSweepResult.Advanced(int entries) -> "advanced, " + entries + " entries";
              case WalletSweepResult.MovedOn _ -> "noted";
              case WalletSweepResult.Done _ -> "nothing to do";
              case WalletSweepResult.LeftForLater(String reason, _) -> "not now: " + reason;
              case WalletSweepResult.Stuck(String reason) -> "can't be done: " + reason;
            });
    return switch (result) {
      case WalletSweepResult.Advanced _, WalletSweepResult.MovedOn _, WalletSweepResult.Done _ ->
          true;
      case WalletSweepResult.LeftForLater _, WalletSweepResult.Stuck _ -> false;
    };
  }
}
