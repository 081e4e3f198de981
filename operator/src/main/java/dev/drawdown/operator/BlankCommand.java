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

/// The command that blanks what callers said of accounts in words of their own.
@Command(
    name = "blank",
    description = {
      "Blanks names of documents, metadata, and reasons of refunds and of manual changes of an",
      "account, in place.",
      "Credits, times, keys and the account's own name stay, and nothing is published.",
      "The columns are the account and how many charges, entries and manual changes were blanked.",
      "A document that was paid for once is unknown from then on, and is paid for again."
    },
    footer = {"", "Example:", "  operator blank anna --table drawdown-Table"})
final class BlankCommand implements Callable<Integer> {
  /// What somebody changed meanwhile is tried again so often.
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
    boolean all = true;
    for (AccountId account : named) {
      all &= blank(account, texts);
    }
    return all ? 0 : 1;
  }

  /// Passes until one finds nothing, and returns whether one did. A call that was under way may
  /// write once more what it had read before.
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
        out.println(
            "%s\t%d charges\t%d entries\t%d manual changes"
                .formatted(account, charges, entries, manual));
        return true;
      }
    }
    out.println(account + "\tis written all the time, run this again");
    return false;
  }
}
