package dev.drawdown.local;

import java.util.Set;

/// What feeds a function from the table's stream: which class, how many records at a time, and the
/// sort keys of the items that it is told of.
record StreamSource(String handler, int batchSize, Set<String> sorts) {
  StreamSource {
    sorts = Set.copyOf(sorts);
  }
}
