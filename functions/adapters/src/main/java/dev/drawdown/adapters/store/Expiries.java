package dev.drawdown.adapters.store;

import dev.drawdown.adapters.store.Stores.Ledgers;
import dev.drawdown.adapters.store.Stores.Wallets;
import dev.drawdown.domain.charge.Refunding;
import dev.drawdown.domain.charge.Returned;
import dev.drawdown.domain.ledger.Entry;
import dev.drawdown.domain.ledger.WalletId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What holds came to that expired, and whose expiry is written in the ledgers.
///
/// Entries are numbered without gaps and dated in order, so the one of an instant is found by
/// halving, however long the ledger has grown since.
public record Expiries(Wallets wallets, Ledgers ledgers) {
  /// There are seldom more entries of one instant.
  private static final int AT_ONE_INSTANT = 20;

  /// `holds` names the wallets that a hold drew on, each with the entry that opened it there;
  /// `expiredAt` is when it did.
  public Returned of(Map<WalletId, Long> holds, Instant expiredAt) {
    return holds.entrySet().stream()
        .map(hold -> of(hold.getKey(), hold.getValue(), expiredAt))
        .reduce(Returned.NOTHING, Returned::plus);
  }

  private Returned of(WalletId wallet, long openedBy, Instant expiredAt) {
    return new LedgerPages(ledgers, wallet, AT_ONE_INSTANT)
        .after(lastBefore(wallet, openedBy, expiredAt))
        .takeWhile(entry -> !entry.at().isAfter(expiredAt))
        .filter(entry -> Refunding.isExpiryOf(openedBy, entry))
        .findFirst()
        .map(Returned::by)
        .orElseThrow(
            () ->
                new IllegalStateException(
                    wallet + " has no entry that says that hold " + openedBy + " expired"));
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
