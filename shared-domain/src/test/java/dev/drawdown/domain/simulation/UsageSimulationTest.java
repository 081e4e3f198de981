package dev.drawdown.domain.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.ChargeId;
import dev.drawdown.domain.Credits;
import dev.drawdown.domain.DocumentId;
import dev.drawdown.domain.PoolId;
import dev.drawdown.domain.catalog.Action.ActionId;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.domain.charge.Capturing.Amount;
import dev.drawdown.domain.charge.Capturing.CaptureResult;
import dev.drawdown.domain.charge.Charge;
import dev.drawdown.domain.charge.Charge.State;
import dev.drawdown.domain.charge.ChargeRequest;
import dev.drawdown.domain.charge.ChargeResult;
import dev.drawdown.domain.charge.Extending.ExtendResult.Extended;
import dev.drawdown.domain.charge.Refunding.RefundResult;
import dev.drawdown.domain.fixtures.CatalogFixtures;
import dev.drawdown.domain.fixtures.InMemoryTable;
import dev.drawdown.domain.ledger.Book;
import dev.drawdown.domain.ledger.Draw;
import dev.drawdown.domain.ledger.Drawdown;
import dev.drawdown.domain.ledger.Entry;
import dev.drawdown.domain.ledger.EntryKind;
import dev.drawdown.domain.ledger.Posting;
import dev.drawdown.domain.ledger.Spending.Tally;
import dev.drawdown.domain.pool.PoolWallet;
import dev.drawdown.domain.reading.PeriodUsage;
import dev.drawdown.domain.reading.PeriodUsage.Row;
import dev.drawdown.domain.reading.PeriodUsage.UsageKey;
import dev.drawdown.domain.reading.PeriodUsage.UsagePeriod;
import dev.drawdown.domain.wallet.AccountWallet;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// After 2,000 random commands of the members of two pools, the usage equals a count by hand.
///
/// The commands include refunds, holds, partial captures, extensions, releases, expiries, resets
/// and manual changes.
@Tag("long")
class UsageSimulationTest {
  private static final int STEPS = 2_000;
  private static final int BETWEEN_CHECKS = 100;
  private static final List<String> PEOPLE = List.of("ann", "ben", "cem");
  private static final List<PoolId> POOLS = List.of(new PoolId("north"), new PoolId("south"));

  /// The outcomes that every run must have. Outcomes of the ledger have the names of their reasons.
  private static final Set<String> ALL =
      Set.of(
          "charge",
          "charge on a pool",
          "capture",
          "capture in part",
          "extension",
          "refund",
          "release",
          "expired",
          "period-ended",
          "grant",
          "adjustment up",
          "adjustment down");

  private static final Instant FIRST = Instant.parse("2027-11-01T00:00:00Z");

  @ParameterizedTest(name = "seed {0}, pools of {1} shards")
  @CsvSource({"1, 1", "2, 1", "3, 3", "4, 3", "5, 16"})
  void usage_equals_a_naive_count(int seed, int shards) {
    story(seed, shards, entry -> entry).play();
  }

  /// The count detects the bug that this test exists for.
  @Test
  void the_count_detects_usage_that_forgets_partial_captures() {
    Story forgetful =
        story(1, 1, entry -> isCaptureInPart(entry) ? tallying(entry, Tally.NONE) : entry);

    assertThatThrownBy(forgetful::play).isInstanceOf(AssertionError.class);
  }

  private static boolean isCaptureInPart(Entry entry) {
    return entry.kind() == EntryKind.CAPTURE && entry.postings().isEmpty();
  }

  private static Entry tallying(Entry entry, Tally tally) {
    return new Entry(
        entry.number(),
        entry.at(),
        entry.kind(),
        entry.cause().tallying(tally),
        entry.postings(),
        entry.balanceAfter());
  }

