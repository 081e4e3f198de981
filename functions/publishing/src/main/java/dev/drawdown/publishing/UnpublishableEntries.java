package dev.drawdown.publishing;

import dev.drawdown.domain.ledger.LedgerRange;

/// Entries that can't be put on the bus, and the reason.
public record UnpublishableEntries(LedgerRange entries, String reason) {
  static UnpublishableEntries missing(LedgerRange entries) {
    return new UnpublishableEntries(entries, "not in the ledger");
  }
}
