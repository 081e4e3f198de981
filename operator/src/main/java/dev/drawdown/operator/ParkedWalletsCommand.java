package dev.drawdown.operator;

import dev.drawdown.adapters.Ports;
import dev.drawdown.domain.parking.Parked;
import dev.drawdown.monthlyreset.ParkedWallets;
import dev.drawdown.monthlyreset.WalletSweeper.WalletSweepResult;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.List;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The commands on wallets that the sweeper couldn't advance.
@Command(name = "wallets", description = "Wallets that the sweeper couldn't advance.")
final class ParkedWalletsCommand extends ParkedCommand<String, String> {
  ParkedWalletsCommand(Connections connections, PrintWriter out) {
    super(connections, out);
  }

  /// The wallets to retry. Each is the name as the list shows it. It may be a name that this
  /// service would never write.
  static final class ChosenWallets {
    @Parameters(
        arity = "1..*",
        paramLabel = "WALLET",
        description = "The wallet's name as the list shows it, such as account#mia.")
    List<String> wallets = List.of();

    @Option(names = "--all", required = true, description = "Retry all parked wallets.")
    boolean all;
  }

  @Command(
      name = "list",
      description = {
        "Lists all parked wallets.",
        "The columns are the wallet's name, the time of parking, and the reason."
      },
      footer = {
        "",
        "Example:",
        "  operator parked wallets list --table drawdown-Table --catalog outsmart"
      })
  int list(@Mixin ConnectionOptions.ForTable options) {
    return list(new ParkedWallets(options.connect(connections)).list());
  }

  @Command(
      name = "retry",
      description = {
        "Advances parked wallets to now, and unparks those that could be advanced.",
        "A retry may be repeated."
      },
      footer = {
        "",
        "Example:",
        "  operator parked wallets retry account#mia --table drawdown-Table --catalog outsmart"
      })
  int retry(
      @Mixin ConnectionOptions.ForTable options,
      @ArgGroup(multiplicity = "1") ChosenWallets chosen) {
    Ports ports = options.connect(connections);
    ParkedWallets parked = new ParkedWallets(ports);
    return each(
        parked.list(), chosen.all, chosen.wallets, one -> retry(one, parked, ports.clock()));
  }

  private boolean retry(Parked<String> one, ParkedWallets parked, InstantSource clock) {
    WalletSweepResult result = parked.retry(one, clock.instant());
    show(one.work(), words(result));
    return result.isDone();
  }

  /// The sweep result, in the words that the command prints.
  static String words(WalletSweepResult result) {
    return switch (result) {
      case WalletSweepResult.Advanced(int entries) -> "advanced, " + entries + " entries";
      case WalletSweepResult.Rescheduled _ -> "due time set";
      case WalletSweepResult.UpToDate _ -> "nothing to do";
      case WalletSweepResult.TransientFailure(String reason, _) -> "not now: " + reason;
      case WalletSweepResult.PermanentFailure(String reason) -> "can't be done: " + reason;
    };
  }
}
