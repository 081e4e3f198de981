package dev.drawdown.adapters.store;

class InMemoryStoreTest implements StoreContract {
  private final InMemoryStore store = new InMemoryStore(Sample.DUE_TIMES);

  @Override
  public Stores store() {
    return store;
  }
}
