package dev.drawdown.domain.simulation;

import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.PoolId;
import dev.drawdown.domain.fixtures.Statement;
import dev.drawdown.domain.ledger.Entry;
import dev.drawdown.domain.pool.Pool;
import dev.drawdown.domain.reading.Balance;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/// Keeps the pools that the accounts of several machines share.
public interface Pools {
  /// Applies a statement and ignores the result.
  void apply(PoolId pool, Statement statement, Instant clock);

  /// The time of a decision on facts about a pool when the clock shows `clock`.
  Instant timeOf(PoolId pool, Instant clock);

  /// Writes all due changes in every shard.
  void advance(PoolId pool, Instant clock);

  /// A pool after all due changes, written or not.
  Pool advanced(PoolId pool, Instant clock);

  /// Each shard's ledger, oldest first, including due entries.
  List<List<Entry>> ledgers(PoolId pool, Instant clock);

  Balance balance(PoolId pool, Instant clock);

  /// The listed members.
  Set<AccountId> members(PoolId pool);
}
