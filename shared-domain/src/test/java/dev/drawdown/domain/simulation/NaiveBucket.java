package dev.drawdown.domain.simulation;

import java.time.Instant;

/// A bucket of the naive model. `until` is far in the future if it never expires. `warned` counts
/// the reported usage thresholds.
final class NaiveBucket {
  String kind = "";
  long number;
  long granted;
  long left;
  Instant since = Instant.EPOCH;
  Instant until = Instant.MAX;
  boolean monthly;
  int warned;

  NaiveBucket copy() {
    NaiveBucket copy = new NaiveBucket();
    copy.kind = kind;
    copy.number = number;
    copy.granted = granted;
    copy.left = left;
    copy.since = since;
    copy.until = until;
    copy.monthly = monthly;
    copy.warned = warned;
    return copy;
  }
}
