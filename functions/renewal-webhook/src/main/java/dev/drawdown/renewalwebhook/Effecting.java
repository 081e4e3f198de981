package dev.drawdown.renewalwebhook;

import dev.drawdown.domain.commit.Commit;
import dev.drawdown.domain.commit.Decision;
import dev.drawdown.domain.commit.Write;
import java.util.ArrayList;
import java.util.List;

/// An effect, and what has to be written for it.
record Effecting(Effect effect, List<Commit> commits) implements Decision {
  Effecting {
    commits = List.copyOf(commits);
  }

  static Effecting nothing(Effect effect) {
    return new Effecting(effect, List.of());
  }

  /// The same with one more write in its last transaction, which may be its only one.
  Effecting with(Write write) {
    if (commits.isEmpty()) {
      return new Effecting(effect, List.of(new Commit.Aside(List.of(write))));
    }
    List<Commit> changed = new ArrayList<>(commits);
    changed.set(changed.size() - 1, commits.getLast().with(write));
    return new Effecting(effect, changed);
  }
}
