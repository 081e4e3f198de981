package dev.drawdown.domain.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.domain.ChargeId;
import dev.drawdown.domain.Credits;
import dev.drawdown.domain.PoolId;
import dev.drawdown.domain.catalog.DrawOrder.BucketKind;
import dev.drawdown.domain.charge.Charge;
import dev.drawdown.domain.ledger.Entry;
import dev.drawdown.domain.pool.Joining.Member;
import dev.drawdown.domain.reading.Balance;
import dev.drawdown.domain.wallet.Drawing.Spendable;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// One account on a machine and in the naive model, with the same results in both.
record SideBySide(Machine machine, NaiveModel model, NaivePools pools) {
  private static final ChargeId NO_CHARGE = new ChargeId("none");

  SideBySide(Machine machine, NaiveModel model) {
    this(machine, model, new NaivePools());
  }

  /// Plays the command and returns the outcome.
  String play(Command command, Instant now, String when) {
    Optional<Seen> before =
        Optional.of(command)
            .filter(Command.Sweep.class::isInstance)
            .map(sweep -> seen(sweep.clock()));
    ModelAnswer expected = model.play(command, now);
    ModelAnswer actual = new Driver(machine, now).play(command);
    if (command instanceof Command.Sweep) {
      model.swept(now, machine.ledger(Instant.EPOCH).size());
    }

    assertThat(alike(actual)).as(when).isEqualTo(alike(expected));
    before.ifPresent(seen -> assertThat(seen(command.clock())).as(when).isEqualTo(seen));
    return actual.outcome();
  }

  /// Everything that people see of the account.
  private record Seen(List<String> buckets, Credits held, List<Entry> ledger) {}

  private Seen seen(Instant clock) {
    Balance balance = machine.balance(clock);
    List<String> buckets = balance.buckets().stream().map(SideBySide::describe).toList();
    return new Seen(buckets, balance.held(), machine.ledger(clock));
  }

  /// A pool may write an expiry at any time. So a return to an ended period may show as returned
  /// and then expired, or as expired at once.
  private static ModelAnswer alike(ModelAnswer answer) {
    boolean either =
        (answer.status().equals("expired")
                && answer.draws().stream().anyMatch(draw -> draw.startsWith("pool")))
            || (answer.status().equals("captured") && answer.outcome().equals("back before"));
    return either ? answer.returning(answer.restored() + answer.expired(), 0) : answer;
  }

  /// The time at which the machine decides on `command`.
  Instant timeOf(Command command) {
    return switch (command) {
      case Command.Charge(var clock, var key, _, _, _, _) ->
          machine.timeOf(new ChargeId(key), clock);
      case Command.Capture(var clock, var key, _, _) -> machine.timeOf(new ChargeId(key), clock);
      case Command.Extend(var clock, var key, _) -> machine.timeOf(new ChargeId(key), clock);
      case Command.Refund(var clock, var key) -> machine.timeOf(new ChargeId(key), clock);
      case Command.TopUp _,
          Command.Give _,
          Command.Adjust _,
          Command.Sweep _,
          Command.Join _,
          Command.Leave _ ->
          model.timeOf(command.clock());
    };
  }

  /// The time of a decision about everything that the account has.
  Instant timeOf(Instant clock) {
    return machine.timeOf(NO_CHARGE, clock);
  }

  /// Checks that both have the same state when the clock shows `clock`, at the decision's time
  /// `now`, and that the law holds.
  void check(Instant clock, Instant now, String when) {
    Balance balance = machine.balance(clock);
    List<Entry> ledger = machine.ledger(clock);
    NaiveState advanced = model.at(now);
    assertSame(ledger, advanced, when);
    new Law(balance, ledger, advanced).check(when);
    assertSame(balance, advanced, now, when);
  }

  /// The model's data about the account's membership.
  NaiveMember member(Instant now) {
    return model.at(now).member;
  }

  /// All accepted charges as the machine stores them.
  List<Charge> charges() {
    return model.keys().stream().map(key -> machine.find(new ChargeId(key)).orElseThrow()).toList();
  }

  /// Checks that an account that just drew from a pool is within its cap.
  void requireWithinCap(Command.Charge charge, String when) {
    NaiveState state = model.at(model.timeOf(charge.clock()));
    if (state.charges.get(charge.key()).isPooled() && state.member.limit >= 0) {
      Member member = machine.member(new PoolId(state.member.pool), charge.clock());
      assertThat(member.drawn().amount()).as(when).isLessThanOrEqualTo(state.member.limit);
    }
  }

  private void assertSame(Balance balance, NaiveState advanced, Instant now, String when) {
    NaiveState shown = advanced.copy();
    shown.open(now);
    NaivePools shared = pools.at(now);
    assertThat(balance.total().amount()).as(when).isEqualTo(shown.spendable(shared));
    assertThat(balance.held().amount()).as(when).isEqualTo(shown.held());
    assertThat(balance.version()).as(when).isEqualTo(advanced.ledger.size());
    assertThat(balance.buckets().stream().map(SideBySide::describe).toList())
        .as(when)
        .isEqualTo(shown.inOrder(shared).stream().map(SideBySide::describe).toList());
  }

  private static void assertSame(List<Entry> ledger, NaiveState advanced, String when) {
    assertThat(ledger.stream().map(SideBySide::describe).toList())
        .as(when)
        .isEqualTo(advanced.ledger);
  }

  private static String describe(Spendable bucket) {
    Instant until = bucket.expiresAt().orElse(Instant.MAX);
    String number = bucket.kind() == BucketKind.POOL ? "" : "-" + bucket.id().number();
    return "%s%s: %s of %s until %s"
        .formatted(bucket.kind().label(), number, bucket.remaining(), bucket.granted(), until);
  }

  private static String describe(NaiveBucket bucket) {
    String number = bucket.kind.equals("pool") ? "" : "-" + bucket.number;
    return "%s%s: %d of %d until %s"
        .formatted(bucket.kind, number, bucket.left, bucket.granted, bucket.until);
  }

  private static NaiveState.Line describe(Entry entry) {
    return new NaiveState.Line(
        entry.number(),
        entry.at(),
        entry.kind().label(),
        entry.change(),
        entry.balanceAfter().amount());
  }
}
