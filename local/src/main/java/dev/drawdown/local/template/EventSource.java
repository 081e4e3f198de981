package dev.drawdown.local.template;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/// A source of a function's events, and the class of that function.
public sealed interface EventSource {
  String handler();

  /// The table's stream: the batch size, and the sort keys of the items that the function receives.
  record StreamSource(String handler, int batchSize, Set<String> sorts) implements EventSource {
    public StreamSource {
      sorts = Set.copyOf(sorts);
    }
  }

  /// A schedule: its interval from the start of the hour, and the event, in which a word is
  /// replaced by the time.
  record ScheduleSource(String handler, Duration every, String input) implements EventSource {
    private static final String TIME = "<aws.scheduler.scheduled-time>";

    public String inputAt(Instant time) {
      return input.replace(TIME, time.toString());
    }

    /// The last time of the schedule, at `now`.
    public Instant lastAt(Instant now) {
      long step = every.toMillis();
      return Instant.ofEpochMilli(Math.floorDiv(now.toEpochMilli(), step) * step);
    }
  }

  /// A queue of the template, message by message.
  record QueueSource(String handler, String queue) implements EventSource {}
}
