package dev.drawdown.domain.pool;

import static dev.drawdown.domain.fixtures.CatalogFixtures.simple;
import static dev.drawdown.domain.fixtures.Facts.cancelled;
import static dev.drawdown.domain.fixtures.Facts.ended;
import static dev.drawdown.domain.fixtures.Facts.failed;
import static dev.drawdown.domain.fixtures.Facts.paid;
import static dev.drawdown.domain.fixtures.Run.run;
import static dev.drawdown.domain.fixtures.Times.APRIL;
import static dev.drawdown.domain.fixtures.Times.MARCH;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.domain.fixtures.Account;
import dev.drawdown.domain.fixtures.Office;
import dev.drawdown.domain.ledger.Entry;
import dev.drawdown.domain.rules.Rules;
import dev.drawdown.domain.wallet.WalletAdvance;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// T2, T5: several advances of a pool have the same result as one, in every shard.
@Tag("long")
class PoolAdvancingInStepsTest {
  private static final Catalog CATALOG =
      simple().pool("single", 60, 1).pool("triple", 60, 3).pool("wide", 60, 16).build();
  private static final Instant START = APRIL.minus(Duration.ofHours(20));

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void advancing_in_several_steps_equals_advancing_in_one(int seed) {
    Random random = new Random(seed);
    Pool pool = randomPool(random);
    List<Instant> stops = IntStream.range(0, 6).mapToObj(_ -> instant(random)).sorted().toList();

    PoolAdvance atOnce = Rules.of(CATALOG).poolAdvancing().advance(pool, stops.getLast());
    List<List<Entry>> inSteps =
        pool.shards().stream().<List<Entry>>map(_ -> new ArrayList<>()).toList();
    Pool advanced = pool;
    for (Instant stop : stops) {
      PoolAdvance step = Rules.of(CATALOG).poolAdvancing().advance(advanced, stop);
      step.shards()
          .forEach(shard -> inSteps.get(shard.wallet().id().number()).addAll(shard.entries()));
      advanced = step.pool();
    }

    assertThat(advanced).isEqualTo(atOnce.pool());
    assertThat(inSteps).isEqualTo(atOnce.shards().stream().map(WalletAdvance::entries).toList());
    assertThat(atOnce.shards())
        .flatExtracting(WalletAdvance::steps)
        .allSatisfy(
            step ->
                assertThat(step.entries())
                    .hasSizeLessThanOrEqualTo(WalletAdvance.ENTRIES_PER_STEP));
  }

  static List<Integer> seeds() {
    return new Random(3).ints(60).boxed().toList();
  }

  /// A pool with open holds that expire around the end of a period, which may be cancelled.
  private static Pool randomPool(Random random) {
    Office office = Office.on(CATALOG).at(START);
    office.given(paid(anyOf(random, "single", "triple", "wide"), MARCH, APRIL));
    List<Account> people = IntStream.range(0, 4).mapToObj(n -> office.member("m" + n)).toList();
    for (int call = 0; call < 60; call++) {
      Duration open = Duration.between(START, instant(random)).plusMillis(1);
      people.get(random.nextInt(4)).charge("k" + call, run(1 + random.nextInt(2)).held(open));
      if (random.nextInt(12) == 0) {
        office.written();
      }
    }
    return office
        .given(anyOf(random, cancelled(MARCH, APRIL), failed(APRIL), ended(APRIL)))
        .stored();
  }

  @SafeVarargs
  private static <T> T anyOf(Random random, T... choices) {
    return choices[random.nextInt(choices.length)];
  }

  /// An instant within a day, often exactly the end of the period, when many changes are due.
  private static Instant instant(Random random) {
    return random.nextInt(3) == 0 ? APRIL : START.plusSeconds(random.nextInt(86_000));
  }
}
