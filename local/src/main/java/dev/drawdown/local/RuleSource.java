package dev.drawdown.local;

import dev.drawdown.adapters.bus.BusEvent;
import java.util.Set;

/// Which events of the bus a function is called for: which class, and their sources and types.
record RuleSource(String handler, Set<String> sources, Set<String> types) {
  RuleSource {
    sources = Set.copyOf(sources);
    types = Set.copyOf(types);
  }

  boolean matches(BusEvent event) {
    return sources.contains(event.source()) && types.contains(event.type());
  }
}
