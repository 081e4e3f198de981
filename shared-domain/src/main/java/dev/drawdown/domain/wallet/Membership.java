package dev.drawdown.domain.wallet;

import dev.drawdown.domain.Credits;
import dev.drawdown.domain.PoolId;
import java.util.Optional;

/// The pool that an account draws from, and the most that it may draw in one pool period, if there
/// is such a cap.
///
/// `cells` is how many cells the pool had when the account last drew from it, or joined: so many
/// are read at once with the first.
public record Membership(PoolId pool, Optional<Credits> limit, int cells) {
  public Membership {
    if (limit.filter(Credits::isNone).isPresent()) {
      throw new IllegalArgumentException("a cap of nothing is no membership: " + pool);
    }
    if (cells < 1 || cells > WalletId.MAX_CELLS) {
      throw new IllegalArgumentException("a pool has 1 to 16 cells: " + cells);
    }
  }

  Membership seeing(int now) {
    return new Membership(pool, limit, now);
  }
}
