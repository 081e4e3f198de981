package dev.drawdown.operator;

import dev.drawdown.adapters.WalletAudits;
import dev.drawdown.adapters.WalletAudits.Repair;
import dev.drawdown.adapters.WalletAudits.Repaired;
import dev.drawdown.adapters.store.StoreFailure;
import dev.drawdown.domain.audit.WalletRepair.RepairDecision;
import dev.drawdown.domain.ledger.WalletId;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
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
    List<WalletId> named = options.read(wallets, LedgerNames::wallet);
    WalletAudits audits = options.connect(connections);
    return OperatorProgram.each(named.stream(), wallet -> repair(wallet, audits));
  }

  /// Prints the result, and returns whether the wallet is whole, or would be. A wallet that can't
  /// be read or written doesn't stop the others.
  private boolean repair(WalletId wallet, WalletAudits audits) {
    try {
      Repaired repaired =
          dryRun ? new Repaired(audits.decision(wallet), Repair.DONE) : audits.repair(wallet);
      show(wallet, words(repaired.decision(), repaired.repair()));
      return !(repaired.decision() instanceof RepairDecision.Undecidable)
          && repaired.repair() == Repair.DONE;
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

  private String words(RepairDecision decision, Repair repair) {
    return switch (decision) {
      case RepairDecision.Consistent _ -> "nothing to repair";
      case RepairDecision.Undecidable(String reason) -> "can't be decided: " + reason;
      case RepairDecision.Repairable found -> words(repair) + names(found);
    };
  }

  private String words(Repair repair) {
    return switch (repair) {
      case DONE -> dryRun ? "to remove: " : "removed: ";
      case CHANGED -> "was written meanwhile, try again; not removed: ";
      case FAILED -> "the table refused, try again; not removed: ";
    };
  }

  private static String names(RepairDecision.Repairable found) {
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
