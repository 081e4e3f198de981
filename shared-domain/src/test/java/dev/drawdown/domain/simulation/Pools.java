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

/// Something that keeps the pools which the accounts of several machines share.
public interface Pools {
  /// Whatever comes of it.
  void tell(PoolId pool, Statement statement, Instant clock);

  /// When a decision on news of a pool is made whose clock shows `clock`.
  Instant timeOf(PoolId pool, Instant clock);

  /// Writes down in every shard what is due.
  void advance(PoolId pool, Instant clock);

  /// A pool with all that is due, written or not.
  Pool advanced(PoolId pool, Instant clock);

  /// Each shard's ledger, oldest first, with what is due and not written yet.
  List<List<Entry>> ledgers(PoolId pool, Instant clock);

  Balance balance(PoolId pool, Instant clock);

  /// The members that are listed.
  Set<AccountId> members(PoolId pool);
}
