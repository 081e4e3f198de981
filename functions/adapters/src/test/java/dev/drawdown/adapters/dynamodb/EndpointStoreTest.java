package dev.drawdown.adapters.dynamodb;

import dev.drawdown.adapters.store.Sample;
import dev.drawdown.adapters.store.StoreContract;
import dev.drawdown.adapters.store.Stores;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIf;

@EnabledIf("isNamed")
class EndpointStoreTest implements StoreContract {
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
  public Stores store() {
    return new DynamoDbStore(endpoint.client(), endpoint.table(), Sample.DUE_TIMES);
  }
}
