package dev.drawdown.adapters.store;

import dev.drawdown.adapters.store.Jitter.Pause;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// For how long one call retries, and how long it pauses before each try.
///
/// Full jitter spreads callers that collided over the whole pause, so that they don't collide
/// again. A slow try, or many tries, mean many callers: the pause grows with both. The pause
/// shrinks as the deadline comes near. Otherwise new callers, with their short pauses, would always
/// overtake those that have waited longest.
public final class RetryBudget {
  /// From the first try; below the functions' own timeout of ten seconds.
  public static final Duration DEADLINE = Duration.ofSeconds(5);

  /// A pause is at most so many times what the last try took, for each try so far. ADR 2 has what
  /// comes of other numbers.
  private static final int SPREAD = 32;

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
    double left = 1 - (double) (now - startedAt) / DEADLINE.toNanos();
    double bound = (double) SPREAD * (now - triedAt) * retries * left * left;
    Duration paused = jitter.upTo(Duration.ofNanos((long) bound));
    pause.pause(paused);
    triedAt = nanoTime.getAsLong();
    return paused;
  }
}
