package dev.drawdown.renewalwebhook;

import dev.drawdown.adapters.Ports;
import dev.drawdown.adapters.store.Stores.Commits;
import dev.drawdown.adapters.store.Stores.Wallets;
import dev.drawdown.domain.PoolId;
import dev.drawdown.domain.commit.Commit;
import dev.drawdown.domain.reading.Reading;
import dev.drawdown.domain.wallet.WalletAdvance;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.List;

/// Propagates a payment from the primary shard of a pool to its secondary shards.
///
/// No answer depends on it: a read shows the change as done, and the next draw on a shard writes
/// it. But without propagation, event consumers would receive the change only then. So each shard
/// is tried once. If another caller writes to the shard first, that caller writes the change, too.
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

  void follow(PoolId id, Instant clock) {
    try {
      List<WalletAdvance<?>> shards = reading.due(wallets.pool(id, 1), clock).shards();
      shards.stream().skip(1).map(Commit::steps).forEach(commits::commitInOrder);
    } catch (RuntimeException failure) {
      LOG.log(
          Level.WARNING,
          "Propagation to the other shards of a pool failed and happens later: {0}",
          failure.getClass());
    }
  }
}