  private static Story story(int seed, int shards, UnaryOperator<Entry> reader) {
    return new Story(seed, CatalogFixtures.office(shards, shards, shards, shards, shards), reader);
  }

  /// The usage counted from the answers to the commands: by wallet, kind of row, and key.
  private static final class NaiveUsage {
    private final Map<String, Map<UsageKey, Map<String, Row>>> counted = new TreeMap<>();

    /// Counts the change of the spent part of `charge` at `at`, from `before` to `after`.
    void count(String account, Instant at, Charge charge, Drawdown before, Drawdown after) {
      long pooled = pooled(after) - pooled(before);
      long own = after.total().amount() - before.total().amount() - pooled;
      add(account, account, at, charge, count(after.draws()) - count(before.draws()), own);
      int pools = count(after.pooled()) - count(before.pooled());
      charge.drawdown().pooled().stream()
          .findFirst()
          .ifPresent(draw -> add(draw.pool().value(), account, at, charge, pools, pooled));
    }

    private static int count(List<?> draws) {
      return Math.min(draws.size(), 1);
    }

    private static long pooled(Drawdown drawdown) {
      return drawdown.pooled().stream().mapToLong(draw -> draw.credits().amount()).sum();
    }

    private void add(
        String wallet, String member, Instant at, Charge charge, int charges, long credits) {
      if (charges == 0 && credits == 0) {
        return;
      }
      Row row = new Row(charges, (long) charges * charge.request().quantity(), credits);
      Map<UsageKey, Map<String, Row>> rows = counted.computeIfAbsent(wallet, _ -> new HashMap<>());
      Map<UsageKey, String> keys =
          Map.of(
              UsageKey.ACTION, charge.request().action().value(),
              UsageKey.DAY, day(at),
              UsageKey.MEMBER, member);
      keys.forEach(
          (by, key) -> rows.computeIfAbsent(by, _ -> new TreeMap<>()).merge(key, row, Row::plus));
    }

    Map<String, Row> of(String wallet, UsageKey by) {
      return counted.getOrDefault(wallet, Map.of()).getOrDefault(by, Map.of());
    }
  }

  private static String day(Instant at) {
    return LocalDate.ofInstant(at, ZoneOffset.UTC).toString();
  }

  private static final class Story {
    private final Random random;
    private final RandomClock clock;
    private final Map<String, MachineInMemory> machines = new TreeMap<>();
    private final Map<String, Commands> commands = new TreeMap<>();
    private final List<PoolLife> lives;
    private final PoolsInMemory pools;
    private final NaiveUsage naive = new NaiveUsage();
    private final Map<String, Row> pastDays = new HashMap<>();
    private final Set<String> seen = new TreeSet<>();
    private final UnaryOperator<Entry> reader;

    /// `reader` reads the entries.
    Story(int seed, Catalog catalog, UnaryOperator<Entry> reader) {
      this.reader = reader;
      InMemoryTable table = new InMemoryTable();
      random = new Random(seed);
      clock = new RandomClock(random);
      pools = new PoolsInMemory(catalog, table);
      for (String name : PEOPLE) {
        machines.put(name, new MachineInMemory(new AccountId(name), catalog, table));
        commands.put(name, new Commands(random, Numbers.OFFICE, clock));
      }
      lives =
          POOLS.stream()
              .map(pool -> new PoolLife(pool.value(), random, clock, OfficeSimulation.PLANS))
              .toList();
    }

    void play() {
      for (int step = 1; step <= STEPS; step++) {
        if (random.nextInt(6) == 0) {
          clock.pass();
        }
        step();
        if (step % BETWEEN_CHECKS == 0) {
          check("step " + step);
        }
      }
      assertThat(naive.counted.keySet()).contains("ann", "ben", "cem", "north");
      assertThat(ALL.stream().filter(what -> !seen.contains(what))).isEmpty();
    }

