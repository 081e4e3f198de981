package dev.drawdown.client;

import java.time.Duration;
import java.util.Optional;

/// What one try of a call brought.
sealed interface Attempt {
  /// An answer that trying again would not change.
  record Answered(int status, boolean isReplay, JsonObject body) implements Attempt {}

  /// No answer, or none that says what happened.
  ///
  /// @param isHarmless whether it is certain that nothing was done
  /// @param retryAfter how long the service asks to be left alone
  record Failed(boolean isHarmless, Optional<Duration> retryAfter, String reason)
      implements Attempt {
    static Failed unsent(String reason) {
      return new Failed(true, Optional.empty(), reason);
    }

    static Failed lost(String reason) {
      return new Failed(false, Optional.empty(), reason);
    }
  }
}
