package dev.drawdown.domain.wallet;

import dev.drawdown.domain.ledger.Bucket;
import java.util.Optional;

/// The primary shard of a pool, as it is stored or advanced, and how many of its changes are
/// written.
///
/// An end that is due is done, but until it is written news may come first by which it never was:
/// those who have followed it are then to come back.
record PrimaryShard(Wallet wallet, long written) {
  static PrimaryShard stored(Pool pool) {
    return new PrimaryShard(pool.primary(), pool.primary().primary().changes());
  }

  static PrimaryShard advanced(Pool pool, WalletAdvance advanced) {
    return new PrimaryShard(advanced.wallet(), pool.primary().primary().changes());
  }

  /// Whether it has a bucket that `shard` hasn't followed: by having its part of it, or, where
  /// there is none for this shard any more, by giving up that of an older one.
  boolean isNewTo(Wallet shard) {
    return wallet
        .plan()
        .filter(plan -> plan.number() > shard.secondary().grant())
        .filter(_ -> due(shard).isPresent() || shard.plan().isPresent())
        .isPresent();
  }

  int shards() {
    return wallet.primary().shards();
  }

  /// The bucket of which `shard` is to have its part.
  Optional<Bucket.Plan> due(Wallet shard) {
    return wallet.plan().filter(_ -> shard.id().shard() < shards());
  }
}