    private void step() {
      PoolLife life = lives.get(random.nextInt(4) == 0 ? 1 : 0);
      int dice = random.nextInt(100);
      if (dice < (life.isWaiting() ? 40 : 4)) {
        pools.apply(new PoolId(life.name()), Driver.statement(life.next()), clock.now());
      } else {
        String name = PEOPLE.get(random.nextInt(PEOPLE.size()));
        MachineInMemory machine = machines.get(name);
        if (dice < 15) {
          machine.join(new PoolId(life.name()), Optional.empty(), clock.now());
        } else if (dice < 17) {
          machine.leave(new PoolId(life.name()), clock.now());
        } else {
          play(name, machine, commands.get(name).next());
        }
      }
    }

    private void play(String name, MachineInMemory machine, Command command) {
      Instant clock = command.clock();
      switch (command) {
        case Command.Charge charge -> {
          ChargeId id = new ChargeId(charge.key());
          Instant now = machine.timeOf(id, clock);
          if (machine.charge(id, request(charge), clock) instanceof ChargeResult.Charged charged
              && charge.hold().isEmpty()) {
            Charge made = charged.charge();
            seen.add(made.drawdown().pooled().isEmpty() ? "charge" : "charge on a pool");
            naive.count(name, now, made, Drawdown.NOTHING, made.drawdown());
          }
        }
        case Command.Capture(_, String key, OptionalLong credits, boolean isFinal) -> {
          ChargeId id = new ChargeId(key);
          Instant now = machine.timeOf(id, clock);
          Drawdown before = machine.find(id).map(Story::spent).orElse(Drawdown.NOTHING);
          if (machine.capture(id, new Amount(credits(credits), isFinal), clock)
              instanceof CaptureResult.Captured captured) {
            seen.add(isFinal ? "capture" : "capture in part");
            naive.count(name, now, captured.charge(), before, spent(captured.charge()));
          }
        }
        case Command.Refund(_, String key) -> {
          ChargeId id = new ChargeId(key);
          Instant now = machine.timeOf(id, clock);
          Drawdown before = machine.find(id).map(Story::spent).orElse(Drawdown.NOTHING);
          if (machine.refund(id, clock) instanceof RefundResult.Refunded refunded) {
            seen.add(refunded.charge().state() instanceof State.Refunded _ ? "refund" : "release");
            naive.count(name, now, refunded.charge(), before, spent(refunded.charge()));
          }
        }
        case Command.Extend(_, String key, Duration expiresIn) -> {
          if (machine.extend(new ChargeId(key), expiresIn, clock) instanceof Extended) {
            seen.add("extension");
          }
        }
        case Command.Give _ -> changeByHand(machine, command, "grant");
        case Command.Adjust(_, _, long credits) ->
            changeByHand(machine, command, credits > 0 ? "adjustment up" : "adjustment down");
        case Command.Sweep _ -> machine.sweep(clock);
        case Command.TopUp(_, long credits) -> machine.topUp(Credits.of(credits), clock);
        case Command.Join _, Command.Leave _ -> throw new AssertionError("asked for elsewhere");
      }
    }

    private void changeByHand(MachineInMemory machine, Command command, String what) {
      if (new Driver(machine, command.clock()).play(command).outcome().equals("changed")) {
        seen.add(what);
      }
    }

    /// The spent part of a charge: the captured credits of a hold, and none after a refund.
    private static Drawdown spent(Charge charge) {
      return switch (charge.state()) {
        case State.Charged _, State.Captured _ -> charge.drawdown();
        case State.Held _, State.Released _ -> charge.drawdown().first(charge.parts());
        case State.Refunded _ -> Drawdown.NOTHING;
      };
    }

    private static ChargeRequest request(Command.Charge charge) {
      return new ChargeRequest(
          new ActionId(charge.action()),
          charge.document().map(DocumentId::new),
          charge.quantity(),
          charge.hold());
    }

    private static Optional<Credits> credits(OptionalLong credits) {
      return credits.isPresent() ? Optional.of(Credits.of(credits.getAsLong())) : Optional.empty();
    }

