package dev.drawdown.domain.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntFunction;

/// All answers that random commands must produce, so that no branch of the rules stays untried.
record EveryAnswer(Set<String> answers) {
  /// The answers about one account without a pool.
  static final EveryAnswer OF_AN_ACCOUNT =
      new EveryAnswer(
          Set.of(
              "document missing",
              "replayed",
              "key reused",
              "unknown action",
              "free",
              "saved",
              "in progress",
              "out of credits",
              "charged",
              "unknown charge",
              "not a hold",
              "hold released",
              "hold expired",
              "same capture",
              "captured before",
              "exceeds hold",
              "below part",
              "extended",
              "same expiry",
              "too late",
              "captured",
              "back",
              "back before",
              "granted",
              "changed",
              "changed before",
              "expires too soon",
              "swept"));

  EveryAnswer and(Set<String> more) {
    Set<String> all = new TreeSet<>(answers);
    all.addAll(more);
    return new EveryAnswer(all);
  }

  /// Runs seed after seed, from 1 to `lastSeed`, until their outcomes have each answer. Asserts
  /// that they have no other.
  void assertProduced(int lastSeed, IntFunction<Set<String>> run) {
    Set<String> outcomes = new TreeSet<>();
    for (int seed = 1; seed <= lastSeed && !outcomes.equals(answers); seed++) {
      outcomes.addAll(run.apply(seed));
    }

    assertThat(outcomes).isEqualTo(answers);
  }
}
