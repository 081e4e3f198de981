package dev.drawdown.operator;

import dev.drawdown.adapters.WalletAudits;
import dev.drawdown.adapters.WalletAudits.Repair;
import dev.drawdown.adapters.store.StoreFailure;
import dev.drawdown.domain.audit.WalletRepair.Decision;
import dev.drawdown.domain.ledger.WalletId;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The command that undoes torn transactions.
@Command(
    name = "repair",
    description = {
      "Undoes the part of a transaction that a restore to a point in time kept, wallet by wallet.",
      "It removes entries that the wallet doesn't count, and the charges that they made.",
      "If the stored items don't show what happened, it changes nothing and prints why."
    },
    footer = {
      "",
      "Example:",
      "  operator repair account#anna pool#acme --table drawdown-Table --dry-run"
    })
final class RepairCommand implements Callable<Integer> {
  private final Connections connections;
  private final PrintWriter out;

  @Mixin ConnectionOptions.ForAudit options = new ConnectionOptions.ForAudit();

  @Parameters(
      arity = "1..*",
      paramLabel = "WALLET",
      description = "The wallet's name as the audit shows it, such as account#mia.")
  List<String> wallets = List.of();

  @Option(names = "--dry-run", description = "Print what the repair would do, and write nothing.")
  boolean dryRun;

  RepairCommand(Connections connections, PrintWriter out) {
    this.connections = connections;
    this.out = out;
  }

  @Override
  public Integer call() {
    List<WalletId> named = options.read(wallets, PublishCommand::wallet);
    WalletAudits audits = options.connect(connections);
    return OperatorProgram.each(named.stream(), wallet -> repair(wallet, audits));
  }

  /// Prints the result, and returns whether the wallet is whole, or would be. A wallet that can't
  /// be read or written doesn't stop the others.
  private boolean repair(WalletId wallet, WalletAudits audits) {
    try {
      Map.Entry<Decision, Repair> repaired =
          dryRun ? Map.entry(audits.decision(wallet), Repair.DONE) : audits.repair(wallet);
      show(wallet, words(repaired.getKey(), repaired.getValue()));
      return !(repaired.getKey() instanceof Decision.Undecidable)
          && repaired.getValue() == Repair.DONE;
    } catch (StoreFailure failed) {
      show(wallet, "failed, and nothing was changed: " + OperatorProgram.oneLine(failed));
    } catch (IllegalStateException | IllegalArgumentException unreadable) {
      show(wallet, "can't be read: " + unreadable.getMessage());
    }
    return false;
  }

  private void show(WalletId wallet, String words) {
    out.println(wallet + "\t" + words);
  }

  private String words(Decision decision, Repair repair) {
    return switch (decision) {
      case Decision.Consistent _ -> "nothing to repair";
      case Decision.Undecidable(String reason) -> "can't be decided: " + reason;
      case Decision.Repairable found -> words(repair) + names(found);
    };
  }

  private String words(Repair repair) {
    return switch (repair) {
      case DONE -> dryRun ? "to remove: " : "removed: ";
      case CHANGED -> "was written meanwhile, try again; not removed: ";
      case FAILED -> "the table refused, try again; not removed: ";
    };
  }

  private static String names(Decision.Repairable found) {
    List<String> parts = new ArrayList<>();
    found.entries().forEach(entry -> parts.add("entry " + entry.number()));
    found.charges().forEach(charge -> parts.add("charge " + charge));
    found.documents().forEach(kept -> parts.add("document " + kept.document()));
    String removed = parts.isEmpty() ? "nothing" : String.join(", ", parts);
    return found.kept().entrySet().stream()
        .map(kept -> "; document " + kept.getKey().document() + " kept for " + kept.getValue())
        .sorted()
        .reduce(removed, String::concat);
  }
}
