package dev.drawdown.adapters.store;

import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/// How long one call goes on trying: pauses with full jitter that grow up to a bound, until a
/// deadline.
///
/// Full jitter spreads callers that met once over the whole pause, so that they don't meet again.
public final class Patience {
  /// From the first try; below the functions' own timeout of ten seconds.
  public static final Duration DEADLINE = Duration.ofSeconds(5);

  static final Duration FIRST_PAUSE = Duration.ofMillis(10);
  static final Duration LONGEST_PAUSE = Duration.ofMillis(320);

  private final LongSupplier nanoTime;
  private final Pause pause;
  private final RandomGenerator random;
  private final long startedAt;
  private int pauses;

  public Patience(LongSupplier nanoTime, Pause pause, RandomGenerator random) {
    this.nanoTime = nanoTime;
    this.pause = pause;
    this.random = random;
    this.startedAt = nanoTime.getAsLong();
  }

  /// Pauses before another try, or throws what `givenUp` says where the deadline has passed.
  void pause(Supplier<Unavailable> givenUp) {
    if (nanoTime.getAsLong() - startedAt >= DEADLINE.toNanos()) {
      throw givenUp.get();
    }
    long bound = Math.min(FIRST_PAUSE.toNanos() << pauses, LONGEST_PAUSE.toNanos());
    pauses = Math.min(pauses + 1, 16);
    pause.pause(Duration.ofNanos(random.nextLong(bound)));
  }
}
