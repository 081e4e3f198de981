package dev.drawdown.client;

import java.time.Instant;

/// The service refused a reading, or gave no usable answer.
///
/// As a suppressed exception of failed work it says that the work's credits may not be back yet.
public final class DrawdownException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DrawdownException(String message) {
    super(message);
  }

  DrawdownException(Metered.Release.Unconfirmed release) {
    super(
        "The release of the hold %s isn't confirmed; its credits come back at %s: %s"
            .formatted(
                release.hold().id(),
                release.hold().expiresAt().map(Instant::toString).orElse("its expiry"),
                release.detail()),
        null,
        false,
        false);
  }
}
