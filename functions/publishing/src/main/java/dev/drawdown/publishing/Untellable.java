package dev.drawdown.publishing;

import dev.drawdown.domain.ledger.LedgerRange;
import dev.drawdown.domain.parking.ParkedEntries;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// Entries that the bus can't be told of, however often it is tried, and why.
record Untellable(LedgerRange entries, String reason) {
  private static final int LONGEST_REASON = 500;

  static Untellable missing(LedgerRange entries) {
    return new Untellable(entries, "not in the ledger");
  }

  ParkedEntries parkedAt(Instant clock) {
    String kept = reason.substring(0, Math.min(reason.length(), LONGEST_REASON));
    return new ParkedEntries(entries, kept, clock.truncatedTo(ChronoUnit.MILLIS));
  }
}
