package dev.drawdown.domain.commit;

import dev.drawdown.domain.ledger.Journal;
import dev.drawdown.domain.settling.Settlement;
import java.util.ArrayList;
import java.util.List;

/// One transaction: a wallet with its new entries, on condition that it still is what they are
/// based on, and what is written with it.
public record Commit(Journal journal, List<Write> writes) {
  public Commit {
    writes = List.copyOf(writes);
    if (journal.isEmpty()) {
      throw new IllegalArgumentException("there is nothing to commit: " + journal.wallet().owner());
    }
  }

  /// What was due, step by step, and then what was decided on top of it.
  public static List<Commit> inOrder(Settlement due, Journal decided, List<Write> writes) {
    List<Commit> commits = new ArrayList<>();
    due.steps().forEach(step -> commits.add(new Commit(step, List.of())));
    commits.add(new Commit(decided, writes));
    return commits;
  }
}
