package dev.drawdown.renewalwebhook;

import dev.drawdown.domain.commit.Commit;
import dev.drawdown.domain.commit.Decision;
import dev.drawdown.domain.commit.Write;
import java.util.ArrayList;
import java.util.List;

/// An outcome, and the commits that it needs.
record DecidedOutcome(WebhookOutcome outcome, List<Commit> commits) implements Decision {
  DecidedOutcome {
    commits = List.copyOf(commits);
  }

  static DecidedOutcome nothing(WebhookOutcome outcome) {
    return new DecidedOutcome(outcome, List.of());
  }

  /// The same outcome with one more write in its last transaction. If there is no transaction, the
  /// write gets one of its own.
  DecidedOutcome with(Write write) {
    if (commits.isEmpty()) {
      return new DecidedOutcome(outcome, List.of(new Commit.RecordsOnly(List.of(write))));
    }
    List<Commit> changed = new ArrayList<>(commits);
    changed.set(changed.size() - 1, commits.getLast().with(write));
    return new DecidedOutcome(outcome, changed);
  }
}
