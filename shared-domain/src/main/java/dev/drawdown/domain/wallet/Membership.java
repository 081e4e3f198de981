package dev.drawdown.domain.wallet;

import dev.drawdown.domain.Credits;
import dev.drawdown.domain.PoolId;
import dev.drawdown.domain.ledger.WalletId;
import java.util.Optional;

/// The pool that an account draws from, and the most that it may draw in one pool period, if there
/// is such a cap.
///
/// `shards` is how many shards the pool had when the account last drew from it, or joined: so many
/// are read at once with the first.
public record Membership(PoolId pool, Optional<Credits> limit, int shards) {
  public Membership {
    if (limit.filter(Credits::isNone).isPresent()) {
      throw new IllegalArgumentException("a cap of nothing is no membership: " + pool);
    }
    if (shards < 1 || shards > WalletId.MAX_SHARDS) {
      throw new IllegalArgumentException("a pool has 1 to 16 shards: " + shards);
    }
  }

  Membership seeing(int now) {
    return new Membership(pool, limit, now);
  }
}
