package dev.drawdown.domain.parking;

import dev.drawdown.domain.ledger.LedgerRange;
import java.time.Instant;

/// Entries that couldn't be published, for `reason`: named, so that they can be published once that
/// is mended. `at` is when they were parked. Of a long reason the beginning is kept.
public record ParkedEntries(LedgerRange entries, String reason, Instant at) {
  public ParkedEntries {
    reason = ParkingReason.kept(reason);
  }
}
