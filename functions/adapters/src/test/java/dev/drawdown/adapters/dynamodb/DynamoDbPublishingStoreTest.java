package dev.drawdown.adapters.dynamodb;

import dev.drawdown.adapters.store.PublishingContract;
import dev.drawdown.adapters.store.PublishingStore;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class DynamoDbPublishingStoreTest implements PublishingContract {
  @AutoClose private static DynamoDbClient client;
  private static PublishingStore store;

  @BeforeAll
  static void create_a_table() {
    client = DynamoDbLocal.client();
    store = new DynamoDbPublishingStore(client, DynamoDbLocal.freshTable());
  }

  @Override
  public PublishingStore publishing() {
    return store;
  }
}
