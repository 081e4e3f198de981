package dev.drawdown.domain.ledger;

import dev.drawdown.domain.Credits;
import dev.drawdown.domain.PoolId;
import java.time.Instant;

/// Credits that an action in progress has set aside: out of the buckets, but not yet spent.
///
/// `entry` is the number of the ledger entry that opened the hold. From `expiresAt` on, the credits
/// are back in their buckets. `drawdown` excludes captured parts, so it may be empty.
public record Hold(long entry, Instant expiresAt, Drawdown drawdown) {
  public Credits credits() {
    return drawdown.total();
  }

  /// The same hold with another expiry.
  public Hold until(Instant changed) {
    return new Hold(entry, changed, drawdown);
  }

  /// The same hold without `part`, the first part of its drawdown.
  public Hold without(Drawdown part) {
    return new Hold(entry, expiresAt, drawdown.without(part));
  }

  /// Whether some of its credits come from this bucket of the account.
  public boolean drawsOn(BucketId bucket) {
    return drawdown.draws().stream()
        .anyMatch(draw -> draw instanceof Draw.Own own && own.bucket().equals(bucket));
  }

  /// Whether some of its credits come from this pool.
  public boolean drawsOn(PoolId pool) {
    return drawdown.pooled().stream().anyMatch(draw -> draw.pool().equals(pool));
  }
}
