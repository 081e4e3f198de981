package dev.drawdown.publishing;

import dev.drawdown.domain.ledger.LedgerRange;
import dev.drawdown.domain.parking.ParkedEntries;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// Entries that the bus can't be told of, however often it is tried, and why.
public record UnpublishableEntries(LedgerRange entries, String reason) {
  static UnpublishableEntries missing(LedgerRange entries) {
    return new UnpublishableEntries(entries, "not in the ledger");
  }

  ParkedEntries parkedAt(Instant clock) {
    return new ParkedEntries(entries, reason, clock.truncatedTo(ChronoUnit.MILLIS));
  }
}
