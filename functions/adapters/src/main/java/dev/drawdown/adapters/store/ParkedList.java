package dev.drawdown.adapters.store;

import dev.drawdown.domain.parking.Parked;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Lists what couldn't be done and waits for an operator. `K` names what is parked.
public interface ParkedList<K, W> {
  /// What is parked under that name.
  Optional<Parked<W>> find(K name);

  /// At most `limit` of what is parked, in some order of the names, from the first after `after`;
  /// fewer where there are no more.
  List<Parked<W>> page(int limit, Optional<K> after);

  /// The name of what is parked.
  K name(W what);

  /// All that is parked. The stream reads each page when it reaches it.
  default Stream<Parked<W>> all() {
    return Pages.all(this::page, parked -> name(parked.what()));
  }
}
