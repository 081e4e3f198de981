package dev.drawdown.domain.ledger;

import dev.drawdown.domain.Credits;
import dev.drawdown.domain.PoolId;
import dev.drawdown.domain.catalog.DrawOrder.BucketKind;

/// What one charge took from one bucket, at least 1 credit: from one of the account's own, or from
/// a wallet of the pool that it was a member of.
public sealed interface Draw {
  /// The bucket as people are shown it.
  BucketId bucket();

  Credits credits();

  /// The same draw of another number of credits.
  Draw of(Credits part);

  record Own(BucketId bucket, Credits credits) implements Draw {
    public Own {
      requireCredits(bucket, credits);
      if (bucket.kind() == BucketKind.POOL) {
        throw new IllegalArgumentException("a pool's credits are nobody's own: " + bucket);
      }
    }

    @Override
    public Own of(Credits part) {
      return new Own(bucket, part);
    }
  }

  /// Taken from a pool. `grant` names the pool period: the number of the entry that began it.
  /// `number` is that of the entry in `wallet` which made the bucket there, and `entry` that of the
  /// entry in `wallet` which wrote this draw.
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
    public Pooled of(Credits part) {
      return new Pooled(wallet, grant, number, entry, part);
    }

    /// The same as the pool's own ledger has it.
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
