package dev.drawdown.adapters.store;

import dev.drawdown.adapters.store.Stores.ParkedStore;
import dev.drawdown.domain.parking.Parked;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.function.Function;

/// Parked work in memory. Several threads may use it.
public final class InMemoryParked<K, W> implements ParkedStore<K, W> {
  private final Function<W, K> name;
  private final ConcurrentNavigableMap<K, Parked<W>> parked;

  /// `parked` holds the work in the order of names.
  InMemoryParked(Function<W, K> name, ConcurrentNavigableMap<K, Parked<W>> parked) {
    this.name = name;
    this.parked = parked;
  }

  @Override
  public K name(W work) {
    return name.apply(work);
  }

  @Override
  public Optional<Parked<W>> find(K key) {
    return Optional.ofNullable(parked.get(key));
  }

  @Override
  public List<Parked<W>> page(int limit, Optional<K> after) {
    if (limit < 1) {
      throw new IllegalArgumentException("a page has at least one element: " + limit);
    }
    return after.map(last -> parked.tailMap(last, false)).orElse(parked).values().stream()
        .limit(limit)
        .toList();
  }

  @Override
  public void park(Parked<W> one) {
    parked.put(name(one.work()), one);
  }

  @Override
  public Outcome unpark(Parked<W> one) {
    return parked.remove(name(one.work()), one)
        ? new Outcome.Committed()
        : Outcome.Stale.WITHOUT_ITEMS;
  }
}
