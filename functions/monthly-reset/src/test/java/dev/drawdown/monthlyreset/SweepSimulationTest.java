package dev.drawdown.monthlyreset;

import dev.drawdown.adapters.dynamodb.DynamoDbLocal;
import dev.drawdown.adapters.simulation.StoredMachine;
import dev.drawdown.adapters.simulation.StoredProduct;
import dev.drawdown.adapters.store.FaultyStore;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.domain.fixtures.Seeds;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// Sweeps run between random commands, through the function's own code, on stores behind a faulty
/// network. No answer shows a difference.
class SweepSimulationTest {
  private static final List<StoredProduct> PRODUCTS = StoredProduct.all(SweepSimulationTest::swept);

  @AutoClose private static DynamoDbClient client;
  private static String table;

  @BeforeAll
  static void create_a_table() {
    client = DynamoDbLocal.client();
    table = DynamoDbLocal.freshTable();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("manySeeds")
  void accounts_in_memory_equal_the_naive_model(int seed) {
    PRODUCTS.forEach(product -> product.inMemory(seed, 80));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("fewSeeds")
  void accounts_on_dynamodb_local_equal_the_naive_model(int seed) {
    PRODUCTS.forEach(product -> product.on(client, table, seed, 30));
  }

  static IntStream manySeeds() {
    return Seeds.from(101, 10);
  }

  static IntStream fewSeeds() {
    return IntStream.range(116, 118);
  }

  private static StoredMachine swept(FaultyStore store, Catalog catalog) {
    return new StoredMachine(store, catalog, SweepSchedule.shardsOf(store, catalog));
  }
}
