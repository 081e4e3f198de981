package dev.drawdown.publishing;

import dev.drawdown.adapters.store.Store;
import dev.drawdown.adapters.store.StoreBeside;
import dev.drawdown.domain.ledger.Entry;
import dev.drawdown.domain.ledger.WalletId;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/// A store whose entries, before they are read by number, go through something that may throw.
record TroubledStore(Store store, Consumer<Set<Long>> trouble) implements StoreBeside {
  @Override
  public List<Entry> entries(WalletId wallet, Set<Long> numbers) {
    trouble.accept(numbers);
    return store.entries(wallet, numbers);
  }
}
