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
  @AutoClose private static TestEndpoint endpoint;

  static boolean isNamed() {
    return Skipped.unless(
        TestEndpoint.named().isPresent(),
        "the store on an endpoint of AWS",
        TestEndpoint.PROPERTY + " is not set");
  }

  @BeforeAll
  static void create_a_table() {
    endpoint = TestEndpoint.open();
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
