package dev.drawdown.domain.wallet;

import dev.drawdown.domain.Credits;
import dev.drawdown.domain.PoolId;
import java.util.Optional;

/// The pool that an account draws from, and the most that it may draw in one pool period, if there
/// is such a cap.
///
/// `wallets` is how many wallets the pool had when the account last drew from it, or joined: so
/// many are read at once.
public record Membership(PoolId pool, Optional<Credits> limit, int wallets) {
  public Membership {
    if (limit.filter(Credits::isNone).isPresent()) {
      throw new IllegalArgumentException("a cap of nothing is no membership: " + pool);
    }
    if (wallets < 1 || wallets > PoolId.MAX_WALLETS) {
      throw new IllegalArgumentException("a pool has 1 to 16 wallets: " + wallets);
    }
  }
}
