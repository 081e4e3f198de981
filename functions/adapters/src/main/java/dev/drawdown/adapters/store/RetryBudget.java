package dev.drawdown.adapters.store;

import dev.drawdown.adapters.store.Jitter.Pause;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// The time for which one call retries, and the length of each pause.
///
/// Full jitter spreads collided callers over the whole pause, so they don't collide again. A slow
/// try, or several tries, mean many callers: the pause grows with both. But the longer a call has
/// waited, the shorter is its longest pause. Otherwise new callers with short pauses would always
/// overtake the waiting ones.
///
/// It is also the deadline of the call's reads: after it, stores repeat no lost read.
public final class RetryBudget implements Deadline {
  /// Counted from the first try. A last try may begin then. The functions' own timeout leaves it
  /// the time for one read and one write that take as long as the client waits.
  public static final Duration DEADLINE = Duration.ofSeconds(5);

  /// The factor of the longest pause: it is at most the duration of the last try, times this, times
  /// the number of tries. ADR 2 compares other numbers.
  private static final int SPREAD = 32;

  /// The largest factor of a pause, relative to the duration of the last try.
  private static final double WIDEST_SPREAD = 128;

  /// After this waiting time, the largest factor is halved. After three times this time, it is a
  /// quarter.
  private static final Duration HALVED_AFTER = Duration.ofMillis(250);

  private final LongSupplier nanoTime;
  private final Pause pause;
  private final Jitter jitter;
  private final long startedAt;
  private long triedAt;
  private int retries;

  public RetryBudget(LongSupplier nanoTime, Pause pause, Jitter jitter) {
    this.nanoTime = nanoTime;
    this.pause = pause;
    this.jitter = jitter;
    this.startedAt = nanoTime.getAsLong();
    this.triedAt = startedAt;
  }

  @Override
  public boolean isOver() {
    return isOverAt(nanoTime.getAsLong());
  }

  private boolean isOverAt(long now) {
    return now - startedAt >= DEADLINE.toNanos();
  }

  /// Pauses before another try and returns the length of the pause. Throws `givenUp` if the
  /// deadline has passed.
  Duration pause(Supplier<Unavailable> givenUp) {
    long now = nanoTime.getAsLong();
    if (isOverAt(now)) {
      throw givenUp.get();
    }
    retries++;
    Duration paused = jitter.upTo(bound(now));
    pause.pause(paused);
    triedAt = nanoTime.getAsLong();
    return paused;
  }

  /// The longest next pause. The last pause ends at most 10 ms after the deadline. The last try
  /// starts then.
  private Duration bound(long now) {
    long waited = now - startedAt;
    double age = (double) waited / HALVED_AFTER.toNanos();
    double spread = Math.min((double) SPREAD * retries, WIDEST_SPREAD / (1 + age));
    double bound = Math.min(spread * (now - triedAt), (double) (DEADLINE.toNanos() - waited));
    return Duration.ofNanos((long) bound);
  }
}
