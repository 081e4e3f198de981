package dev.drawdown.domain.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.domain.ledger.Entry;
import dev.drawdown.domain.reading.Balance;
import dev.drawdown.domain.wallet.Spendable;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Plays random commands on a machine and on the naive model side by side, and checks after each
/// that they agree and that one law holds.
public final class Simulation {
  private final Numbers numbers;
  private final Machine machine;
  private final NaiveModel model;
  private final Set<String> outcomes = new TreeSet<>();

  public Simulation(Numbers numbers, Machine machine) {
    this.numbers = numbers;
    this.machine = machine;
    this.model = new NaiveModel(numbers);
  }

  /// Returns the outcomes that were seen.
  public Set<String> run(long seed, int steps) {
    Commands commands = new Commands(seed, numbers);
    for (int step = 0; step < steps; step++) {
      play(commands.next(), "step " + step + " of seed " + seed);
    }
    return outcomes;
  }

  private void play(Command command, String step) {
    Instant clock = command.clock();
    Instant now = model.timeOf(clock);
    String when = step + ", " + command;

    Optional<Seen> before =
        Optional.of(command).filter(Command.Sweep.class::isInstance).map(_ -> seen(clock));
    Answer expected = model.play(command);
    Answer actual = new Driver(machine, now).play(command);

    outcomes.add(actual.outcome());
    assertThat(actual).as(when).isEqualTo(expected);
    Seen after = seen(clock);
    NaiveState settled = model.at(clock);
    assertSame(after.ledger(), settled, when);
    new Law(after.balance(), after.ledger(), settled).check(when);
    assertSame(after.balance(), settled, model.timeOf(clock), when);
    before.ifPresent(seen -> assertThat(after).as(when).isEqualTo(seen));
  }

  /// What people can see of the account.
  private record Seen(Balance balance, List<Entry> ledger) {}

  private Seen seen(Instant clock) {
    return new Seen(machine.balance(clock), machine.ledger(clock));
  }

  private static void assertSame(Balance balance, NaiveState settled, Instant now, String when) {
    NaiveState shown = settled.copy();
    shown.open(now);
    assertThat(balance.total().amount()).as(when).isEqualTo(shown.total());
    assertThat(balance.held().amount()).as(when).isEqualTo(shown.held());
    assertThat(balance.version()).as(when).isEqualTo(settled.ledger.size());
    assertThat(balance.buckets().stream().map(Simulation::said).toList())
        .as(when)
        .isEqualTo(shown.inOrder().stream().map(Simulation::said).toList());
  }

  private static void assertSame(List<Entry> ledger, NaiveState settled, String when) {
    assertThat(ledger.stream().map(Simulation::said).toList()).as(when).isEqualTo(settled.ledger);
  }

  private static String said(Spendable bucket) {
    Instant until = bucket.lapsesAt().orElse(Instant.MAX);
    return "%s-%d: %s of %s until %s"
        .formatted(
            bucket.kind().label(),
            bucket.id().number(),
            bucket.remaining(),
            bucket.granted(),
            until);
  }

  private static String said(NaiveBucket bucket) {
    return "%s-%d: %d of %d until %s"
        .formatted(bucket.kind, bucket.number, bucket.left, bucket.granted, bucket.until);
  }

  private static NaiveState.Line said(Entry entry) {
    return new NaiveState.Line(
        entry.number(),
        entry.at(),
        entry.kind().label(),
        entry.change(),
        entry.balanceAfter().amount());
  }
}
