package dev.drawdown.adapters.simulation;

import dev.drawdown.adapters.dynamodb.DynamoDbLocal;
import dev.drawdown.adapters.dynamodb.DynamoDbStore;
import dev.drawdown.adapters.store.DueTimes;
import dev.drawdown.adapters.store.FaultPlan;
import dev.drawdown.adapters.store.FaultyStore;
import dev.drawdown.adapters.store.InMemoryStore;
import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.domain.fixtures.CatalogFixtures;
import dev.drawdown.domain.fixtures.Seeds;
import dev.drawdown.domain.simulation.Machine;
import dev.drawdown.domain.simulation.Numbers;
import dev.drawdown.domain.simulation.OfficeSimulation;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// The members of two pools on stores behind a network that conflicts, loses answers and repeats
/// requests.
///
/// The results are the same as without a network.
class StoredOfficeSimulationTest {
  private static final int FAULTY_PERCENT = 30;
  private static final Catalog CATALOG = CatalogFixtures.office(3, 1, 16, 2, 3);
  private static final DueTimes DUE_TIMES = DueTimes.of(CATALOG);

  @AutoClose private static DynamoDbClient client;

  @BeforeAll
  static void connect() {
    client = DynamoDbLocal.client();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("manySeeds")
  void members_in_memory_equal_the_naive_model(int seed) {
    FaultPlan plan = FaultPlan.seeded(seed, FAULTY_PERCENT);
    simulation(new FaultyStore(new InMemoryStore(DUE_TIMES), plan)).run(seed, 80);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("fewSeeds")
  void members_on_dynamodb_local_equal_the_naive_model(int seed) {
    DynamoDbStore store = new DynamoDbStore(client, DynamoDbLocal.freshTable(), DUE_TIMES);
    FaultPlan plan = FaultPlan.seeded(seed, FAULTY_PERCENT);
    simulation(new FaultyStore(store, plan)).checkingEvery(4).run(seed, 60);
  }

  static IntStream manySeeds() {
    return Seeds.from(101, 12);
  }

  static IntStream fewSeeds() {
    return IntStream.range(126, 128);
  }

  private static OfficeSimulation simulation(FaultyStore store) {
    Map<String, Machine> machines =
        List.of("ann", "ben", "cem").stream()
            .collect(
                Collectors.toMap(
                    Function.identity(),
                    name -> new StoredMachine(new AccountId(name), store, CATALOG)));
    return new OfficeSimulation(Numbers.OFFICE, machines, new StoredPools(store, CATALOG));
  }
}
