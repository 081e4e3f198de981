package dev.drawdown.adapters.store;

import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// How long one call goes on trying: pauses with full jitter, until a deadline.
///
/// Full jitter spreads callers that met once over the whole pause, so that they don't meet again. A
/// try that took long, or many of them, say that there is a crowd: the pause grows with both. And
/// it shrinks as patience runs out, or whoever came last, with the shortest pauses, would be served
/// first, and whoever waited longest never.
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
