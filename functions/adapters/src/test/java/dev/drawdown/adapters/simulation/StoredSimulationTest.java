package dev.drawdown.adapters.simulation;

import dev.drawdown.adapters.catalog.Catalogs;
import dev.drawdown.adapters.dynamodb.DynamoDbLocal;
import dev.drawdown.adapters.dynamodb.DynamoDbStore;
import dev.drawdown.adapters.store.DueStore;
import dev.drawdown.adapters.store.DueTimes;
import dev.drawdown.adapters.store.FaultPlan;
import dev.drawdown.adapters.store.FaultyStore;
import dev.drawdown.adapters.store.InMemoryStore;
import dev.drawdown.adapters.store.PaymentStore;
import dev.drawdown.adapters.store.Store;
import dev.drawdown.domain.simulation.Numbers;
import dev.drawdown.domain.simulation.Simulation;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// Random commands on stores behind a network that conflicts, loses answers and says things twice:
/// what comes of them is what comes of them without a network.
class StoredSimulationTest {
  private static final int FAULTY_PERCENT = 30;
  private static final Map<String, Numbers> PRODUCTS =
      Map.of(
          "outsmart", Numbers.OUTSMART,
          "assistant-coach", Numbers.ASSISTANT_COACH,
          "ai-employee", Numbers.AI_EMPLOYEE);

  @AutoClose private static DynamoDbClient client;
  private static String table;

  @BeforeAll
  static void create_a_table() {
    client = DynamoDbLocal.client();
    table = DynamoDbLocal.freshTable();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("manySeeds")
  void in_memory(int seed) {
    PRODUCTS
        .keySet()
        .forEach(product -> simulate(new InMemoryStore(dueTimes(product)), product, seed, 60));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("fewSeeds")
  void on_dynamodb_local(int seed) {
    PRODUCTS
        .keySet()
        .forEach(
            product ->
                simulate(new DynamoDbStore(client, table, dueTimes(product)), product, seed, 30));
  }

  static IntStream manySeeds() {
    return IntStream.rangeClosed(1, 50);
  }

  static IntStream fewSeeds() {
    return IntStream.rangeClosed(51, 55);
  }

  private static DueTimes dueTimes(String product) {
    return DueTimes.of(Catalogs.shipped(product));
  }

  private static <S extends Store & PaymentStore & DueStore> void simulate(
      S store, String product, int seed, int steps) {
    FaultyStore troubled = new FaultyStore(store, FaultPlan.seeded(seed, FAULTY_PERCENT));
    StoredMachine machine = new StoredMachine(troubled, Catalogs.shipped(product));
    new Simulation(PRODUCTS.get(product), machine).run(seed, steps);
  }
}
