package dev.drawdown.domain.ledger;

import dev.drawdown.domain.Credits;
import dev.drawdown.domain.PoolId;
import java.time.Instant;

/// Credits set aside by an action that still runs: out of the buckets, not yet spent.
///
/// `entry` is the number of the ledger entry that opened it. From `expiresAt` on the credits are
/// back. What was captured of it in parts is not in `drawdown` any more, which may be empty.
public record Hold(long entry, Instant expiresAt, Drawdown drawdown) {
  public Credits credits() {
    return drawdown.total();
  }

  /// The same hold, until another instant.
  public Hold until(Instant changed) {
    return new Hold(entry, changed, drawdown);
  }

  /// The same hold without `part`, the first of what it has.
  public Hold without(Drawdown part) {
    return new Hold(entry, expiresAt, drawdown.without(part));
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
