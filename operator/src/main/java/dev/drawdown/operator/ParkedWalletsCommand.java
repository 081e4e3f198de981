package dev.drawdown.operator;

import dev.drawdown.adapters.Ports;
import dev.drawdown.adapters.store.ParkedWallet;
import dev.drawdown.monthlyreset.ParkedWallets;
import dev.drawdown.monthlyreset.WalletSweeper.WalletSweepResult;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The commands on wallets that the sweep couldn't advance.
@Command(name = "wallets", description = "Wallets that the sweep couldn't advance.")
final class ParkedWalletsCommand {
  private final Connections connections;
  private final PrintWriter out;

  ParkedWalletsCommand(Connections connections, PrintWriter out) {
    this.connections = connections;
    this.out = out;
  }

  /// Which wallets to retry. A parked wallet's name may be none that this service would write, so
  /// it is taken as it stands.
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
        "The columns are the wallet's name, since when it is parked, and the reason."
      },
      footer = {
        "",
        "Example:",
        "  operator parked wallets list --table drawdown-Table --catalog outsmart"
      })
  int list(@Mixin ConnectionOptions.ForTable options) {
    new ParkedWallets(options.connect(connections))
        .all()
        .forEach(wallet -> show(wallet.wallet(), wallet.at().toString() + "\t" + wallet.reason()));
    return 0;
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
    // The list changes as wallets are advanced.
    List<String> wallets =
        chosen.all ? parked.all().map(ParkedWallet::wallet).toList() : chosen.wallets;
    boolean all = true;
    for (String wallet : wallets) {
      all &= retry(wallet, parked, ports.clock());
    }
    return all ? 0 : 1;
  }

  private boolean retry(String wallet, ParkedWallets parked, InstantSource clock) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Optional<WalletSweepResult> result = parked.find(wallet).map(found -> parked.retry(found, now));
    show(wallet, result.map(ParkedWalletsCommand::words).orElse("not parked"));
    return result.filter(ParkedWalletsCommand::isDone).isPresent();
  }

  /// What came of looking at a wallet, in the words that are printed.
  static String words(WalletSweepResult result) {
    return switch (result) {
      case WalletSweepResult.Advanced(int entries) -> "advanced, " + entries + " entries";
      case WalletSweepResult.MovedOn _ -> "due time set";
      case WalletSweepResult.Done _ -> "nothing to do";
      case WalletSweepResult.LeftForLater(String reason, _) -> "not now: " + reason;
      case WalletSweepResult.Stuck(String reason) -> "can't be done: " + reason;
    };
  }

  static boolean isDone(WalletSweepResult result) {
    return switch (result) {
      case WalletSweepResult.Advanced _, WalletSweepResult.MovedOn _, WalletSweepResult.Done _ ->
          true;
      case WalletSweepResult.LeftForLater _, WalletSweepResult.Stuck _ -> false;
    };
  }

  private void show(String wallet, String result) {
    out.println(wallet + "\t" + result);
  }
}
