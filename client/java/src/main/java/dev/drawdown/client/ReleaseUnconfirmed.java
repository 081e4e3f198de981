package dev.drawdown.client;

import java.time.Instant;

/// Said with the exception of failed work, as suppressed by it: its credits may not be back yet.
public final class ReleaseUnconfirmed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ReleaseUnconfirmed(Release.Unconfirmed release) {
    super(
        "hold %s: %s; its credits come back by themselves at %s"
            .formatted(
                release.hold().id(),
                release.detail(),
                release.hold().expiresAt().map(Instant::toString).orElse("its expiry")),
        null,
        false,
        false);
  }
}
