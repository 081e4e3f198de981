package dev.drawdown.local;

import java.time.Duration;
import java.time.Instant;

/// What a schedule has a function called with: which class, how often from the start of the hour,
/// and the event, in which a word stands for the time.
record ScheduleSource(String handler, Duration every, String input) {
  private static final String TIME = "<aws.scheduler.scheduled-time>";

  String inputAt(Instant time) {
    return input.replace(TIME, time.toString());
  }

  /// The last time that it was to be called, when it is `now`.
  Instant lastAt(Instant now) {
    long step = every.toMillis();
    return Instant.ofEpochMilli(Math.floorDiv(now.toEpochMilli(), step) * step);
  }
}
