package dev.drawdown.adapters.dynamodb;

import dev.drawdown.adapters.store.DueStore;
import dev.drawdown.adapters.store.PaymentStore;
import dev.drawdown.adapters.store.Sample;
import dev.drawdown.adapters.store.Store;
import dev.drawdown.adapters.store.StoreContract;
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
