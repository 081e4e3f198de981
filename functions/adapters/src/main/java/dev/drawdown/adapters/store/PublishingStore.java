package dev.drawdown.adapters.store;

import dev.drawdown.domain.ledger.LedgerRange;
import dev.drawdown.domain.parking.ParkedEntries;
import java.util.List;
import java.util.Optional;

/// Where the names of entries wait that couldn't be published. It throws what the database's client
/// throws.
public interface PublishingStore {
  /// Keeps them; the same again is kept once, for the last reason given.
  void park(ParkedEntries parked);

  /// Forgets what was parked as just these, if it was.
  void unpark(LedgerRange entries);

  /// At most `limit` of what is parked, in some order of their names, from the first one after
  /// `after`; fewer where there are no more.
  List<ParkedEntries> parkedEntries(int limit, Optional<LedgerRange> after);
}
