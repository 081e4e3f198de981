package dev.drawdown.operator;

import dev.drawdown.adapters.WalletAudits;
import dev.drawdown.adapters.WalletAudits.Repaired;
import dev.drawdown.adapters.store.Outcome;
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
    return OperatorProgram.eachNamed(
        named, wallet -> dryRun ? preview(wallet, audits) : repair(wallet, audits), this::show);
  }

  /// Prints what a repair would do. Returns whether the wallet would be whole.
  private boolean preview(WalletId wallet, WalletAudits audits) {
    RepairDecision decision = audits.decision(wallet);
    show(wallet, words(decision, "to remove: "));
    return isDecided(decision);
  }

  /// Repairs the wallet, and prints the outcome. Returns whether the wallet is whole.
  private boolean repair(WalletId wallet, WalletAudits audits) {
    Repaired repaired = audits.repair(wallet);
    show(wallet, words(repaired.decision(), words(repaired.outcome())));
    return isDecided(repaired.decision()) && repaired.outcome() instanceof Outcome.Committed;
  }

  private static boolean isDecided(RepairDecision decision) {
    return !(decision instanceof RepairDecision.Undecidable);
  }

  private void show(WalletId wallet, String words) {
    out.println(wallet + "\t" + words);
  }

  /// The decision in words. Those on a repair begin with `effect`.
  private static String words(RepairDecision decision, String effect) {
    return switch (decision) {
      case RepairDecision.Consistent _ -> "nothing to repair";
      case RepairDecision.Undecidable(String reason) -> "can't be decided: " + reason;
      case RepairDecision.Repairable found -> effect + names(found);
    };
  }

  private static String words(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Committed _ -> "removed: ";
      case Outcome.Stale _ -> "was written meanwhile, try again; not removed: ";
      case Outcome.Contended(String reason, _, _) -> "not removed (" + reason + "), try again: ";
      case Outcome.Unknown _ -> "no answer, so perhaps removed; run the command again: ";
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
