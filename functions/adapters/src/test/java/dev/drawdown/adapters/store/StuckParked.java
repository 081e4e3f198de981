package dev.drawdown.adapters.store;

import dev.drawdown.adapters.store.Stores.ParkedStore;
import dev.drawdown.domain.parking.Parked;
import java.util.List;
import java.util.Optional;

/// The parked work of another store. Unparking removes nothing, and has this outcome.
public record StuckParked<K, W>(ParkedStore<K, W> store, Outcome outcome)
    implements ParkedStore<K, W> {
  @Override
  public Optional<Parked<W>> find(K name) {
    return store.find(name);
  }

  @Override
  public List<Parked<W>> page(int limit, Optional<K> after) {
    return store.page(limit, after);
  }

  @Override
  public K name(W work) {
    return store.name(work);
  }

  @Override
  public void park(Parked<W> parked) {
    store.park(parked);
  }

  @Override
  public Outcome unpark(Parked<W> parked) {
    return outcome;
  }
}
