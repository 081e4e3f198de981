package dev.drawdown.adapters.store;

import dev.drawdown.adapters.store.Stores.ParkedStore;
import dev.drawdown.domain.ledger.LedgerRange;
import dev.drawdown.domain.parking.Parked;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/// What is parked in memory. Safe for use by several threads.
public final class InMemoryParked<K, W> implements ParkedStore<K, W> {
  static final Comparator<LedgerRange> BY_WALLET =
      Comparator.comparing((LedgerRange entries) -> entries.wallet().toString())
          .thenComparingLong(LedgerRange::first)
          .thenComparingLong(LedgerRange::last);

  private final Function<W, K> name;
  private final NavigableMap<K, Parked<W>> parked;

  InMemoryParked(Function<W, K> name, Comparator<K> order) {
    this.name = name;
    this.parked = new TreeMap<>(order);
  }

  @Override
  public K name(W what) {
    return name.apply(what);
  }

  @Override
  public synchronized Optional<Parked<W>> find(K key) {
    return Optional.ofNullable(parked.get(key));
  }

  @Override
  public synchronized List<Parked<W>> page(int limit, Optional<K> after) {
    if (limit < 1) {
      throw new IllegalArgumentException("a page has at least one element: " + limit);
    }
    return after.map(last -> parked.tailMap(last, false)).orElse(parked).values().stream()
        .limit(limit)
        .toList();
  }

  @Override
  public synchronized void park(Parked<W> one) {
    parked.put(name(one.what()), one);
  }

  @Override
  public synchronized Outcome unpark(Parked<W> one) {
    return parked.remove(name(one.what()), one)
        ? new Outcome.Committed()
        : Outcome.Stale.WITHOUT_ITEMS;
  }

  synchronized void remove(K key) {
    parked.remove(key);
  }

  synchronized Map<K, Parked<W>> contents() {
    return Map.copyOf(parked);
  }
}
