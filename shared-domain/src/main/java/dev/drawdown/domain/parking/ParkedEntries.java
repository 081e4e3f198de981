package dev.drawdown.domain.parking;

import dev.drawdown.domain.ledger.LedgerRange;
import java.time.Instant;

/// Entries that couldn't be published, for `reason`: named, so that they can be published once that
/// is mended. `at` is when they were parked.
public record ParkedEntries(LedgerRange entries, String reason, Instant at) {}
