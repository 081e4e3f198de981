package dev.drawdown.operator;

import dev.drawdown.adapters.store.CallerTexts;
import dev.drawdown.adapters.store.CallerTexts.BlankedItems;
import dev.drawdown.domain.AccountId;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// The command that blanks the texts that callers gave about an account.
@Command(
    name = "blank",
    description = {
      "Blanks an account's names of documents, its metadata, and the reasons of its refunds and",
      "manual changes, in place.",
      "Credits, times, keys and the account's own name stay, and nothing is published.",
      "The columns are the account and the numbers of blanked charges, entries and manual changes.",
      "The service then no longer knows a document that was paid for once, and charges it again."
    },
    footer = {"", "Example:", "  operator blank anna --table drawdown-Table"})
final class BlankCommand implements Callable<Integer> {
  /// The number of passes over items that something else changes meanwhile.
  private static final int PASSES = 5;

  private final Connections connections;
  private final PrintWriter out;

  @Mixin ConnectionOptions.ForAudit options = new ConnectionOptions.ForAudit();

  @Parameters(
      arity = "1..*",
      paramLabel = "ACCOUNT",
      description = "The account's id, as calls name it.")
  List<String> accounts = List.of();

  BlankCommand(Connections connections, PrintWriter out) {
    this.connections = connections;
    this.out = out;
  }

  @Override
  public Integer call() {
    List<AccountId> named = options.read(accounts, AccountId::new);
    CallerTexts texts = options.connectTexts(connections);
    return OperatorProgram.eachNamed(named, account -> blank(account, texts), this::show);
  }

  /// Repeats passes until one of them finds nothing. Returns whether one did. A call that was under
  /// way may write again a text that it had read before.
  private boolean blank(AccountId account, CallerTexts texts) {
    int charges = 0;
    int entries = 0;
    int manual = 0;
    for (int pass = 1; pass <= PASSES; pass++) {
      BlankedItems blanked = texts.blank(account);
      charges += blanked.charges();
      entries += blanked.entries();
      manual += blanked.manualChanges();
      if (blanked.isNothing()) {
        show(account, charges + " charges\t" + entries + " entries\t" + manual + " manual changes");
        return true;
      }
    }
    show(account, "is still being changed, run this command again");
    return false;
  }

  private void show(AccountId account, String result) {
    out.println(account + "\t" + result);
  }
}
