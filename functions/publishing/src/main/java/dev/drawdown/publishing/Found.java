package dev.drawdown.publishing;

import dev.drawdown.domain.ledger.LedgerRange;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// What was found of a range of entries: those that can be told, those that can't, and those that
/// aren't there, each in order.
record Found(List<Telling> tellings, List<Untellable> untellable, List<LedgerRange> missing) {
  Found {
    tellings = List.copyOf(tellings);
    untellable = List.copyOf(untellable);
    missing = List.copyOf(missing);
  }

  static Found untellable(Untellable entries) {
    return new Found(List.of(), List.of(entries), List.of());
  }

  boolean isNothing() {
    return tellings.isEmpty() && untellable.isEmpty();
  }

  /// The number of the last entry that is there, 0 where none is.
  long last() {
    return Stream.concat(
            tellings.stream().map(Telling::number),
            untellable.stream().map(entries -> entries.entries().last()))
        .reduce(0L, Math::max);
  }

  /// With what was found of the entries after these.
  Found then(Found later) {
    return new Found(
        joined(tellings, later.tellings),
        joined(untellable, later.untellable),
        joined(missing, later.missing));
  }

  private static <T> List<T> joined(List<T> first, List<T> second) {
    List<T> all = new ArrayList<>(first);
    all.addAll(second);
    return all;
  }
}
