package dev.drawdown.adapters.simulation;

import dev.drawdown.adapters.catalog.Catalogs;
import dev.drawdown.adapters.dynamodb.DynamoDbStore;
import dev.drawdown.adapters.store.DueTimes;
import dev.drawdown.adapters.store.FaultPlan;
import dev.drawdown.adapters.store.FaultyStore;
import dev.drawdown.adapters.store.InMemoryStore;
import dev.drawdown.adapters.store.Stores;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.domain.simulation.Numbers;
import dev.drawdown.domain.simulation.Simulation;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// A shipped product, simulated on stores behind a network that conflicts, loses answers and
/// repeats requests.
public record StoredProduct(String name, Numbers numbers, Making making) {
  private static final int FAULTY_PERCENT = 30;

  /// Makes a machine from a store and a catalog.
  public interface Making {
    StoredMachine machine(FaultyStore store, Catalog catalog);
  }

  public static List<StoredProduct> all(Making making) {
    return List.of(
        new StoredProduct("outsmart", Numbers.OUTSMART, making),
        new StoredProduct("assistant-coach", Numbers.ASSISTANT_COACH, making),
        new StoredProduct("ai-employee", Numbers.AI_EMPLOYEE, making));
  }

  public void inMemory(int seed, int steps) {
    simulate(new InMemoryStore(DueTimes.of(catalog())), seed, steps);
  }

  public void on(DynamoDbClient client, String table, int seed, int steps) {
    simulate(new DynamoDbStore(client, table, DueTimes.of(catalog())), seed, steps);
  }

  private Catalog catalog() {
    return Catalogs.shipped(name);
  }

  private void simulate(Stores store, int seed, int steps) {
    FaultyStore troubled = new FaultyStore(store, FaultPlan.seeded(seed, FAULTY_PERCENT));
    new Simulation(numbers, making.machine(troubled, catalog())).run(seed, steps);
  }
}
