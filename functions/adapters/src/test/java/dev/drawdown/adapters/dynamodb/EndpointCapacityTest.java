package dev.drawdown.adapters.dynamodb;

import dev.drawdown.adapters.dynamodb.Capacity.Spent;
import dev.drawdown.adapters.store.DueTimes;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIf;

/// The same costs, in units as AWS bills them. Other endpoints bill differently.
@EnabledIf("isAws")
class EndpointCapacityTest implements CapacityContract {
  private static final Capacity CAPACITY = new Capacity();

  @AutoClose private static TestEndpoint endpoint;

  static boolean isAws() {
    return Skipped.unless(
        TestEndpoint.named().filter(uri -> uri.getHost().endsWith(".amazonaws.com")).isPresent(),
        "what AWS bills",
        TestEndpoint.PROPERTY + " names no endpoint of AWS");
  }

  @BeforeAll
  static void create_a_table() {
    endpoint = TestEndpoint.open(CAPACITY);
  }

  @Override
  public DynamoDbStore store() {
    return new DynamoDbStore(
        endpoint.client(), endpoint.table(), DueTimes.of(StoredCatalog.catalog()));
  }

  @Override
  public void forget() {
    CAPACITY.forget();
  }

  @Override
  public Spent spent() {
    return CAPACITY.reported();
  }
}
