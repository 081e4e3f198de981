package dev.drawdown.local;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// Someone who listens to the bus: what they haven't taken yet, up to a bound. Who falls behind
/// that hears nothing more, rather than something with gaps.
final class Listener {
  private final BlockingQueue<String> lines;
  private volatile boolean behind;

  Listener(int most) {
    lines = new LinkedBlockingQueue<>(most);
  }

  /// Never waits.
  synchronized void hear(String line) {
    if (!behind && !lines.offer(line)) {
      behind = true;
      lines.clear();
      // Wakes whoever waits for the next line.
      lines.add(line);
    }
  }

  boolean isBehind() {
    return behind;
  }

  /// The next line, or nothing where none comes in this time, or ever.
  Optional<String> next(Duration budget) throws InterruptedException {
    String line = lines.poll(budget.toMillis(), TimeUnit.MILLISECONDS);
    return Optional.ofNullable(line).filter(_ -> !behind);
  }
}
