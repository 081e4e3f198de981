package dev.drawdown.adapters.store;

class InMemoryStoreTest implements StoreContract {
  private final Store store = new InMemoryStore();

  @Override
  public Store store() {
    return store;
  }
}
