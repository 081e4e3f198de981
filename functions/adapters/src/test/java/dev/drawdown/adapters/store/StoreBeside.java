package dev.drawdown.adapters.store;

import dev.drawdown.adapters.store.Stores.DueStore;
import dev.drawdown.adapters.store.Stores.ParkedList;
import dev.drawdown.adapters.store.Stores.ParkedStore;
import dev.drawdown.domain.ledger.LedgerRange;
import dev.drawdown.domain.parking.ReceivedEvent;
import dev.drawdown.domain.subscription.ProviderEventId;

/// Delegates to other stores, except for overridden methods.
public interface StoreBeside extends Stores {
  Stores store();

  @Override
  default Accounts accounts() {
    return store().accounts();
  }

  @Override
  default Wallets wallets() {
    return store().wallets();
  }

  @Override
  default Ledgers ledgers() {
    return store().ledgers();
  }

  @Override
  default Commits commits() {
    return store().commits();
  }

  @Override
  default Payments payments() {
    return store().payments();
  }

  @Override
  default ManualChanges manualChanges() {
    return store().manualChanges();
  }

  @Override
  default DueStore due() {
    return store().due();
  }

  @Override
  default ParkedList<ProviderEventId, ReceivedEvent> parkedEvents() {
    return store().parkedEvents();
  }

  @Override
  default ParkedStore<String, String> parkedWallets() {
    return store().parkedWallets();
  }

  @Override
  default ParkedStore<LedgerRange, LedgerRange> parkedEntries() {
    return store().parkedEntries();
  }
}
