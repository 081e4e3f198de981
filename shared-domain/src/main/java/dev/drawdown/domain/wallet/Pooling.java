package dev.drawdown.domain.wallet;

import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.Credits;
import dev.drawdown.domain.PoolId;
import dev.drawdown.domain.ledger.Draw;
import dev.drawdown.domain.ledger.WalletId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a wallet has to do with pools.
public sealed interface Pooling {
  /// An account's wallet: whether it is in a pool, and what it drew from each of the pools that it
  /// drew from last. That outlives the membership, so that a cap does.
  record Member(Optional<Membership> membership, List<PoolUse> uses) implements Pooling {
    /// So many pools are kept in mind. Who draws from more in one pool period is a stranger to the
    /// first ones again.
    static final int MOST_USES = 8;

    public static final Member NONE = new Member(Optional.empty(), List.of());

    public Member {
      uses = List.copyOf(uses);
      if (uses.stream().map(PoolUse::pool).distinct().count() < uses.size()) {
        throw new IllegalArgumentException("a pool is listed twice: " + uses);
      }
    }

    public Member in(Optional<Membership> changed) {
      return new Member(changed, uses);
    }

    Member seeing(int shards) {
      return in(membership.map(known -> known.seeing(shards)));
    }

    /// What was drawn from `pool` in the period that `grant` names.
    public Credits drawn(PoolId pool, long grant) {
      return uses.stream()
          .filter(use -> use.pool().equals(pool) && use.grant() == grant)
          .map(PoolUse::drawn)
          .findFirst()
          .orElse(Credits.NONE);
    }

    /// With one more draw counted. What is drawn of an earlier period by somebody who hasn't heard
    /// yet of the current one counts no more.
    public Member drawing(Draw.Pooled draw) {
      if (uses.stream().anyMatch(use -> use.isAfter(draw))) {
        return this;
      }
      Credits drawn = drawn(draw.pool(), draw.grant()).plus(draw.credits());
      List<PoolUse> changed = new ArrayList<>(uses);
      changed.removeIf(use -> use.pool().equals(draw.pool()));
      changed.add(new PoolUse(draw.pool(), draw.grant(), drawn));
      List<PoolUse> latest =
          changed.subList(Math.max(changed.size() - MOST_USES, 0), changed.size());
      return new Member(membership, latest);
    }

    /// What was drawn in an earlier period of the pool counts no more, and so doesn't its return,
    /// nor that of what was drawn before the pool was last forgotten.
    public Member returning(Draw.Pooled draw) {
      return new Member(
          membership,
          uses.stream().map(use -> use.isOf(draw) ? less(use, draw.credits()) : use).toList());
    }

    private static PoolUse less(PoolUse use, Credits returned) {
      return new PoolUse(use.pool(), use.grant(), use.drawn().minus(returned.min(use.drawn())));
    }
  }

  /// The primary shard of a pool, which knows what was paid for and decides for all.
  ///
  /// The current allowance is spread over `shards` of them, this one included; there were once
  /// `ever`. The plan has begun, ended or come back `changes` times, which the others follow;
  /// `changedAt` and `reason` are those of the last time.
  record Primary(int shards, int ever, long changes, Instant changedAt, Optional<String> reason)
      implements Pooling {
    static final Primary UNSEEN = new Primary(1, 1, 0, Instant.EPOCH, Optional.empty());

    public Primary {
      if (shards < 1 || ever < shards || ever > WalletId.MAX_SHARDS) {
        throw new IllegalArgumentException("a pool has 1 to 16 shards: " + shards + ", " + ever);
      }
    }

    public Primary over(int number) {
      return new Primary(number, Math.max(ever, number), changes, changedAt, reason);
    }

    @Override
    public Primary changed(Instant at, Optional<String> why) {
      return new Primary(shards, ever, changes + 1, at, why);
    }
  }

  /// Another shard of a pool, which followed the first one through so many of its changes, as far
  /// as they were written, and has its part of the allowance that entry `grant` of the primary
  /// shard granted; 0 where it never had any.
  record Secondary(long grant, long changes) implements Pooling {
    static final Secondary UNSEEN = new Secondary(0, 0);
  }

  /// The plan's bucket of this wallet began, ended or came back.
  default Pooling changed(Instant at, Optional<String> why) {
    return this;
  }

  /// That of a wallet never seen.
  static Pooling unseen(WalletId id) {
    return switch (id.owner()) {
      case AccountId _ -> Member.NONE;
      case PoolId _ -> id.shard() == 0 ? Primary.UNSEEN : Secondary.UNSEEN;
    };
  }
}
