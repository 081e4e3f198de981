package dev.drawdown.adapters.dynamodb;

import dev.drawdown.adapters.store.Sample;
import dev.drawdown.adapters.store.StoreContract;
import dev.drawdown.adapters.store.Stores;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class DynamoDbLocalStoreTest implements StoreContract {
  @AutoClose private static DynamoDbClient client;
  private static DynamoDbStore store;

  @BeforeAll
  static void create_a_table() {
    client = DynamoDbLocal.client();
    store = new DynamoDbStore(client, DynamoDbLocal.freshTable(), Sample.DUE_TIMES);
  }

  @Override
  public Stores store() {
    return store;
  }
}
