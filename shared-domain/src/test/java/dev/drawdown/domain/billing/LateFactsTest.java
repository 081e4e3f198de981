package dev.drawdown.domain.billing;

import static dev.drawdown.domain.fixtures.CatalogFixtures.simple;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.domain.billing.AccountState.About;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.domain.fixtures.Account;
import dev.drawdown.domain.fixtures.InMemoryTable;
import dev.drawdown.domain.fixtures.Seeds;
import dev.drawdown.domain.fixtures.Statement;
import dev.drawdown.domain.ledger.Audit;
import dev.drawdown.domain.ledger.Bucket;
import dev.drawdown.domain.subscription.SubscriptionId;
import dev.drawdown.domain.wallet.AccountWallet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// P1, P2, P3, P4, P5, P6, P7: facts arrive late, in any order and at any times, while the clock
/// goes on.
///
/// The wallet ends as if each fact had arrived when it became true.
@Tag("long")
class LateFactsTest {
  private static final int FACTS = 12;
  private static final Catalog CATALOG = simple().paid("solo", 100, 5).build();

  /// All facts arrive before this instant. It is within the time for which facts are kept.
  private static final Instant END = Paid.day("2027-09-01");

  /// A fact and the time of its arrival.
  private record Arrival(About about, Instant at) {}

  static LongStream seeds() {
    return Seeds.from(0, 75).asLongStream();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void facts_have_the_same_result_at_any_times_of_arrival(long seed) {
    Random random = new Random(seed);
    List<About> facts = RandomOrderTest.ofOneCatalog(new RandomBills(seed).facts(FACTS));
    List<Arrival> inOrder =
        facts.stream()
            .map(about -> new Arrival(about, trueFrom(about.fact())))
            .sorted(Comparator.comparing(Arrival::at))
            .toList();
    Account expected = accountAfter(inOrder);

    for (int round = 0; round < 4; round++) {
      Account account = accountAfter(late(facts, random));

      assertThat(seen(account)).as("round %d", round).isEqualTo(seen(expected));
      Audit audit = Audit.of(account.advanced().book(), account.ledger().iterator());
      assertThat(audit.consistent()).isTrue();
    }
  }

  /// The time at which the provider knows the fact.
  private static Instant trueFrom(Fact fact) {
    return switch (fact) {
      case Fact.TermPaid(Term term, _) -> term.start();
      case Fact.TermExtended(_, PaidTime time) -> time.start();
      case Fact.PaymentFailed(Instant start, _) -> start;
      case Fact.CancellationChanged(FlagChange change) -> change.created();
      case Fact.PauseChanged(FlagChange change) -> change.created();
      case Fact.Ended(Instant at) -> at;
    };
  }

  /// The facts in a random order, each some time after the previous one, and some of them twice.
  private static List<Arrival> late(List<About> facts, Random random) {
    List<About> shuffled = new ArrayList<>(facts);
    shuffled.addAll(facts.subList(0, 3));
    Collections.shuffle(shuffled, random);
    long seconds = END.getEpochSecond() - RandomBills.START.getEpochSecond();
    List<Instant> times =
        Stream.generate(() -> RandomBills.START.plusSeconds(random.nextLong(seconds)))
            .limit(shuffled.size())
            .sorted()
            .toList();
    List<Arrival> arrivals = new ArrayList<>();
    for (int i = 0; i < shuffled.size(); i++) {
      arrivals.add(new Arrival(shuffled.get(i), times.get(i)));
    }
    return arrivals;
  }

  private static Account accountAfter(List<Arrival> arrivals) {
    Account account = Account.of(Paid.ACCOUNT.value(), CATALOG, new InMemoryTable());
    for (Arrival arrival : arrivals) {
      SubscriptionId id = new SubscriptionId(arrival.about().subscription());
      account.at(arrival.at()).apply(new Statement.Other(id, arrival.about().fact()));
    }
    return account.at(END);
  }

  /// All credits that can be drawn or may come back, without the numbers of their entries.
  private static List<String> seen(Account account) {
    AccountWallet wallet = account.advanced();
    Stream<String> buckets =
        Stream.concat(wallet.book().paidPlans().stream(), wallet.closedPlans().stream())
            .map(LateFactsTest::describe)
            .sorted();
    return Stream.concat(Stream.of(account.balance().standing().label()), buckets).toList();
  }

  private static String describe(Bucket.Paid bucket) {
    return bucket.planBucket().paid() + " has " + bucket.remaining();
  }
}
