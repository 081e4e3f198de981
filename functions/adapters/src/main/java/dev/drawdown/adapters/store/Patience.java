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
  private int retries;

  public Patience(LongSupplier nanoTime, Pause pause, Jitter jitter) {
    this.nanoTime = nanoTime;
    this.pause = pause;
    this.jitter = jitter;
    this.startedAt = nanoTime.getAsLong();
  }

  /// Pauses before another try, or throws what `givenUp` says where the deadline has passed.
  void pause(Supplier<Unavailable> givenUp) {
    if (nanoTime.getAsLong() - startedAt >= DEADLINE.toNanos()) {
      throw givenUp.get();
    }
    retries++;
    pause.pause(jitter.before(retries));
  }
}
