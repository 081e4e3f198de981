package dev.drawdown.local.stream;

import dev.drawdown.adapters.Ports;
import dev.drawdown.adapters.json.JsonObject;
import dev.drawdown.adapters.store.DueTimes.DueShard;
import dev.drawdown.adapters.store.DueTimes.DueWallet;
import dev.drawdown.adapters.store.Pages;
import dev.drawdown.adapters.store.Stores.DueStore;
import dev.drawdown.local.template.EventSource.ScheduleSource;
import dev.drawdown.local.template.Template;
import java.io.PrintStream;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Runs the template's schedules. Each schedule calls its function. The queue calls its function
/// for every message, until none is left. Only one tick runs at a time.
public final class Ticks {
  private static final List<String> COUNTED =
      List.of("advanced", "entries", "rescheduled", "upToDate", "parked", "left");

  private final Template template;
  private final LocalQueue queue;
  private final DueStore due;
  private final DevClock clock;

  public Ticks(Template template, Ports ports, DevClock clock, PrintStream log) {
    this.template = template;
    this.queue = new LocalQueue(template.queue(), ports, clock, log);
    this.due = ports.stores().due();
    this.clock = clock;
    // A function that can't be created fails here, at the start.
    template.schedules().forEach(schedule -> queue.function(schedule.handler()));
  }

  /// Ticks once, and returns the sum of the results of all shards.
  public synchronized Map<String, Long> tick() {
    Instant now = clock.instant();
    for (ScheduleSource schedule : template.schedules()) {
      queue.call(schedule.handler(), schedule.inputAt(schedule.lastAt(now)));
    }
    Map<String, Long> sums = new LinkedHashMap<>();
    COUNTED.forEach(field -> sums.put(field, 0L));
    for (String answer : queue.deliver()) {
      JsonObject counts = JsonObject.parse(answer);
      sums.replaceAll((field, sum) -> sum + counts.number(field, 0, Long.MAX_VALUE));
    }
    return sums;
  }

  /// Moves the clock to `target`, which the caller has checked. It stops and ticks wherever
  /// something falls due on the way.
  public synchronized DevClock.Reading moveTo(Instant target) {
    Optional<Instant> next = next(target);
    while (next.isPresent()) {
      Instant stop = next.get();
      clock.stopAt(stop);
      tick();
      // The next tick does the work that this tick leaves.
      next = nextAfter(stop, target);
    }
    return clock.stopAt(target);
  }

  /// The next due time, if it is not after `latest`.
  public Optional<Instant> next(Instant latest) {
    return nextAfter(Instant.MIN, latest);
  }

  private Optional<Instant> nextAfter(Instant last, Instant latest) {
    return DueShard.all().stream()
        .flatMap(shard -> noted(shard, latest).filter(last::isBefore).findFirst().stream())
        .min(Instant::compareTo);
  }

  /// The due times of a shard, soonest first. The stream reads its pages lazily.
  private Stream<Instant> noted(DueShard shard, Instant latest) {
    return Pages.<DueWallet, DueWallet>all(
            (limit, after) -> due.due(shard, latest, limit, after), wallet -> wallet)
        .map(DueWallet::dueAt);
  }

  /// The last time of the schedule, at `now`.
  Optional<Instant> lastAt(Instant now) {
    return template.schedules().stream()
        .map(schedule -> schedule.lastAt(now))
        .max(Instant::compareTo);
  }
}
