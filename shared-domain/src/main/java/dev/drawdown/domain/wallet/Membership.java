package dev.drawdown.domain.wallet;

import dev.drawdown.domain.Credits;
import dev.drawdown.domain.PoolId;
import java.util.Optional;

/// The pool that an account draws from, and its cap for one pool period, if it has one.
///
/// `wallets` is the number of wallets that the pool had when the account joined or last drew. A
/// read fetches that many wallets at once.
public record Membership(PoolId pool, Optional<Credits> limit, int wallets) {
  public Membership {
    if (limit.filter(Credits::isNone).isPresent()) {
      throw new IllegalArgumentException("a member's cap must be at least 1 credit: " + pool);
    }
    if (wallets < 1 || wallets > PoolId.MAX_WALLETS) {
      throw new IllegalArgumentException("a pool has 1 to 16 wallets: " + wallets);
    }
  }
}
