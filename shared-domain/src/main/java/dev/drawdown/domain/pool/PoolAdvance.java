package dev.drawdown.domain.pool;

import dev.drawdown.domain.ledger.WalletId;
import dev.drawdown.domain.wallet.WalletAdvance;
import java.util.List;
import java.util.stream.Stream;

/// A pool advanced to an instant, shard by shard. The steps of each shard are committed by
/// themselves: a read of the pool without them finds the same due.
public record PoolAdvance(
    Pool before,
    WalletAdvance<PoolWallet.Primary> primary,
    List<WalletAdvance<PoolWallet.Secondary>> secondaries) {
  public PoolAdvance {
    secondaries = List.copyOf(secondaries);
  }

  public Pool pool() {
    return new Pool(
        before.id(),
        primary.wallet(),
        secondaries.stream().map(WalletAdvance::wallet).toList(),
        before.busy());
  }

  /// Those of all shards, by number.
  public List<WalletAdvance<?>> shards() {
    return Stream.<WalletAdvance<?>>concat(Stream.of(primary), secondaries.stream()).toList();
  }

  public WalletAdvance<?> shard(WalletId name) {
    return shards().get(name.number());
  }
}
