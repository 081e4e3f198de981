package dev.drawdown.adapters.store;

import dev.drawdown.domain.ledger.LedgerRange;
import dev.drawdown.domain.parking.ParkedEntries;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/// Parked entries in memory. Safe for use by several threads.
public final class InMemoryPublishingStore implements PublishingStore {
  private final NavigableMap<LedgerRange, ParkedEntries> parked =
      new TreeMap<>(
          Comparator.comparing((LedgerRange entries) -> entries.wallet().toString())
              .thenComparingLong(LedgerRange::first)
              .thenComparingLong(LedgerRange::last));

  @Override
  public synchronized void park(ParkedEntries entries) {
    parked.put(entries.entries(), entries);
  }

  @Override
  public synchronized void unpark(LedgerRange entries) {
    parked.remove(entries);
  }

  @Override
  public synchronized List<ParkedEntries> parkedEntries(int limit, Optional<LedgerRange> after) {
    if (limit < 1) {
      throw new IllegalArgumentException("a page has at least one element: " + limit);
    }
    return after.map(last -> parked.tailMap(last, false)).orElse(parked).values().stream()
        .limit(limit)
        .toList();
  }

  public synchronized List<ParkedEntries> all() {
    return List.copyOf(parked.values());
  }
}
