package dev.drawdown.publishing;

import dev.drawdown.adapters.store.Stores.Ledgers;
import dev.drawdown.domain.ledger.Entry;
import dev.drawdown.domain.ledger.WalletId;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/// Ledgers that call `trouble`, which may throw, before each read by number.
record TroubledStore(Ledgers ledgers, Consumer<Set<Long>> trouble) implements Ledgers {
  @Override
  public List<Entry> entries(WalletId wallet, Set<Long> numbers) {
    trouble.accept(numbers);
    return ledgers.entries(wallet, numbers);
  }

  @Override
  public List<Entry> entriesBefore(WalletId wallet, long before, int limit) {
    return ledgers.entriesBefore(wallet, before, limit);
  }

  @Override
  public List<Entry> entriesAfter(WalletId wallet, long after, int limit) {
    return ledgers.entriesAfter(wallet, after, limit);
  }
}
