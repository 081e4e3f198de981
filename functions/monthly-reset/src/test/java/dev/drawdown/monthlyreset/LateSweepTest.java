package dev.drawdown.monthlyreset;

import static dev.drawdown.domain.fixtures.CatalogFixtures.simple;
import static dev.drawdown.monthlyreset.Coach.DECEMBER;
import static dev.drawdown.monthlyreset.Coach.JANUARY;
import static dev.drawdown.monthlyreset.Coach.NOVEMBER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.adapters.Ports;
import dev.drawdown.adapters.store.DueTimes;
import dev.drawdown.adapters.store.DueTimes.DueShard;
import dev.drawdown.adapters.store.DueTimes.DueWallet;
import dev.drawdown.adapters.store.InMemoryStore;
import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.ChargeId;
import dev.drawdown.domain.billing.Fact;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.domain.charge.Situation;
import dev.drawdown.domain.fixtures.Facts;
import dev.drawdown.domain.fixtures.Run;
import dev.drawdown.domain.fixtures.Statement;
import dev.drawdown.domain.renewal.Renewing.RenewalSituation;
import dev.drawdown.domain.rules.Rules;
import dev.drawdown.domain.wallet.AccountWallet;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A late sweep leaves the same ledgers as punctual ones.
class LateSweepTest {
  private static final Catalog CATALOG =
      simple()
          .starter(5)
          .trial(9, 40)
          .monthlyFrom("2026-12-10T00:00:00Z", 30)
          .monthly(20)
          .paid("solo", 100, 5)
          .grace(Duration.ofDays(10))
          .build();
  private static final int ACCOUNTS = 40;

  @ParameterizedTest(name = "seed {0}, late until {1}")
  @CsvSource({
    "1, 2026-12-04T00:00:00Z",
    "2, 2026-12-04T00:00:00Z",
    "1, 2027-01-03T07:00:00Z",
    "3, 2027-02-20T00:01:00Z",
  })
  void ledgers_are_those_of_punctual_sweeps(long seed, Instant late) {
    InMemoryStore punctual = filled(seed);
    InMemoryStore once = filled(seed);

    int ticks = tickPunctually(punctual, late);
    tick(once, late);

    assertThat(ticks).isGreaterThan(5);
    Coach.accounts(ACCOUNTS)
        .forEach(
            account -> {
              assertThat(Coach.ledger(once, account)).isEqualTo(Coach.ledger(punctual, account));
              assertThat(advanced(once, account, late))
                  .isEqualTo(advanced(punctual, account, late));
            });
  }

  /// Runs one tick at each due time.
  private static int tickPunctually(InMemoryStore store, Instant until) {
    int ticks = 0;
    Optional<Instant> next = nextDue(store, until);
    while (next.isPresent()) {
      tick(store, next.get());
      ticks++;
      next = nextDue(store, until);
    }
    return ticks;
  }

  private static void tick(InMemoryStore store, Instant now) {
    new SweepSchedule(new Ports(CATALOG, store, () -> now)).tick();
  }

  private static Optional<Instant> nextDue(InMemoryStore store, Instant until) {
    return DueShard.all().stream()
        .flatMap(shard -> store.due(shard, until, 1, Optional.empty()).stream())
        .map(DueWallet::dueAt)
        .min(Instant::compareTo);
  }

  private static AccountWallet advanced(InMemoryStore store, AccountId account, Instant now) {
    AccountWallet wallet = store.wallet(account).withDueAt(Optional.empty());
    return Rules.of(CATALOG).advancing().advance(wallet, now).wallet();
  }

  /// Accounts with trials, months, paid plans that renew, end or fail, and holds of all lengths.
  private static InMemoryStore filled(long seed) {
    InMemoryStore store = new InMemoryStore(DueTimes.of(CATALOG));
    Random random = new Random(seed);
    Coach.accounts(ACCOUNTS).forEach(account -> live(account, store, random));
    return store;
  }

  private static void live(AccountId account, InMemoryStore store, Random random) {
    Instant clock = NOVEMBER.minus(Duration.ofHours(random.nextInt(24 * 30)));
    for (int step = 0; step < 6; step++) {
      clock = clock.plus(Duration.ofMinutes(random.nextInt(3_000)));
      if (random.nextInt(4) == 0) {
        apply(fact(account, random), account, store, clock);
      } else {
        charge("run-" + step, run(random), account, store, clock);
      }
    }
  }

  private static Run run(Random random) {
    Run run = Run.run(1 + random.nextInt(4));
    return random.nextBoolean()
        ? run
        : run.held(Duration.ofSeconds(1 + random.nextInt(24 * 3_600)));
  }

  private static void charge(
      String key, Run run, AccountId account, InMemoryStore store, Instant clock) {
    ChargeId id = new ChargeId(key);
    Situation found = store.load(account, Optional.of(id), Optional.empty());
    store.commitAll(Rules.of(CATALOG).charging().charge(id, run.request(), found, clock).commits());
  }

  private static Statement fact(AccountId account, Random random) {
    String subscription = "sub-" + account;
    List<Statement> facts = new ArrayList<>();
    facts.add(Facts.paid(subscription, "solo", NOVEMBER, DECEMBER));
    facts.add(Facts.paid(subscription, "solo", NOVEMBER, DECEMBER.plusSeconds(86_399)));
    facts.add(Facts.renewed(subscription, "solo", DECEMBER, JANUARY));
    facts.add(Facts.ended(subscription, DECEMBER.plusSeconds(random.nextInt(2_000_000))));
    return facts.get(random.nextInt(facts.size()));
  }

  private static void apply(
      Statement statement, AccountId account, InMemoryStore store, Instant clock) {
    List<Fact> facts = List.of(statement.fact(account, CATALOG));
    RenewalSituation found = store.renewal(statement.subscription(), facts);
    store.commitAll(Rules.of(CATALOG).renewing().apply(facts, found, clock).commits());
  }
}
