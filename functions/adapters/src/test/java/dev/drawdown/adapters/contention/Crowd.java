package dev.drawdown.adapters.contention;

import dev.drawdown.adapters.store.CallMeter;
import dev.drawdown.adapters.store.InMemoryStore;
import dev.drawdown.adapters.store.OptimisticRetry;
import dev.drawdown.adapters.store.PaidPool;
import dev.drawdown.adapters.store.SituationSource;
import dev.drawdown.adapters.store.Unavailable;
import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.ChargeId;
import dev.drawdown.domain.PoolId;
import dev.drawdown.domain.catalog.Action.ActionId;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.domain.charge.ChargeRequest;
import dev.drawdown.domain.charge.ChargeResult;
import dev.drawdown.domain.charge.ChargeResult.Charged;
import dev.drawdown.domain.charge.Charging;
import dev.drawdown.domain.fixtures.CatalogFixtures;
import dev.drawdown.domain.pool.Joining.MembershipSituation;
import dev.drawdown.domain.rules.Rules;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/// Callers that charge on one wallet or one pool. They run in [VirtualTime] and on a
/// [SimulatedTable]. The code that reads, decides, commits and retries is the deployed code.
final class Crowd {
  private static final Instant NOW = Instant.parse("2026-11-20T10:15:30Z");
  private static final long CREDITS = 1_000_000;
  private static final ChargeRequest RUN =
      new ChargeRequest(new ActionId("run"), Optional.empty(), 1, Optional.empty());

  private final VirtualTime time = new VirtualTime();
  private final Random random;
  private final List<AccountId> callers;
  private final SimulatedTable table;
  private final OptimisticRetry retry;
  private final Charging charging;
  private final List<Answer> answers = new ArrayList<>();

  private Crowd(List<AccountId> callers, InMemoryStore store, Catalog catalog, long seed) {
    this.random = new Random(seed);
    this.callers = callers;
    this.table = new SimulatedTable(store, time, random);
    this.retry = OptimisticRetry.in(time::nanoTime, time::sleep, random, table.commits());
    this.charging = Rules.of(catalog).charging();
  }

  /// `callers` callers of one account.
  static Crowd onOneWallet(int callers, long seed) {
    Catalog catalog = CatalogFixtures.catalog().action("run", 1).starter(CREDITS).build();
    AccountId account = new AccountId("ada");
    return new Crowd(Collections.nCopies(callers, account), new InMemoryStore(), catalog, seed);
  }

  /// `members` members of one pool with `shards` shards. They have no credits of their own.
  static Crowd onOnePool(int shards, int members, long seed) {
    Catalog catalog =
        CatalogFixtures.catalog().action("run", 1).pool("office", CREDITS, shards).build();
    InMemoryStore store = new InMemoryStore();
    PoolId pool = new PoolId("office");
    PaidPool.of(pool, "office", catalog, NOW).in(store);
    List<AccountId> accounts =
        IntStream.range(0, members).mapToObj(each -> new AccountId("member-" + each)).toList();
    for (AccountId account : accounts) {
      MembershipSituation found =
          new MembershipSituation(store.wallet(account), store.pool(pool, shards));
      store.commitAll(Rules.of(catalog).joining().join(found, Optional.empty(), NOW).commits());
    }
    return new Crowd(accounts, store, catalog, seed);
  }

  /// One charge of each caller, all at the same moment.
  Answers chargeOnce() {
    time.run(eachCaller(caller -> charge(caller, 0)));
    return new Answers(answers, answers.getLast().at());
  }

  /// Charges until `span` has passed. Each caller charges again after its last answer, on average
  /// after `between`. This waits for charges that are running at the end.
  Answers chargeFor(Duration span, Duration between) {
    time.run(
        eachCaller(
            caller -> {
              for (int charge = 0; time.nanoTime() < span.toNanos(); charge++) {
                charge(caller, charge);
                time.sleep(Duration.ofNanos(random.nextLong(2 * between.toNanos() + 1)));
              }
            }));
    return new Answers(answers, span);
  }

  private List<Runnable> eachCaller(IntConsumer charging) {
    return IntStream.range(0, callers.size())
        .<Runnable>mapToObj(caller -> () -> charging.accept(caller))
        .toList();
  }

  private void charge(int caller, int number) {
    Duration asked = now();
    CallMeter meter = new CallMeter();
    boolean charged =
        meter.during(() -> charge(callers.get(caller), new ChargeId(caller + "-" + number)));
    answers.add(new Answer(now(), now().minus(asked), charged, meter.decisions()));
  }

  private boolean charge(AccountId account, ChargeId id) {
    SituationSource source = new SituationSource(table.accounts(), account, id, Optional.empty());
    Instant now = NOW.plusMillis(now().toMillis());
    try {
      ChargeResult result = retry.run(source, found -> charging.charge(id, RUN, found, now));
      if (result instanceof Charged) {
        return true;
      }
      throw new AssertionError("neither charged nor busy: " + result);
    } catch (Unavailable busy) {
      return false;
    }
  }

  private Duration now() {
    return Duration.ofNanos(time.nanoTime());
  }

  /// The time of an answer, the wait for it, whether the charge was written, and the number of
  /// tries. If the charge wasn't written, the wallet was busy.
  private record Answer(Duration at, Duration waited, boolean charged, long tries) {}

  /// The results of all charges: their waits, the shortest first, the number of busy answers, the
  /// number of charges written per second, and the number of tries for each charge written.
  record Answers(List<Duration> waits, long busy, double perSecond, double tries) {
    private Answers(List<Answer> all, Duration span) {
      this(
          all.stream().map(Answer::waited).sorted().toList(),
          all.stream().filter(answer -> !answer.charged()).count(),
          all.stream()
                  .filter(answer -> answer.charged() && answer.at().compareTo(span) <= 0)
                  .count()
              * 1e9
              / span.toNanos(),
          (double) all.stream().mapToLong(Answer::tries).sum()
              / all.stream().filter(Answer::charged).count());
    }

    Duration worst() {
      return waits.getLast();
    }

    /// The wait that `percent` of the charges don't exceed.
    Duration within(int percent) {
      return waits.get((waits.size() - 1) * percent / 100);
    }
  }
}
