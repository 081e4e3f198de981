package dev.drawdown.adapters.store;

class InMemoryPublishingStoreTest implements PublishingContract {
  private final PublishingStore store = new InMemoryPublishingStore();

  @Override
  public PublishingStore publishing() {
    return store;
  }
}
