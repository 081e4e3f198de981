package dev.drawdown.domain.renewal;

import static dev.drawdown.domain.fixtures.CatalogFixtures.simple;
import static dev.drawdown.domain.fixtures.Facts.cancelled;
import static dev.drawdown.domain.fixtures.Facts.ended;
import static dev.drawdown.domain.fixtures.Facts.failed;
import static dev.drawdown.domain.fixtures.Facts.paid;
import static dev.drawdown.domain.fixtures.Facts.renewed;
import static dev.drawdown.domain.fixtures.Facts.withdrawn;
import static dev.drawdown.domain.fixtures.Times.APRIL;
import static dev.drawdown.domain.fixtures.Times.MARCH;
import static dev.drawdown.domain.fixtures.Times.MAY;
import static dev.drawdown.domain.fixtures.Times.utc;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.domain.fixtures.Office;
import dev.drawdown.domain.fixtures.Statement;
import dev.drawdown.domain.reading.Balance;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The facts of a pool's subscription lead to the same pool in any order and with any repetitions.
///
/// This holds whenever each shard is written, and all shards have followed in the end.
@Tag("long")
class PoolDeliveryOrderTest {
  /// In the right order. Each plan is spread over another number of shards.
  private static final DeliveredFacts HISTORY =
      new DeliveredFacts(
          paid("triple", MARCH, APRIL),
          cancelled(utc("2026-03-05T00:00:00Z"), APRIL),
          withdrawn(utc("2026-03-06T00:00:00Z")),
          failed(APRIL),
          renewed("single", APRIL, MAY),
          paid("wide", utc("2026-04-10T00:00:00Z"), MAY),
          ended(utc("2026-04-20T00:00:00Z")));

  private static final Catalog CATALOG =
      simple().pool("triple", 50, 3).pool("single", 20, 1).pool("wide", 100, 16).build();

  /// In the middle of a period, in grace, after the upgrade, and at the end.
  private static final List<Instant> CLOCKS =
      List.of(
          utc("2026-03-15T00:00:00Z"),
          APRIL,
          utc("2026-04-12T00:00:00Z"),
          utc("2026-04-25T00:00:00Z"),
          utc("2026-05-03T00:00:00Z"));

  /// All subsets except the largest. Those have thousands of permutations, which
  /// [DeliveryOrderTest] tries.
  static Stream<List<Statement>> subsets() {
    return HISTORY.subsets().filter(history -> history.size() <= 5);
  }

  @ParameterizedTest
  @MethodSource("subsets")
  void every_permutation_leads_to_the_same_pool(List<Statement> history) {
    for (Instant clock : clocksFor(history)) {
      Office inOrder = officeAfter(history, clock);

      for (List<Statement> permutation : DeliveredFacts.permutations(history)) {
        assertSame(officeAfter(permutation, clock), inOrder, permutation);
      }
    }
  }

  private static Office officeAfter(List<Statement> facts, Instant clock) {
    return Office.on(CATALOG).at(clock).given(facts.toArray(Statement[]::new));
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void duplicates_at_any_time_lead_to_the_same_pool(long seed) {
    Random random = new Random(seed);
    for (int round = 0; round < 100; round++) {
      List<Statement> history = HISTORY.anySubset(random);
      Instant end = CLOCKS.get(random.nextInt(CLOCKS.size()));
      Office inOrder = officeAfter(history, end);

      List<Statement> deliveries = DeliveredFacts.twiceOrMore(history, random);
      Office office = Office.on(CATALOG).at(MARCH);
      for (Statement fact : deliveries) {
        office.at(DeliveredFacts.between(office.clock(), end, random)).apply(fact);
        if (random.nextInt(3) == 0) {
          office.written();
        }
      }

      assertSame(office.at(end), inOrder, deliveries);
      assertSame(office.written(), inOrder, deliveries);
    }
  }

  private static void assertSame(Office office, Office expected, Object delivered) {
    assertThat(state(office)).as("%s at %s", delivered, office.clock()).isEqualTo(state(expected));
    assertThat(office.audit().consistent()).as("%s", delivered).isTrue();
  }

  /// Everything that an owner sees, except the numbers of entries and buckets.
  ///
  /// The spread of a bucket depends on the facts known when it opened.
  private static String state(Office office) {
    Balance balance = office.balance();
    return String.join(
        ", ",
        balance.standing().label(),
        "plans " + balance.plans(),
        balance.total() + " left of " + office.advanced().granted(),
        balance.usage().toString());
  }

  /// Several instants for few facts; one instant for many.
  private static List<Instant> clocksFor(List<Statement> history) {
    return history.size() < 4 ? CLOCKS : List.of(utc("2026-04-12T00:00:00Z"));
  }
}
