package dev.drawdown.domain.renewal;

import static dev.drawdown.domain.fixtures.CatalogFixtures.OUTSMART;
import static dev.drawdown.domain.fixtures.CatalogFixtures.simple;
import static dev.drawdown.domain.fixtures.Facts.cancelled;
import static dev.drawdown.domain.fixtures.Facts.ended;
import static dev.drawdown.domain.fixtures.Facts.failed;
import static dev.drawdown.domain.fixtures.Facts.paid;
import static dev.drawdown.domain.fixtures.Facts.paused;
import static dev.drawdown.domain.fixtures.Facts.renewed;
import static dev.drawdown.domain.fixtures.Facts.resumed;
import static dev.drawdown.domain.fixtures.Facts.stillPaused;
import static dev.drawdown.domain.fixtures.Facts.withdrawn;
import static dev.drawdown.domain.fixtures.Times.APRIL;
import static dev.drawdown.domain.fixtures.Times.MARCH;
import static dev.drawdown.domain.fixtures.Times.MAY;
import static dev.drawdown.domain.fixtures.Times.utc;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.domain.fixtures.Account;
import dev.drawdown.domain.fixtures.Statement;
import dev.drawdown.domain.ledger.Audit;
import dev.drawdown.domain.reading.Balance;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The facts of a subscription lead to the same wallet in any order and with any repetitions.
@Tag("long")
class DeliveryOrderTest {
  /// In the right order.
  private static final DeliveredFacts HISTORY =
      new DeliveredFacts(
          paid("solo", MARCH, APRIL),
          cancelled(utc("2026-03-05T00:00:00Z"), APRIL),
          withdrawn(utc("2026-03-06T00:00:00Z")),
          failed(APRIL),
          renewed("solo", APRIL, MAY),
          paid("plus", utc("2026-04-10T00:00:00Z"), MAY),
          ended(utc("2026-04-20T00:00:00Z")));

  /// The next month is paid by hand during the first of two pauses.
  private static final DeliveredFacts PAUSES =
      new DeliveredFacts(
          paid("solo", MARCH, APRIL),
          paused(utc("2026-03-10T00:00:00Z"), APRIL),
          stillPaused(utc("2026-04-02T00:00:00Z"), MAY),
          renewed("solo", APRIL, MAY),
          resumed(utc("2026-04-14T00:00:00Z"), MAY),
          paused(utc("2026-04-16T00:00:00Z"), MAY));

  private static final Catalog MONTHLY =
      simple().trial(14, 20).monthly(50).paid("solo", 100, 5).paid("plus", 300, 15).build();

  /// In the middle of a period, in grace, and after it.
  private static final List<Instant> CLOCKS =
      List.of(
          utc("2026-03-15T00:00:00Z"),
          utc("2026-04-12T00:00:00Z"),
          utc("2026-04-25T00:00:00Z"),
          utc("2026-05-03T00:00:00Z"),
          utc("2026-06-01T00:00:00Z"));

  static Stream<List<Statement>> subsets() {
    return Stream.concat(HISTORY.subsets(), PAUSES.subsets());
  }

  @ParameterizedTest
  @MethodSource("subsets")
  void every_permutation_of_facts_leads_to_the_same_wallet(List<Statement> history) {
    for (Instant clock : clocksFor(history)) {
      Account inOrder = Account.on(OUTSMART).at(clock).given(array(history));

      for (List<Statement> permutation : DeliveredFacts.permutations(history)) {
        assertSame(Account.on(OUTSMART).at(clock).given(array(permutation)), inOrder, permutation);
      }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void duplicates_at_any_time_lead_to_the_same_wallet(long seed) {
    Random random = new Random(seed);
    for (int round = 0; round < 300; round++) {
      List<Statement> history = (random.nextBoolean() ? HISTORY : PAUSES).anySubset(random);
      Catalog catalog = random.nextBoolean() ? OUTSMART : MONTHLY;
      Instant end = CLOCKS.get(random.nextInt(CLOCKS.size()));
      Account inOrder = Account.on(catalog).at(end).given(array(history));

      List<Statement> deliveries = DeliveredFacts.twiceOrMore(history, random);
      Account account = Account.on(catalog).at(MARCH);
      for (Statement fact : deliveries) {
        account.at(DeliveredFacts.between(account.clock(), end, random)).apply(fact);
      }

      assertSame(account.at(end), inOrder, deliveries);
    }
  }

  private static void assertSame(Account account, Account expected, Object delivered) {
    assertThat(state(account))
        .as("%s at %s", delivered, account.clock())
        .isEqualTo(state(expected));
    Audit audit = Audit.of(account.advanced().book(), account.ledger().iterator());
    assertThat(audit.consistent()).as("%s", delivered).isTrue();
  }

  /// Everything that people see, except the numbers of entries and buckets, and the start of a
  /// default plan.
  private static String state(Account account) {
    Balance balance = account.balance();
    List<String> buckets =
        balance.buckets().stream()
            .map(bucket -> bucket.kind() + " " + bucket.remaining() + " of " + bucket.granted())
            .toList();
    return String.join(
        ", ",
        balance.standing().label(),
        "plans " + balance.plans(),
        buckets.toString(),
        balance.usage().toString());
  }

  /// Several instants for few facts; one instant for all of them.
  private static List<Instant> clocksFor(List<Statement> history) {
    return history.size() < 6 ? CLOCKS : List.of(utc("2026-04-25T00:00:00Z"));
  }

  private static Statement[] array(List<Statement> facts) {
    return facts.toArray(Statement[]::new);
  }
}