    private void check(String when) {
      for (String name : PEOPLE) {
        MachineInMemory machine = machines.get(name);
        List<Entry> ledger = read(machine.ledger(clock.now()));
        ledger.forEach(entry -> entry.cause().reason().filter(ALL::contains).ifPresent(seen::add));
        assertCounted(name, List.of(ledger), when, UsageKey.ACTION, UsageKey.DAY);
        AccountWallet wallet = machine.advanced(clock.now());
        assertThat(tallied(ledger)).as("%s, %s", name, when).isEqualTo(gone(wallet.book(), ledger));
      }
      for (PoolId pool : POOLS) {
        List<List<Entry>> ledgers =
            pools.ledgers(pool, clock.now()).stream().map(this::read).toList();
        assertCounted(pool.value(), ledgers, when, UsageKey.values());
        for (PoolWallet<?> shard : pools.advanced(pool, clock.now()).shards()) {
          List<Entry> ledger = ledgers.get(shard.shard());
          assertThat(tallied(ledger))
              .as("%s, %s", shard.id(), when)
              .isEqualTo(gone(shard.book(), ledger));
        }
      }
    }

    private List<Entry> read(List<Entry> ledger) {
      return ledger.stream().map(reader).toList();
    }

    private void assertCounted(
        String wallet, List<List<Entry>> ledgers, String when, UsageKey... keys) {
      for (UsageKey by : keys) {
        assertThat(usage(ledgers, by).rows())
            .as("%s by %s, %s", wallet, by, when)
            .isEqualTo(naive.of(wallet, by));
      }
      String today = day(clock.now().minus(Duration.ofHours(1)));
      usage(ledgers, UsageKey.DAY)
          .rows()
          .forEach(
              (day, row) -> {
                if (day.compareTo(today) < 0) {
                  Row before = pastDays.putIfAbsent(wallet + day, row);
                  assertThat(before).as("%s on %s, %s", wallet, day, when).isIn(null, row);
                }
              });
    }

    /// The usage month by month, from the first month on.
    private PeriodUsage usage(List<List<Entry>> ledgers, UsageKey by) {
      PeriodUsage sum = PeriodUsage.NONE;
      List<Entry> all = new ArrayList<>();
      ledgers.forEach(all::addAll);
      Instant from = FIRST;
      while (!from.isAfter(clock.now().plus(Duration.ofDays(1)))) {
        Instant to = from.plus(Duration.ofDays(30));
        sum = sum.plus(PeriodUsage.of(all.stream(), new UsagePeriod(from, to), by));
        from = to;
      }
      return sum;
    }
  }

  private static long tallied(List<Entry> ledger) {
    return ledger.stream().mapToLong(entry -> entry.cause().tally().credits()).sum();
  }

  /// The spent credits by the law: granted = left + held + spent + expired + clawed back.
  private static long gone(Book book, List<Entry> ledger) {
    long held =
        book.holds().stream()
            .flatMap(hold -> hold.drawdown().draws().stream())
            .filter(Draw.Own.class::isInstance)
            .mapToLong(draw -> draw.credits().amount())
            .sum();
    long left = book.total().amount();
    return ledger.stream().mapToLong(UsageSimulationTest::cameAndStayed).sum() - left - held;
  }

  /// The credits that an entry granted, minus those that it expired or clawed back.
  private static long cameAndStayed(Entry entry) {
    return switch (entry.kind()) {
      case GRANT, ADJUSTMENT, EXPIRY, CLAWBACK -> entry.change();
      case CAPTURE, RELEASE, REFUND ->
          entry.postings().stream()
              .filter(Posting::isOwn)
              .mapToLong(Posting::change)
              .filter(change -> change < 0)
              .sum();
      case CHARGE, HOLD, LOW, EXHAUSTED, STANDING -> 0;
    };
  }
}
