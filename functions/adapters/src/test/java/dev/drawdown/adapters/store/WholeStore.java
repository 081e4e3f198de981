package dev.drawdown.adapters.store;

/// A store that is each of its own parts.
public interface WholeStore
    extends Stores,
        Stores.Accounts,
        Stores.Wallets,
        Stores.Ledgers,
        Stores.Commits,
        Stores.Payments,
        Stores.ManualChanges,
        Stores.DueStore {
  @Override
  default Accounts accounts() {
    return this;
  }

  @Override
  default Wallets wallets() {
    return this;
  }

  @Override
  default Ledgers ledgers() {
    return this;
  }

  @Override
  default Commits commits() {
    return this;
  }

  @Override
  default Payments payments() {
    return this;
  }

  @Override
  default ManualChanges manualChanges() {
    return this;
  }

  @Override
  default DueStore due() {
    return this;
  }
}
