package dev.drawdown.operator;

import dev.drawdown.monthlyreset.WalletDueTimes;
import dev.drawdown.monthlyreset.WalletSweeper.WalletSweepResult;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// The command on all wallets' due times.
@Command(
    name = "due-times",
    description = "Works on the times at which the sweeper next reads wallets.")
final class DueTimesCommand {
  private final Connections connections;
  private final PrintWriter out;

  DueTimesCommand(Connections connections, PrintWriter out) {
    this.connections = connections;
    this.out = out;
  }

  @Command(
      name = "refresh",
      description = {
        "Reads all wallets, and sets each one's due time by this catalog where that is sooner.",
        "Run it after an edit of the catalog, or on a table from before the index existed.",
        "It prints the wallets that it changed or couldn't change. It may be repeated."
      },
      footer = {
        "",
        "Example:",
        "  operator due-times refresh --table drawdown-Table --catalog edited.json"
      })
  int refresh(@Mixin ConnectionOptions.ForTable options) {
    WalletDueTimes dueTimes = new WalletDueTimes(options.connect(connections));
    return OperatorProgram.each(
        dueTimes.wallets(), wallet -> isDone(wallet, dueTimes.refresh(wallet)));
  }

  private boolean isDone(String wallet, WalletSweepResult result) {
    if (!(result instanceof WalletSweepResult.UpToDate)) {
      out.println(wallet + "\t" + ParkedWalletsCommand.words(result));
    }
    return result.isDone();
  }
}
