package dev.drawdown.adapters.store;

import dev.drawdown.adapters.store.Stores.Ledgers;
import dev.drawdown.domain.ledger.Entry;
import dev.drawdown.domain.wallet.WalletAdvance;
import java.util.ArrayList;
import java.util.List;

/// A wallet's ledger with its due entries, which have the numbers that they will get.
public record CurrentLedger(Ledgers ledgers, WalletAdvance<?> due) {
  /// At most `limit` entries with numbers below `before`, newest first.
  public List<Entry> entriesBefore(long before, int limit) {
    List<Entry> page = new ArrayList<>();
    due.entries().reversed().stream()
        .filter(entry -> entry.number() < before)
        .limit(limit)
        .forEach(page::add);
    long below = Math.min(before, due.lastWritten() + 1);
    if (page.size() < limit && below > 1) {
      page.addAll(ledgers.entriesBefore(due.wallet().id(), below, limit - page.size()));
    }
    return page;
  }
}
