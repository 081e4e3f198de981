package dev.drawdown.adapters.store;

import java.time.Duration;

/// How the time between two tries is spent. Tests spend none.
@FunctionalInterface
public interface Pause {
  /// Sleeps. An interrupt ends the sleep with an exception and stays set on the thread.
  Pause SLEEPING = Pause::sleep;

  void pause(Duration duration);

  private static void sleep(Duration duration) {
    try {
      Thread.sleep(duration);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted between two tries", interrupted);
    }
  }
}
