package dev.drawdown.renewalwebhook;

import dev.drawdown.adapters.Ports;
import dev.drawdown.adapters.store.Deadline;
import dev.drawdown.adapters.store.Outcome;
import dev.drawdown.adapters.store.Stores.Commits;
import dev.drawdown.adapters.store.Stores.Wallets;
import dev.drawdown.domain.PoolId;
import dev.drawdown.domain.commit.Commit;
import dev.drawdown.domain.reading.Reading;
import dev.drawdown.domain.wallet.WalletAdvance;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/// Propagates a payment from the primary shard of a pool to its secondary shards.
///
/// No answer depends on it: a read shows the change as done, and the next draw on a shard writes
/// it. But without propagation, event consumers would receive the change only then. So each shard
/// is tried once, as long as the call has time. If another caller writes to the shard first, that
/// caller writes the change, too.
final class ShardPropagation {
  private static final System.Logger LOG = System.getLogger(ShardPropagation.class.getName());

  private final Wallets wallets;
  private final Commits commits;
  private final Reading reading;

  ShardPropagation(Ports ports, Commits commits) {
    this.wallets = ports.stores().wallets();
    this.commits = commits;
    this.reading = ports.rules().reading();
  }

  /// Propagates in these pools, and begins nothing after the deadline. Logs how much is left.
  void propagate(Set<PoolId> pools, Instant clock, Deadline deadline) {
    long shards = 0;
    long unread = 0;
    for (PoolId pool : pools) {
      if (deadline.isOver()) {
        unread++;
      } else {
        shards += deadline.during(() -> left(pool, clock, deadline));
      }
    }
    if (shards + unread > 0) {
      LOG.log(
          Level.INFO,
          "Propagation happens later for {0} shards and {1} unread pools",
          shards,
          unread);
    }
  }

  /// Propagates in one pool. Returns the number of shards that still lack the change.
  private long left(PoolId pool, Instant clock, Deadline deadline) {
    long left = 0;
    try {
      List<WalletAdvance<?>> shards = reading.due(wallets.pool(pool, 1), clock).shards();
      for (WalletAdvance<?> shard : shards.subList(1, shards.size())) {
        left += isWritten(shard, deadline) ? 0 : 1;
      }
    } catch (RuntimeException failure) {
      LOG.log(
          Level.WARNING,
          "Propagation to the other shards of a pool failed and happens later: {0}",
          failure.getClass());
    }
    return left;
  }

  /// Writes what is due in a shard, step by step, and returns whether all of it is written.
  private boolean isWritten(WalletAdvance<?> shard, Deadline deadline) {
    for (Commit step : Commit.steps(shard)) {
      if (deadline.isOver()
          || !(commits.commitInOrder(List.of(step)) instanceof Outcome.Committed)) {
        return false;
      }
    }
    return true;
  }
}
