package dev.drawdown.domain.ledger;

import dev.drawdown.domain.Credits;
import dev.drawdown.domain.PoolId;
import java.time.Instant;

/// Credits set aside by an action that still runs: out of the buckets, not yet spent.
///
/// `entry` is the number of the ledger entry that opened it. From `expiresAt` on the credits are
/// back.
public record Hold(long entry, Instant expiresAt, Drawdown drawdown) {
  public Credits credits() {
    return drawdown.total();
  }

  /// Whether some of its credits are of that bucket of the account's own.
  public boolean drawsOn(BucketId bucket) {
    return drawdown.draws().stream()
        .anyMatch(draw -> draw instanceof Draw.Own own && own.bucket().equals(bucket));
  }

  /// Whether some of its credits are a pool's.
  public boolean drawsOn(PoolId pool) {
    return drawdown.pooled().stream().anyMatch(draw -> draw.pool().equals(pool));
  }
}
