package dev.drawdown.domain.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.PrimitiveIterator;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

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
              "paid before",
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

  /// Runs seed after seed, `first` the given ones and then those from 1 to `lastSeed`, until their
  /// outcomes have each answer. Asserts that they have no other.
  ///
  /// The first seeds save time: they are known to produce rare answers.
  void assertProduced(IntStream first, int lastSeed, IntFunction<Set<String>> run) {
    Set<String> outcomes = new TreeSet<>();
    PrimitiveIterator.OfInt seeds =
        IntStream.concat(first, IntStream.rangeClosed(1, lastSeed)).iterator();
    while (seeds.hasNext() && !outcomes.equals(answers)) {
      outcomes.addAll(run.apply(seeds.nextInt()));
    }

    assertThat(outcomes).isEqualTo(answers);
  }
}
