package dev.drawdown.domain.ledger;

import dev.drawdown.domain.Credits;
import dev.drawdown.domain.PoolId;
import dev.drawdown.domain.catalog.DrawOrder.BucketKind;

/// The credits that one charge took from one bucket, at least 1.
///
/// The bucket is the account's own, or in a wallet of the pool that the account was a member of.
public sealed interface Draw {
  /// The bucket as the API shows it.
  BucketId bucket();

  Credits credits();

  /// The same draw with another number of credits.
  Draw withCredits(Credits part);

  record Own(BucketId bucket, Credits credits) implements Draw {
    public Own {
      requireCredits(bucket, credits);
      if (bucket.kind() == BucketKind.POOL) {
        throw new IllegalArgumentException("an account's own bucket can't be a pool's: " + bucket);
      }
    }

    @Override
    public Own withCredits(Credits part) {
      return new Own(bucket, part);
    }
  }

  /// A draw from a pool.
  ///
  /// `grant` names the pool's period by the number of its first entry. `number` is the number of
  /// the entry that opened the bucket in `wallet`. `entry` is the number of the entry in `wallet`
  /// that records this draw.
  record Pooled(WalletId wallet, long grant, long number, long entry, Credits credits)
      implements Draw {
    public Pooled {
      requireCredits(wallet, credits);
    }

    public PoolId pool() {
      return wallet.pool();
    }

    @Override
    public BucketId bucket() {
      return new BucketId(BucketKind.POOL, grant);
    }

    @Override
    public Pooled withCredits(Credits part) {
      return new Pooled(wallet, grant, number, entry, part);
    }

    /// The same draw as the pool's own ledger records it.
    public Own inPool() {
      return new Own(new BucketId(BucketKind.PLAN, number), credits);
    }
  }

  private static void requireCredits(Object from, Credits credits) {
    if (credits.isNone()) {
      throw new IllegalArgumentException("a draw takes at least one credit: " + from);
    }
  }
}
