package dev.drawdown.monthlyreset;

import dev.drawdown.adapters.simulation.StoredMachine;
import dev.drawdown.adapters.simulation.StoredPools;
import dev.drawdown.adapters.simulation.Sweeps;
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
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Sweeps run between random commands of pools and their members. No answer shows a difference.
class OfficeSweepSimulationTest {
  private static final int FAULTY_PERCENT = 30;
  private static final Catalog CATALOG = CatalogFixtures.office(3, 1, 16, 2, 3);

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void members_in_memory_equal_the_naive_model(int seed) {
    FaultPlan plan = FaultPlan.seeded(seed, FAULTY_PERCENT);
    FaultyStore store = new FaultyStore(new InMemoryStore(DueTimes.of(CATALOG)), plan);
    Sweeps.Job job = SweepSchedule.shardsOf(store, CATALOG);
    Map<String, Machine> machines = new TreeMap<>();
    for (String name : new String[] {"ann", "ben", "cem"}) {
      machines.put(name, new StoredMachine(new AccountId(name), store, CATALOG, job));
    }
    StoredPools pools = new StoredPools(store, CATALOG, job);

    new OfficeSimulation(Numbers.OFFICE, machines, pools).run(seed, 80);
  }

  static IntStream seeds() {
    return IntStream.concat(Seeds.from(101, 8), IntStream.of(394, 617, 835, 883));
  }
}
