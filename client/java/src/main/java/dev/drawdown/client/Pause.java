package dev.drawdown.client;

import java.time.Duration;

/// How the time between two tries is spent. Tests spend none.
@FunctionalInterface
public interface Pause {
  void pause(Duration duration) throws InterruptedException;
}
