package dev.drawdown.domain.commit;

import dev.drawdown.domain.wallet.Journal;
import dev.drawdown.domain.wallet.WalletAdvance;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// One transaction.
public sealed interface Commit {
  List<Write> writes();

  /// Wallets with their new entries, each on condition that it still is what they are based on, and
  /// what is written with them: the one that the command is about, and those of a pool that it
  /// draws from or gives back to.
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

  /// What is written where no wallet changes. Its own conditions are enough: no wallet is asked.
  record RecordsOnly(List<Write> writes) implements Commit {
    public RecordsOnly {
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
      case Step(var journal, var pooled, _) -> new Step(journal, pooled, all);
      case RecordsOnly _ -> new RecordsOnly(all);
    };
  }

  /// What was due, step by step, and then what was decided on top of it, in the wallet or only
  /// beside it.
  static List<Commit> inOrder(WalletAdvance<?> due, Journal<?> decided, List<Write> writes) {
    List<Commit> commits = new ArrayList<>(steps(due));
    commits.add(decided.isEmpty() ? new RecordsOnly(writes) : new Step(decided, writes));
    return commits;
  }

  /// The same where wallets of a pool change with the wallet. `dues` is what was due in all of
  /// them.
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

  /// What was due alone.
  static List<Commit> steps(WalletAdvance<?> due) {
    return due.steps().stream().<Commit>map(step -> new Step(step, List.of())).toList();
  }
}
