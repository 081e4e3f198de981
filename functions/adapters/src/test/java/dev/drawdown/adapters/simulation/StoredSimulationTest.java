package dev.drawdown.adapters.simulation;

import dev.drawdown.adapters.dynamodb.DynamoDbLocal;
import dev.drawdown.domain.fixtures.Seeds;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// Random commands on stores behind a network that conflicts, loses answers and repeats requests.
///
/// The results are the same as without a network.
class StoredSimulationTest {
  private static final List<StoredProduct> PRODUCTS = StoredProduct.all(StoredMachine::new);

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
    PRODUCTS.forEach(product -> product.inMemory(seed, 60));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("fewSeeds")
  void accounts_on_dynamodb_local_equal_the_naive_model(int seed) {
    PRODUCTS.forEach(product -> product.on(client, table, seed, 30));
  }

  static IntStream manySeeds() {
    return Seeds.from(1, 30);
  }

  static IntStream fewSeeds() {
    return IntStream.range(51, 54);
  }
}
