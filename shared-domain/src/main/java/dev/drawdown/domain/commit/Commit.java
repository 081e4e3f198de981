package dev.drawdown.domain.commit;

import dev.drawdown.domain.ledger.Journal;
import dev.drawdown.domain.settling.Settlement;
import java.util.ArrayList;
import java.util.List;

/// One transaction.
public sealed interface Commit {
  List<Write> writes();

  /// A wallet with its new entries, on condition that it still is what they are based on, and what
  /// is written with it.
  record Step(Journal journal, List<Write> writes) implements Commit {
    public Step {
      writes = List.copyOf(writes);
      if (journal.isEmpty()) {
        throw new IllegalArgumentException(
            "there is nothing to commit: " + journal.wallet().owner());
      }
    }
  }

  /// What is written where no wallet changes. Its own conditions are enough: no wallet is asked.
  record Aside(List<Write> writes) implements Commit {
    public Aside {
      writes = List.copyOf(writes);
      if (writes.isEmpty()) {
        throw new IllegalArgumentException("there is nothing to commit");
      }
    }
  }

  /// The same transaction with `more` in it.
  default Commit with(Write more) {
    List<Write> all = new ArrayList<>(writes());
    all.add(more);
    return switch (this) {
      case Step(Journal journal, _) -> new Step(journal, all);
      case Aside _ -> new Aside(all);
    };
  }

  /// What was due, step by step, and then what was decided on top of it, in the wallet or only
  /// beside it.
  static List<Commit> inOrder(Settlement due, Journal decided, List<Write> writes) {
    List<Commit> commits = new ArrayList<>();
    due.steps().forEach(step -> commits.add(new Step(step, List.of())));
    commits.add(decided.isEmpty() ? new Aside(writes) : new Step(decided, writes));
    return commits;
  }
}
