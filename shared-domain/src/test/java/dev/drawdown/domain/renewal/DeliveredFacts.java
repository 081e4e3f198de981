package dev.drawdown.domain.renewal;

import dev.drawdown.domain.fixtures.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The history of a subscription in order, and the possible deliveries of its facts.
record DeliveredFacts(List<Statement> history) {
  DeliveredFacts(Statement... facts) {
    this(List.of(facts));
  }

  /// All non-empty subsets of the history.
  Stream<List<Statement>> subsets() {
    return IntStream.range(1, 1 << history.size()).mapToObj(this::subset);
  }

  List<Statement> anySubset(Random random) {
    return subset(1 + random.nextInt((1 << history.size()) - 1));
  }

  private List<Statement> subset(int bits) {
    return IntStream.range(0, history.size())
        .filter(index -> (bits & (1 << index)) != 0)
        .mapToObj(history::get)
        .toList();
  }

  static List<Statement> twiceOrMore(List<Statement> facts, Random random) {
    List<Statement> deliveries = new ArrayList<>(facts);
    for (Statement fact : facts) {
      for (int again = random.nextInt(3); again > 0; again--) {
        deliveries.add(fact);
      }
    }
    Collections.shuffle(deliveries, random);
    return deliveries;
  }

  static List<List<Statement>> permutations(List<Statement> facts) {
    if (facts.isEmpty()) {
      return List.of(List.of());
    }
    List<List<Statement>> all = new ArrayList<>();
    for (Statement first : facts) {
      List<Statement> others = facts.stream().filter(fact -> !fact.equals(first)).toList();
      for (List<Statement> rest : permutations(others)) {
        List<Statement> permutation = new ArrayList<>(List.of(first));
        permutation.addAll(rest);
        all.add(permutation);
      }
    }
    return all;
  }

  /// An instant soon after `from`, at most a quarter of the way to `to`.
  static Instant between(Instant from, Instant to, Random random) {
    long span = to.toEpochMilli() - from.toEpochMilli();
    return from.plusMillis(span == 0 ? 0 : random.nextLong(span / 4 + 1));
  }
}
