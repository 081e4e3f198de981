package dev.drawdown.local;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/// The clock of every function here. It runs with the machine's until it is moved; then it stands
/// until it is resumed. It never goes back, and tells whole milliseconds.
final class DevClock implements InstantSource {
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");

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

  /// Stops at a later instant; throws an [IllegalArgumentException] where it is none.
  synchronized Reading moveTo(Instant instant) {
    Instant now = instant();
    Instant target = instant.truncatedTo(ChronoUnit.MILLIS);
    if (target.isBefore(now)) {
      throw new IllegalArgumentException("the clock never goes back: it is " + now);
    }
    if (target.isAfter(LATEST)) {
      throw new IllegalArgumentException("the clock ends with " + LATEST);
    }
    state = new State.Stopped(target);
    return read();
  }

  synchronized Reading advance(Span span) {
    return moveTo(span.after(instant()));
  }

  /// Runs on from where it is.
  synchronized Reading resume() {
    state = new State.Running(Duration.between(machineTime(), instant()));
    return read();
  }

  private Instant machineTime() {
    return machine.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
