package dev.drawdown.domain.wallet;

import dev.drawdown.domain.ledger.WalletId;
import java.util.List;

/// A pool advanced to an instant, shard by shard. The steps of each shard are committed by
/// themselves: a read of the pool without them finds the same due.
public record PoolAdvance(Pool before, List<WalletAdvance> shards) {
  public PoolAdvance {
    shards = List.copyOf(shards);
  }

  public Pool pool() {
    return new Pool(
        before.id(), shards.stream().map(WalletAdvance::wallet).toList(), before.busy());
  }

  public WalletAdvance shard(WalletId name) {
    return shards.get(name.shard());
  }
}
