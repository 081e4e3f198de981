package dev.drawdown.domain.settling;

import dev.drawdown.domain.wallet.Bucket;
import dev.drawdown.domain.wallet.Pool;
import dev.drawdown.domain.wallet.Wallet;
import java.util.Optional;

/// The first cell of a pool, as it is stored or settled, and how many of its changes are written.
///
/// An end that is due is done, but until it is written news may come first by which it never was:
/// those who have followed it are then to come back.
record Leader(Wallet wallet, long written) {
  static Leader stored(Pool pool) {
    return new Leader(pool.lead(), pool.lead().lead().changes());
  }

  static Leader settled(Pool pool, Settlement settled) {
    return new Leader(settled.wallet(), pool.lead().lead().changes());
  }

  /// Whether it has a bucket that `cell` hasn't followed: by having its part of it, or, where there
  /// is none for this cell any more, by giving up that of an older one.
  boolean isNewTo(Wallet cell) {
    return wallet
        .plan()
        .filter(plan -> plan.number() > cell.follower().grant())
        .filter(_ -> due(cell).isPresent() || cell.plan().isPresent())
        .isPresent();
  }

  int cells() {
    return wallet.lead().cells();
  }

  /// The bucket of which `cell` is to have its part.
  Optional<Bucket.Plan> due(Wallet cell) {
    return wallet.plan().filter(_ -> cell.id().cell() < cells());
  }
}
