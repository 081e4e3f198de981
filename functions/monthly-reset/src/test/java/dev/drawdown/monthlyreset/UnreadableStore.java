package dev.drawdown.monthlyreset;

import dev.drawdown.adapters.store.Store;
import dev.drawdown.adapters.store.StoreBeside;
import dev.drawdown.domain.ledger.WalletId;
import dev.drawdown.domain.wallet.Wallet;

/// Another store in which one wallet can't be read.
record UnreadableStore(Store store, WalletId unreadable, RuntimeException failure)
    implements StoreBeside {
  @Override
  public Wallet wallet(WalletId id) {
    if (id.equals(unreadable)) {
      throw failure;
    }
    return store.wallet(id);
  }
}
