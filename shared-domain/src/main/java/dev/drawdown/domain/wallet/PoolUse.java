package dev.drawdown.domain.wallet;

import dev.drawdown.domain.Credits;
import dev.drawdown.domain.PoolId;
import dev.drawdown.domain.ledger.Draw;

/// What an account has drawn from a pool in the last of the pool's periods that it drew from, holds
/// included, less what was given back. `grant` names the period.
public record PoolUse(PoolId pool, long grant, Credits drawn) {
  boolean isOf(Draw.Pooled draw) {
    return pool.equals(draw.pool()) && grant == draw.grant();
  }

  /// Whether it is of a later period than the one that was drawn from.
  boolean isAfter(Draw.Pooled draw) {
    return pool.equals(draw.pool()) && grant > draw.grant();
  }
}
