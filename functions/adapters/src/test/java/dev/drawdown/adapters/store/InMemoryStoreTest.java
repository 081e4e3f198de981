package dev.drawdown.adapters.store;

class InMemoryStoreTest implements StoreContract {
  private final InMemoryStore store = new InMemoryStore(Sample.DUE_TIMES);

  @Override
  public Store store() {
    return store;
  }

  @Override
  public PaymentStore payments() {
    return store;
  }

  @Override
  public DueStore due() {
    return store;
  }
}
