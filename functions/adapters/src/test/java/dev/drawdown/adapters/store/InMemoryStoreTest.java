package dev.drawdown.adapters.store;

class InMemoryStoreTest implements StoreContract {
  private final InMemoryStore store = new InMemoryStore();

  @Override
  public Store store() {
    return store;
  }

  @Override
  public PaymentStore payments() {
    return store;
  }
}
