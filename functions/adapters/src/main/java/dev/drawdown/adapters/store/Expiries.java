package dev.drawdown.adapters.store;

import dev.drawdown.adapters.store.Stores.Ledgers;
import dev.drawdown.adapters.store.Stores.Wallets;
import dev.drawdown.domain.ledger.Entry;
import dev.drawdown.domain.ledger.WalletId;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Finds the entries that expired holds, in the ledgers that have them, in ledgers of any length.
public record Expiries(Wallets wallets, Ledgers ledgers) {
  /// Page size: one page usually holds all entries of one instant.
  private static final int AT_ONE_INSTANT = 20;

  /// Returns the expiry entries by wallet.
  ///
  /// `holds` names the wallets that a hold drew from, each with the number of its opening entry.
  /// `expiredAt` is the time of the expiry. Wallets without such an entry are left out.
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

  /// The number of the last entry from `openedBy` on that is before `instant`.
  private long lastBefore(WalletId wallet, long openedBy, Instant instant) {
    long next = wallets.wallet(wallet).version() + 1;
    return new EntrySearch(ledgers, wallet).lastBefore(instant, openedBy, next);
  }
}
