package dev.drawdown.adapters.store;

import dev.drawdown.adapters.store.Jitter.Pause;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// For how long one call retries, and how long it pauses before each try.
///
/// Full jitter spreads callers that collided over the whole pause, so that they don't collide
/// again. A slow try, or several tries, mean many callers: the pause grows with both. But the
/// longer a call has waited, the shorter is its longest pause. Otherwise new callers, with their
/// short pauses, would always overtake those that have waited longest.
public final class RetryBudget {
  /// From the first try; below the functions' own timeout of ten seconds.
  public static final Duration DEADLINE = Duration.ofSeconds(5);

  /// A pause is at most so many times what the last try took, for each try so far. ADR 2 has what
  /// comes of other numbers.
  private static final int SPREAD = 32;

  /// A pause is never more than so many times what the last try took.
  private static final double WIDEST_SPREAD = 128;

  /// The widest spread of a call that has waited for this time is half of that, and after three
  /// times as long a quarter.
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

  /// Pauses before another try and says for how long, or throws what `givenUp` says where the
  /// deadline has passed.
  Duration pause(Supplier<Unavailable> givenUp) {
    long now = nanoTime.getAsLong();
    if (now - startedAt >= DEADLINE.toNanos()) {
      throw givenUp.get();
    }
    retries++;
    Duration paused = jitter.upTo(bound(now));
    pause.pause(paused);
    triedAt = nanoTime.getAsLong();
    return paused;
  }

  /// No pause outlasts the deadline by more than the shortest pause: the last try begins there.
  private Duration bound(long now) {
    long waited = now - startedAt;
    double age = (double) waited / HALVED_AFTER.toNanos();
    double spread = Math.min((double) SPREAD * retries, WIDEST_SPREAD / (1 + age));
    double bound = Math.min(spread * (now - triedAt), (double) (DEADLINE.toNanos() - waited));
    return Duration.ofNanos((long) bound);
  }
}
