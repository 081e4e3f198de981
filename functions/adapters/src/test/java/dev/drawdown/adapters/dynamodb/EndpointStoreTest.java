package dev.drawdown.adapters.dynamodb;

import dev.drawdown.adapters.store.DueStore;
import dev.drawdown.adapters.store.PaymentStore;
import dev.drawdown.adapters.store.PublishingContract;
import dev.drawdown.adapters.store.PublishingStore;
import dev.drawdown.adapters.store.Sample;
import dev.drawdown.adapters.store.Store;
import dev.drawdown.adapters.store.StoreContract;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIf;

@EnabledIf("isNamed")
class EndpointStoreTest implements StoreContract, PublishingContract {
  @AutoClose private static Endpoint endpoint;

  static boolean isNamed() {
    return Skipped.unless(
        Endpoint.named().isPresent(),
        "the store on an endpoint of AWS",
        Endpoint.PROPERTY + " is not set");
  }

  @BeforeAll
  static void create_a_table() {
    endpoint = Endpoint.open();
  }

  @Override
  public Store store() {
    return new DynamoDbStore(endpoint.client(), endpoint.table(), Sample.DUE_TIMES);
  }

  @Override
  public PaymentStore payments() {
    return new DynamoDbStore(endpoint.client(), endpoint.table(), Sample.DUE_TIMES);
  }

  @Override
  public DueStore due() {
    return new DynamoDbStore(endpoint.client(), endpoint.table(), Sample.DUE_TIMES);
  }

  @Override
  public PublishingStore publishing() {
    return new DynamoDbPublishingStore(endpoint.client(), endpoint.table());
  }
}
