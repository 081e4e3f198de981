package dev.drawdown.domain.wallet;

import dev.drawdown.domain.Credits;

/// What one charge took from one bucket, at least 1 credit.
public record Draw(BucketId bucket, Credits credits) {
  public Draw {
    if (credits.isNone()) {
      throw new IllegalArgumentException("a draw takes at least one credit: " + bucket);
    }
  }
}
