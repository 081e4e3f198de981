package dev.drawdown.domain.catalog;

import dev.drawdown.domain.Credits;
import java.time.Instant;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/// How many credits a plan gives for one period: an amount, and what it changes to from which
/// instant.
///
/// What falls due is granted at the amount in force at that instant, however late it is written
/// down.
public record Allowance(Credits initially, Map<Instant, Credits> changes) {
  public Allowance {
    changes = Map.copyOf(changes);
  }

  public static Allowance of(Credits credits) {
    return new Allowance(credits, Map.of());
  }

  public Credits at(Instant instant) {
    NavigableMap<Instant, Credits> inForce = new TreeMap<>(changes).headMap(instant, true);
    return inForce.isEmpty() ? initially : inForce.lastEntry().getValue();
  }

  /// Whether the amount is to change after `instant`.
  public boolean changesAfter(Instant instant) {
    return changes.keySet().stream().anyMatch(instant::isBefore);
  }
}
