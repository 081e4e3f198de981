package dev.drawdown.adapters.store;

import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// How long one call goes on trying: pauses with full jitter, until a deadline.
///
/// Full jitter spreads callers that met once over the whole pause, so that they don't meet again.
public final class Patience {
  /// From the first try; below the functions' own timeout of ten seconds.
  public static final Duration DEADLINE = Duration.ofSeconds(5);

  private final LongSupplier nanoTime;
  private final Pause pause;
  private final Jitter jitter;
  private final long startedAt;
  private long triedAt;
  private int retries;

  public Patience(LongSupplier nanoTime, Pause pause, Jitter jitter) {
    this.nanoTime = nanoTime;
    this.pause = pause;
    this.jitter = jitter;
    this.startedAt = nanoTime.getAsLong();
    this.triedAt = startedAt;
  }

  /// Pauses before another try and says for how long, or throws what `givenUp` says where the
  /// deadline has passed.
  ///
  /// A try that took long says that many are at it: pauses start at twice its time.
  Duration pause(Supplier<Unavailable> givenUp) {
    long now = nanoTime.getAsLong();
    if (now - startedAt >= DEADLINE.toNanos()) {
      throw givenUp.get();
    }
    retries++;
    Duration paused = jitter.before(retries, Duration.ofNanos(2 * (now - triedAt)));
    pause.pause(paused);
    triedAt = nanoTime.getAsLong();
    return paused;
  }
}
