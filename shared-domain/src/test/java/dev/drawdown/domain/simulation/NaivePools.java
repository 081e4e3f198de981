package dev.drawdown.domain.simulation;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/// The pools of the naive model, by name.
final class NaivePools {
  private final Map<String, NaivePool> byName = new TreeMap<>();

  /// A pool without a payment exists, but is empty.
  NaivePool get(String name) {
    return byName.computeIfAbsent(name, _ -> new NaivePool());
  }

  void put(String name, NaivePool pool) {
    byName.put(name, pool);
  }

  /// Copies of all pools as they are at `now`.
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

  /// Applies a fact to a pool at `now`.
  void apply(String name, BillingEvent event, Instant now) {
    get(name).apply(event, now);
  }
}
