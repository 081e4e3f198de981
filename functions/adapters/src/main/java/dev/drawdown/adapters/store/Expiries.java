package dev.drawdown.adapters.store;

import dev.drawdown.domain.charge.Returned;
import dev.drawdown.domain.charging.Refunding;
import dev.drawdown.domain.wallet.WalletId;
import java.util.Map;

/// What holds came to that expired, and whose expiry is written in the ledgers.
public record Expiries(Store store) {
  /// `holds` names the wallets that a hold drew on, each with the entry that opened it there.
  public Returned of(Map<WalletId, Long> holds) {
    return holds.entrySet().stream()
        .map(hold -> of(hold.getKey(), hold.getValue()))
        .reduce(Returned.NOTHING, Returned::plus);
  }

  private Returned of(WalletId wallet, long openedBy) {
    return new LedgerPages(store, wallet)
        .after(openedBy)
        .filter(entry -> Refunding.isExpiryOf(openedBy, entry))
        .findFirst()
        .map(Returned::by)
        .orElseThrow(
            () ->
                new IllegalStateException(
                    wallet + " has no entry that says that hold " + openedBy + " expired"));
  }
}
