package dev.drawdown.adapters.store;

import dev.drawdown.domain.parking.Parked;

/// Keeps what couldn't be done until it is, or until an operator drops it.
public interface ParkedStore<K, W> extends ParkedList<K, W> {
  /// Parks it. The same parked again is kept once, for the last reason given.
  void park(Parked<W> parked);

  /// Removes what is parked just as it was read. Returns [Outcome.Stale] and removes nothing if it
  /// isn't parked any more, or was parked again since.
  Outcome unpark(Parked<W> parked);
}
