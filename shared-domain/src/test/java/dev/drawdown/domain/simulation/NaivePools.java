package dev.drawdown.domain.simulation;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/// The pools of the naive model, by name.
final class NaivePools {
  private final Map<String, NaivePool> byName = new TreeMap<>();

  /// Those that nobody has paid for are there, with nothing in them.
  NaivePool get(String name) {
    return byName.computeIfAbsent(name, _ -> new NaivePool());
  }

  void put(String name, NaivePool pool) {
    byName.put(name, pool);
  }

  /// Copies of all, as they are at `now`.
  NaivePools at(Instant now) {
    NaivePools advanced = new NaivePools();
    byName.forEach(
        (name, pool) -> {
          NaivePool copy = pool.copy();
          copy.advance(now);
          advanced.put(name, copy);
        });
    return advanced;
  }

  /// A pool is told something at `now`.
  void tell(String name, News news, Instant now) {
    get(name).tell(news, now);
  }
}
