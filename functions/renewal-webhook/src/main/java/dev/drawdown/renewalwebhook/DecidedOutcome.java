package dev.drawdown.renewalwebhook;

import dev.drawdown.domain.commit.Commit;
import dev.drawdown.domain.commit.Decision;
import dev.drawdown.domain.commit.Write;
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
    return new DecidedOutcome(outcome, Commit.withLast(commits, write));
  }
}
