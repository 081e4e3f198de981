package dev.drawdown.domain.simulation;

import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.domain.catalog.DrawOrder.BucketKind;
import dev.drawdown.domain.fixtures.CatalogFixtures;
import dev.drawdown.domain.fixtures.Seeds;
import dev.drawdown.domain.fixtures.Wallets;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Random commands on the rules over plain memory, for each product and for one with every feature.
@Tag("long")
class SimulationTest {
  private static final int STEPS = 100;
  private static final Catalog EVERYTHING =
      CatalogFixtures.catalog()
          .action("run", 1)
          .action("dear", 7)
          .oncePerDocument("letter", 2)
          .action("look", 0)
          .starter(5)
          .trial(3, 12)
          .monthlyFrom("2028-02-10T00:00:00Z", 30)
          .monthlyFrom("2028-05-01T00:00:00Z", 25)
          .monthly(20)
          .pack("pack", 10)
          .drawn(BucketKind.STARTER, BucketKind.TOP_UP, BucketKind.PLAN)
          .build();

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void accounts_of_outsmart_equal_the_naive_model(int seed) {
    simulate(Numbers.OUTSMART, CatalogFixtures.OUTSMART, seed);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void accounts_of_assistant_coach_equal_the_naive_model(int seed) {
    simulate(Numbers.ASSISTANT_COACH, CatalogFixtures.ASSISTANT_COACH, seed);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void accounts_of_ai_employee_equal_the_naive_model(int seed) {
    simulate(Numbers.AI_EMPLOYEE, CatalogFixtures.AI_EMPLOYEE, seed);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void accounts_of_a_product_with_every_feature_equal_the_naive_model(int seed) {
    simulate(Numbers.EVERYTHING, EVERYTHING, seed);
  }

  @Test
  void the_commands_produce_every_answer() {
    EveryAnswer.OF_AN_ACCOUNT.assertProduced(
        IntStream.of(81, 25, 8), 300, seed -> simulate(Numbers.EVERYTHING, EVERYTHING, seed));
  }

  static IntStream seeds() {
    return Seeds.from(1, 20);
  }

  private static Set<String> simulate(Numbers numbers, Catalog catalog, int seed) {
    return new Simulation(numbers, new MachineInMemory(Wallets.OWNER, catalog)).run(seed, STEPS);
  }
}
