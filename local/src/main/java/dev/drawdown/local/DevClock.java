package dev.drawdown.local;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/// The clock of every function here. It runs with the machine's until it is moved; then it stands
/// until it is resumed. It never goes back, and tells whole milliseconds.
final class DevClock implements InstantSource {
  static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");

  private final InstantSource machine;
  private State state = new State.Running(Duration.ZERO);

  DevClock(InstantSource machine) {
    this.machine = machine;
  }

  private sealed interface State {
    record Running(Duration ahead) implements State {}

    record Stopped(Instant at) implements State {}
  }

  /// What the clock shows at one moment.
  record Reading(Instant now, boolean running) {}

  @Override
  public Instant instant() {
    return read().now();
  }

  synchronized Reading read() {
    return switch (state) {
      case State.Running(Duration ahead) -> new Reading(machineTime().plus(ahead), true);
      case State.Stopped(Instant at) -> new Reading(at, false);
    };
  }

  /// The instant in whole milliseconds, where the clock can be moved there; throws an
  /// [IllegalArgumentException] where it can't.
  synchronized Instant reachable(Instant instant) {
    Instant now = instant();
    Instant target = instant.truncatedTo(ChronoUnit.MILLIS);
    if (target.isBefore(now)) {
      throw new IllegalArgumentException("the clock never goes back: it is " + now);
    }
    return requireInTime(target);
  }

  /// The instant after `span`, where the clock can be moved there.
  synchronized Instant after(Span span) {
    return requireInTime(span.after(instant()));
  }

  /// Stops at an instant, or where it is by now where that is later.
  synchronized Reading stopAt(Instant instant) {
    Instant now = instant();
    state = new State.Stopped(instant.isBefore(now) ? now : instant);
    return read();
  }

  /// Runs on from where it is.
  synchronized Reading resume() {
    state = new State.Running(Duration.between(machineTime(), instant()));
    return read();
  }

  private static Instant requireInTime(Instant target) {
    if (target.isAfter(LATEST)) {
      throw new IllegalArgumentException("the clock ends with " + LATEST);
    }
    return target;
  }

  private Instant machineTime() {
    return machine.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
