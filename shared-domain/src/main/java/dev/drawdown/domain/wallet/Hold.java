package dev.drawdown.domain.wallet;

import dev.drawdown.domain.Credits;
import java.time.Instant;

/// Credits set aside by an action that still runs: out of the buckets, not yet spent.
///
/// `entry` is the number of the ledger entry that opened it. From `expiresAt` on the credits are
/// back.
public record Hold(long entry, Instant expiresAt, Drawdown drawdown) {
  public Credits credits() {
    return drawdown.total();
  }
}
