package dev.drawdown.domain.simulation;

import dev.drawdown.domain.PoolId;
import dev.drawdown.domain.charge.Charge;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Plays random commands of several accounts and random facts about two pools on machines and on
/// the naive model. After each step it checks that everyone sees the same pools.
public final class OfficeSimulation {
  /// The plans that a pool may have, with their credits per seat.
  public static final NavigableMap<String, Long> PLANS =
      new TreeMap<>(Map.of("a", 20L, "b", 35L, "c", 60L, "d", 100L, "e", 160L));

  /// The plans that grant their amount again every month of a longer term.
  public static final Set<String> MONTHLY = Set.of("b", "d");

  private static final List<String> POOLS = List.of("north", "south");

  private final Numbers numbers;
  private final Pools pools;
  private final NaivePools naive = new NaivePools();
  private final Map<String, SideBySide> people = new TreeMap<>();
  private final Set<String> outcomes = new TreeSet<>();
  private int every = 1;
  private int plays;

  /// `machines` has the machine of each account, by name.
  public OfficeSimulation(Numbers numbers, Map<String, Machine> machines, Pools pools) {
    this.numbers = numbers;
    this.pools = pools;
    machines.forEach(
        (name, machine) ->
            people.put(name, new SideBySide(machine, new NaiveModel(name, numbers, naive), naive)));
  }

  /// Checks everything only after every `so` steps.
  public OfficeSimulation checkingEvery(int so) {
    every = so;
    return this;
  }

  /// Returns the outcomes that occurred.
  public Set<String> run(long seed, int steps) {
    Chance chance = Chance.seeded(seed, numbers, people.keySet());
    for (int step = 0; step < steps; step++) {
      chance.passTime();
      step(chance, "step " + step + " of seed " + seed);
    }
    return outcomes;
  }

  private void step(Chance chance, String step) {
    PoolLife life = chance.anyLife();
    int dice = chance.random().nextInt(100);
    Instant clock = chance.clock().now();
    if (dice < (life.isWaiting() ? 40 : 4)) {
      apply(life.name(), life.next(), clock, step);
    } else if (dice < 6) {
      pools.advance(new PoolId(life.name()), clock);
      check(clock, step + ", advancing " + life.name());
    } else {
      String name = chance.anyName();
      play(name, dice < 18 ? chance.membership(life) : chance.command(name), step);
    }
  }

  /// The next step. All accounts use the same clock.
  private record Chance(
      Random random, RandomClock clock, Map<String, Commands> commands, List<PoolLife> lives) {
    static Chance seeded(long seed, Numbers numbers, Set<String> names) {
      Random random = new Random(seed);
      RandomClock clock = new RandomClock(random);
      Map<String, Commands> commands = new TreeMap<>();
      names.forEach(name -> commands.put(name, new Commands(random, numbers, clock)));
      List<PoolLife> lives =
          POOLS.stream().map(name -> new PoolLife(name, random, clock, PLANS)).toList();
      return new Chance(random, clock, commands, lives);
    }

    void passTime() {
      if (random.nextInt(6) == 0) {
        clock.pass();
      }
    }

    String anyName() {
      return new ArrayList<>(commands.keySet()).get(random.nextInt(commands.size()));
    }

    /// Usually the first pool's.
    PoolLife anyLife() {
      return lives.get(random.nextInt(4) == 0 ? 1 : 0);
    }

    Command command(String name) {
      return commands.get(name).next();
    }

    Command membership(PoolLife life) {
      String pool = random.nextInt(20) == 0 ? "nowhere" : life.name();
      if (random.nextInt(6) == 0) {
        return new Command.Leave(clock.now(), pool);
      }
      OptionalLong limit =
          random.nextBoolean() ? OptionalLong.empty() : OptionalLong.of(1 + random.nextInt(25));
      return new Command.Join(clock.now(), pool, limit);
    }
  }

  private void play(String name, Command command, String step) {
    String when = step + ", " + name + ": " + command;
    SideBySide account = people.get(name);
    String outcome = account.play(command, account.timeOf(command), when);
    outcomes.add(outcome);
    if (command instanceof Command.Charge charge && outcome.equals("charged")) {
      account.requireWithinCap(charge, when);
    }
    check(command.clock(), when);
  }

  private void apply(String pool, BillingEvent event, Instant clock, String step) {
    PoolId id = new PoolId(pool);
    pools.apply(id, Driver.statement(event), clock);
    // An event that changes no wallet doesn't move the pool's time. The next clock may be behind.
    naive.apply(pool, event, pools.timeOf(id, Instant.EPOCH));
    check(clock, step + ", " + pool + ": " + event);
  }

  /// Checks everything at once, while no account's clock is behind.
  private void check(Instant clock, String when) {
    plays++;
    if (plays % every != 0) {
      return;
    }
    Instant now = clock;
    for (SideBySide account : people.values()) {
      now = later(now, account.timeOf(now));
    }
    for (String pool : POOLS) {
      now = later(now, pools.advanced(new PoolId(pool), now).timeOf(now));
    }
    for (SideBySide account : people.values()) {
      account.check(now, now, when);
    }
    List<Charge> charges =
        people.values().stream().flatMap(account -> account.charges().stream()).toList();
    for (String pool : POOLS) {
      NaivePool model = naive.at(now).get(pool);
      new PoolLaw(new PoolId(pool), pools, model, people, charges, now).check(when);
    }
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
