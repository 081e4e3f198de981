package dev.drawdown.adapters.store;

import dev.drawdown.adapters.store.Stores.Ledgers;
import dev.drawdown.adapters.store.Stores.Wallets;
import dev.drawdown.domain.ledger.Entry;
import dev.drawdown.domain.ledger.WalletId;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Finds the entries by which holds expired, in the ledgers where they are written.
///
/// Entries are numbered without gaps and dated in order, so the one of an instant is found by
/// halving, however long the ledger has grown since.
public record Expiries(Wallets wallets, Ledgers ledgers) {
  /// There are seldom more entries of one instant.
  private static final int AT_ONE_INSTANT = 20;

  /// `holds` names the wallets that a hold drew on, each with the entry that opened it there;
  /// `expiredAt` is when it did. Those whose ledger has no such entry are left out.
  public Map<WalletId, Entry> of(Map<WalletId, Long> holds, Instant expiredAt) {
    Map<WalletId, Entry> found = new HashMap<>();
    holds.forEach(
        (wallet, openedBy) ->
            find(wallet, openedBy, expiredAt).ifPresent(entry -> found.put(wallet, entry)));
    return found;
  }

  private Optional<Entry> find(WalletId wallet, long openedBy, Instant expiredAt) {
    return new LedgerPages(ledgers, wallet, AT_ONE_INSTANT)
        .after(lastBefore(wallet, openedBy, expiredAt))
        .takeWhile(entry -> !entry.at().isAfter(expiredAt))
        .filter(entry -> entry.isExpiryOf(openedBy))
        .findFirst();
  }

  /// The number of the last entry from `openedBy` on that is older than `instant`.
  private long lastBefore(WalletId wallet, long openedBy, Instant instant) {
    long older = openedBy;
    long newer = wallets.wallet(wallet).version() + 1;
    while (newer - older > 1) {
      long middle = older + (newer - older) / 2;
      if (at(wallet, middle).isBefore(instant)) {
        older = middle;
      } else {
        newer = middle;
      }
    }
    return older;
  }

  private Instant at(WalletId wallet, long number) {
    List<Entry> found = ledgers.entries(wallet, Set.of(number));
    if (found.isEmpty()) {
      throw new IllegalStateException(wallet + " lacks entry " + number);
    }
    return found.getFirst().at();
  }
}
