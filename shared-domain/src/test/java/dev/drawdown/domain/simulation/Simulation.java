package dev.drawdown.domain.simulation;

import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/// Plays random commands on a machine and on the naive model side by side. After each step it
/// checks that both agree and that the law holds.
public final class Simulation {
  private final Numbers numbers;
  private final NaiveModel model;
  private final SideBySide account;
  private final Set<String> outcomes = new TreeSet<>();

  public Simulation(Numbers numbers, Machine machine) {
    this.numbers = numbers;
    this.model = new NaiveModel(numbers);
    this.account = new SideBySide(machine, model);
  }

  /// Returns the outcomes that occurred.
  public Set<String> run(long seed, int steps) {
    Random random = new Random(seed);
    RandomClock clock = new RandomClock(random);
    Commands commands = new Commands(random, numbers, clock);
    for (int step = 0; step < steps; step++) {
      clock.pass();
      play(commands.next(), "step " + step + " of seed " + seed);
    }
    return outcomes;
  }

  private void play(Command command, String step) {
    String when = step + ", " + command;
    outcomes.add(account.play(command, model.timeOf(command.clock()), when));
    account.check(command.clock(), model.timeOf(command.clock()), when);
  }
}
