package dev.drawdown.local.stream;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Ticks by itself at the template's times, as long as the clock runs. If the clock stands, each
/// move of it does the ticks on the way.
public final class Schedule implements AutoCloseable {
  private static final Duration LOOK = Duration.ofSeconds(1);

  private final Ticks ticks;
  private final DevClock clock;
  private final Thread thread = Thread.ofVirtual().name("schedule").unstarted(this::run);
  private Optional<Instant> last;

  Schedule(Ticks ticks, DevClock clock) {
    this.ticks = ticks;
    this.clock = clock;
    this.last = ticks.lastAt(clock.instant());
  }

  public static Schedule start(Ticks ticks, DevClock clock) {
    Schedule schedule = new Schedule(ticks, clock);
    schedule.thread.start();
    return schedule;
  }

  private void run() {
    try {
      while (true) {
        Thread.sleep(LOOK);
        look(clock.read());
      }
    } catch (InterruptedException over) {
      Thread.currentThread().interrupt();
    }
  }

  /// Ticks if a tick was due since the last look.
  void look(DevClock.Reading reading) {
    Optional<Instant> now = ticks.lastAt(reading.now());
    if (reading.running() && !now.equals(last)) {
      ticks.tick();
    }
    last = now;
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
