package dev.drawdown.domain.simulation;

import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.domain.fixtures.CatalogFixtures;
import dev.drawdown.domain.fixtures.InMemoryTable;
import dev.drawdown.domain.fixtures.Seeds;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Random commands of the members of two pools, on the rules over plain memory: for pools of 1, 3
/// and 16 shards, and for pools that change their number.
@Tag("long")
class OfficeSimulationTest {
  private static final int STEPS = 150;
  private static final int LONG = 400;
  private static final Set<String> OF_POOLS =
      Set.of(
          "over the cap",
          "unknown pool",
          "in another pool",
          "member already",
          "joined",
          "not a member",
          "left");

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void members_of_pools_with_one_shard_equal_the_naive_model(int seed) {
    simulate(seed, STEPS, 1, 1, 1, 1, 1);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void members_of_pools_with_three_shards_equal_the_naive_model(int seed) {
    simulate(seed, STEPS, 3, 3, 3, 3, 3);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void members_of_pools_with_sixteen_shards_equal_the_naive_model(int seed) {
    simulate(seed, STEPS, 16, 16, 16, 16, 16);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void members_of_pools_that_get_more_and_fewer_shards_equal_the_naive_model(int seed) {
    simulate(seed, STEPS, 3, 1, 16, 2, 3);
  }

  @Test
  void the_commands_produce_every_answer() {
    EveryAnswer.OF_AN_ACCOUNT
        .and(OF_POOLS)
        .assertProduced(
            IntStream.of(7, 16),
            100,
            seed -> office(3, 1, 16, 2, 3).checkingEvery(LONG).run(seed, LONG));
  }

  static IntStream seeds() {
    return Seeds.from(1, 6);
  }

  private static void simulate(int seed, int steps, int... shards) {
    office(shards).run(seed, steps);
  }

  private static OfficeSimulation office(int... shards) {
    Catalog catalog = CatalogFixtures.office(shards);
    InMemoryTable table = new InMemoryTable();
    Map<String, Machine> machines = new TreeMap<>();
    List.of("ann", "ben", "cem")
        .forEach(
            name -> machines.put(name, new MachineInMemory(new AccountId(name), catalog, table)));
    return new OfficeSimulation(Numbers.OFFICE, machines, new PoolsInMemory(catalog, table));
  }
}
