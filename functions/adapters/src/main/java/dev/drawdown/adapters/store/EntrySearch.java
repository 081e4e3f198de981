package dev.drawdown.adapters.store;

import dev.drawdown.adapters.store.Stores.Ledgers;
import dev.drawdown.domain.ledger.WalletId;
import java.time.Instant;
import java.util.Set;

/// Finds entries of a ledger by their time.
///
/// Entries are numbered without gaps and dated in order, so a place is found by halving, however
/// long the ledger is: a ledger of a million entries takes 20 reads of one entry.
public record EntrySearch(Ledgers ledgers, WalletId wallet) {
  /// The number of the last entry that is older than `instant`, between `older` and `newer`. The
  /// entry `older` must be older, or 0; `newer` mustn't be older, or must be the number of the
  /// entry that comes next.
  public long lastBefore(Instant instant, long older, long newer) {
    long before = older;
    long after = newer;
    while (after - before > 1) {
      long middle = before + (after - before) / 2;
      if (at(middle).isBefore(instant)) {
        before = middle;
      } else {
        after = middle;
      }
    }
    return before;
  }

  private Instant at(long number) {
    return ledgers.entries(wallet, Set.of(number)).stream()
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(wallet + " lacks entry " + number))
        .at();
  }
}
