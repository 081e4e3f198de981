package dev.drawdown.domain.commit;

import dev.drawdown.domain.wallet.Journal;
import dev.drawdown.domain.wallet.WalletAdvance;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// One transaction.
public sealed interface Commit {
  List<Write> writes();

  /// Wallets with their new entries, and the records that are written with them.
  ///
  /// The wallet of the command comes first. `pooled` are the wallets of a pool that the command
  /// draws from or gives back to. Each wallet is written on condition that it hasn't changed since
  /// it was read.
  record Step(Journal<?> journal, List<Journal<?>> pooled, List<Write> writes) implements Commit {
    public Step {
      pooled = List.copyOf(pooled);
      writes = List.copyOf(writes);
      Stream.<Journal<?>>concat(Stream.of(journal), pooled.stream()).forEach(Step::requireEntries);
    }

    public Step(Journal<?> journal, List<Write> writes) {
      this(journal, List.of(), writes);
    }

    /// All wallets that change.
    public List<Journal<?>> journals() {
      return Stream.<Journal<?>>concat(Stream.of(journal), pooled.stream()).toList();
    }

    private static void requireEntries(Journal<?> journal) {
      if (journal.isEmpty()) {
        throw new IllegalArgumentException("there is nothing to commit: " + journal.wallet().id());
      }
    }
  }

  /// A transaction that changes no wallet. The conditions of its own writes are enough, so it
  /// checks no wallet.
  record RecordsOnly(List<Write> writes) implements Commit {
    public RecordsOnly {
      writes = List.copyOf(writes);
      if (writes.isEmpty()) {
        throw new IllegalArgumentException("there is nothing to commit");
      }
    }
  }

  /// `commits` with the additional write `more` in the last transaction. Without any, the write
  /// gets a transaction of its own.
  static List<Commit> appending(List<Commit> commits, Write more) {
    List<Commit> all = new ArrayList<>(commits);
    all.add(all.isEmpty() ? new RecordsOnly(List.of(more)) : all.removeLast().with(more));
    return all;
  }

  private Commit with(Write more) {
    List<Write> all = new ArrayList<>(writes());
    all.add(more);
    return switch (this) {
      case Step(var journal, var pooled, _) -> new Step(journal, pooled, all);
      case RecordsOnly _ -> new RecordsOnly(all);
    };
  }

  /// The due steps in order, then the decision that builds on them. The decision may change the
  /// wallet or only write records.
  static List<Commit> inOrder(WalletAdvance<?> due, Journal<?> decided, List<Write> writes) {
    List<Commit> commits = new ArrayList<>(steps(due));
    commits.add(decided.isEmpty() ? new RecordsOnly(writes) : new Step(decided, writes));
    return commits;
  }

  /// The same for a command that also changes wallets of a pool. `dues` are the due steps of all
  /// those wallets.
  static List<Commit> inOrder(
      List<WalletAdvance<?>> dues,
      Journal<?> decided,
      List<Journal<?>> pooled,
      List<Write> writes) {
    List<Commit> commits = new ArrayList<>();
    dues.forEach(due -> commits.addAll(steps(due)));
    commits.add(new Step(decided, pooled, writes));
    return commits;
  }

  /// The due steps alone.
  static List<Commit> steps(WalletAdvance<?> due) {
    return due.steps().stream().<Commit>map(step -> new Step(step, List.of())).toList();
  }
}
