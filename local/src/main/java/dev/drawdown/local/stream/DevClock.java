package dev.drawdown.local.stream;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The clock of every function here. It runs with the machine's clock until someone moves it. Then
/// it stands until someone resumes it. It never goes back, and reports whole milliseconds.
public final class DevClock implements InstantSource {
  public static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");

  private final InstantSource machine;
  private State state = new State.Running(Duration.ZERO);

  public DevClock(InstantSource machine) {
    this.machine = machine;
  }

  private sealed interface State {
    record Running(Duration ahead) implements State {}

    record Stopped(Instant at) implements State {}
  }

  /// The clock's state at one moment.
  public record Reading(Instant now, boolean running) {}

  @Override
  public Instant instant() {
    return read().now();
  }

  public synchronized Reading read() {
    return switch (state) {
      case State.Running(Duration ahead) -> new Reading(machineTime().plus(ahead), true);
      case State.Stopped(Instant at) -> new Reading(at, false);
    };
  }

  /// The instant in whole milliseconds. Throws an [IllegalArgumentException] if the clock can't
  /// move there.
  public synchronized Instant reachable(Instant instant) {
    Instant now = instant();
    Instant target = instant.truncatedTo(ChronoUnit.MILLIS);
    if (target.isBefore(now)) {
      throw new IllegalArgumentException("the clock never goes back: it is " + now);
    }
    return requireInTime(target);
  }

  /// The instant after `span`. Throws an [IllegalArgumentException] if the clock can't move there.
  public synchronized Instant after(Span span) {
    return requireInTime(span.after(instant()));
  }

  /// Stops at an instant, or at the current time if that is later.
  public synchronized Reading stopAt(Instant instant) {
    Instant now = instant();
    state = new State.Stopped(instant.isBefore(now) ? now : instant);
    return read();
  }

  /// Runs on from the current time.
  public synchronized Reading resume() {
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

  /// A length of time in days of the calendar and in hours, such as `P1M`, `P1DT2H` or `PT15M`.
  /// Never negative.
  public record Span(Period days, Duration hours) {
    private static final Pattern FORMAT =
        Pattern.compile("(P(?:\\d+Y)?(?:\\d+M)?(?:\\d+W)?(?:\\d+D)?)(T[0-9HMS.]+)?");

    /// Throws an [IllegalArgumentException] or a [java.time.DateTimeException].
    public static Span parse(String text) {
      Matcher matcher = FORMAT.matcher(text);
      if (!matcher.matches()) {
        throw new IllegalArgumentException(
            "must be a length of time such as P1M or PT15M: " + text);
      }
      String days = matcher.group(1);
      String hours = matcher.group(2);
      if (hours == null) {
        return new Span(Period.parse(days), Duration.ZERO);
      }
      Duration duration = Duration.parse("P" + hours);
      return new Span(days.equals("P") ? Period.ZERO : Period.parse(days), duration);
    }

    /// The instant in UTC. If a month is too short, its last day.
    Instant after(Instant start) {
      return start.atZone(ZoneOffset.UTC).plus(days).plus(hours).toInstant();
    }
  }
}
