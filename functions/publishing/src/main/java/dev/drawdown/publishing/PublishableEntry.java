package dev.drawdown.publishing;

import dev.drawdown.adapters.bus.BusEvent;
import dev.drawdown.domain.ledger.LedgerRange;
import dev.drawdown.domain.wallet.WalletId;

/// An entry that is to be put on the bus, and the event that it is there.
record PublishableEntry(WalletId wallet, long number, BusEvent event) {
  LedgerRange entry() {
    return LedgerRange.of(wallet, number);
  }
}
