package dev.drawdown.publishing;

import dev.drawdown.adapters.store.Jitter;
import dev.drawdown.adapters.store.Pause;
import java.time.Duration;
import java.util.function.LongSupplier;

/// How long one invocation goes on: until a while after its start. Then what is left is left to the
/// next one.
///
/// Whatever is begun before the deadline and bounded by the clients' timeouts is over well before
/// the function's own.
final class PublishDeadline {
  /// A third of the function's timeout.
  static final Duration AFTER = Duration.ofSeconds(20);

  private final LongSupplier nanoTime;
  private final Pause pause;
  private final long startedAt;

  PublishDeadline(LongSupplier nanoTime, Pause pause) {
    this.nanoTime = nanoTime;
    this.pause = pause;
    this.startedAt = nanoTime.getAsLong();
  }

  boolean isOver() {
    return nanoTime.getAsLong() - startedAt >= AFTER.toNanos();
  }

  /// Pauses before the try numbered `retry`, counted from 1.
  void pause(int retry, Jitter jitter) {
    pause.pause(jitter.before(retry));
  }
}
