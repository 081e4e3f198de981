package dev.drawdown.adapters.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.adapters.dynamodb.Capacity.Spent;
import dev.drawdown.adapters.store.CallMeter;
import dev.drawdown.adapters.store.DueTimes;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// DynamoDB Local counts the round trips, DynamoDB's rules count the units.
class CapacityTest implements CapacityContract {
  private static final Capacity CAPACITY = new Capacity();

  @AutoClose private static DynamoDbClient client;
  private static DynamoDbStore store;

  @BeforeAll
  static void create_a_table() {
    client = DynamoDbLocal.client(CAPACITY);
    store =
        new DynamoDbStore(client, DynamoDbLocal.freshTable(), DueTimes.of(StoredCatalog.catalog()));
  }

  @Override
  public DynamoDbStore store() {
    return store;
  }

  @Override
  public void forget() {
    CAPACITY.forget();
  }

  @Override
  public Spent spent() {
    return CAPACITY.byRule();
  }

  /// DynamoDB Local reports units by its own rule.
  @Test
  void the_meter_of_a_call_adds_the_reported_write_units() {
    CallMeter meter = new CallMeter();

    Spent reported =
        meter.during(
            () -> {
              chargeForTheFirstTime();
              return CAPACITY.reported();
            });

    assertThat(reported.writes()).isEqualTo(1);
    assertThat(meter.writeUnits())
        .isPositive()
        .isEqualTo((double) reported.writeUnits() + reported.indexUnits());
  }
}
