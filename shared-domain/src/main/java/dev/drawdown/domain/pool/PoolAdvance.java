package dev.drawdown.domain.pool;

import dev.drawdown.domain.ledger.WalletId;
import dev.drawdown.domain.wallet.WalletAdvance;
import java.util.List;
import java.util.stream.Stream;

/// A pool advanced to an instant, shard by shard.
///
/// The steps of each shard commit on their own. A read before that finds the same steps due.
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

  /// The advances of all shards, by number.
  public List<WalletAdvance<?>> shards() {
    return Stream.<WalletAdvance<?>>concat(Stream.of(primary), secondaries.stream()).toList();
  }

  public WalletAdvance<?> shard(WalletId name) {
    return shards().get(name.number());
  }
}
