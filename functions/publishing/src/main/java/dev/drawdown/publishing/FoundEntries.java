package dev.drawdown.publishing;

import dev.drawdown.domain.ledger.LedgerRange;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// What was found of a range of entries: those that can be told, those that can't, and those that
/// aren't there, each in order.
record FoundEntries(
    List<PublishableEntry> publishables,
    List<UnpublishableEntries> unpublishable,
    List<LedgerRange> missing) {
  FoundEntries {
    publishables = List.copyOf(publishables);
    unpublishable = List.copyOf(unpublishable);
    missing = List.copyOf(missing);
  }

  static FoundEntries unpublishable(UnpublishableEntries entries) {
    return new FoundEntries(List.of(), List.of(entries), List.of());
  }

  boolean isNothing() {
    return publishables.isEmpty() && unpublishable.isEmpty();
  }

  /// The number of the last entry that is there, 0 where none is.
  long last() {
    return Stream.concat(
            publishables.stream().map(PublishableEntry::number),
            unpublishable.stream().map(entries -> entries.entries().last()))
        .reduce(0L, Math::max);
  }

  /// With what was found of the entries after these.
  FoundEntries then(FoundEntries later) {
    return new FoundEntries(
        joined(publishables, later.publishables),
        joined(unpublishable, later.unpublishable),
        joined(missing, later.missing));
  }

  private static <T> List<T> joined(List<T> first, List<T> second) {
    List<T> all = new ArrayList<>(first);
    all.addAll(second);
    return all;
  }
}
