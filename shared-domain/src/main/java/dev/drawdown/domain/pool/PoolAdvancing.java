package dev.drawdown.domain.pool;

import dev.drawdown.domain.billing.BillingPolicy;
import dev.drawdown.domain.billing.PaidBucket;
import dev.drawdown.domain.billing.SubscriptionState;
import dev.drawdown.domain.ledger.Bucket;
import dev.drawdown.domain.ledger.Hold;
import dev.drawdown.domain.wallet.Journal;
import dev.drawdown.domain.wallet.PlanFollowing;
import dev.drawdown.domain.wallet.WalletAdvance;
import dev.drawdown.domain.wallet.WalletAdvancing;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Advances a pool to an instant: first its primary shard, then each secondary shard by
/// propagation.
///
/// Only the primary shard records facts about payments, so one transaction is enough. A secondary
/// shard follows it through every instant at which its buckets change, and gets its part of each
/// bucket. This is as predictable as a change that follows from the clock.
public final class PoolAdvancing {
  private final WalletAdvancing advancing;

  public PoolAdvancing(WalletAdvancing advancing) {
    this.advancing = advancing;
  }

  public PoolAdvance advance(Pool pool, Instant now) {
    WalletAdvance<PoolWallet.Primary> primary = advancing.advance(pool.primary(), now);
    if (pool.secondaries().isEmpty()) {
      return new PoolAdvance(pool, primary, List.of());
    }
    List<Leading> stages =
        advancing.changes(pool.primary(), now).stream()
            .map(stage -> Leading.of(stage, advancing.policy()))
            .toList();
    return new PoolAdvance(
        pool,
        primary,
        pool.secondaries().stream()
            .map(
                shard ->
                    WalletAdvance.of(
                        shard, changed -> due(changed, stages, now), PoolAdvancing::apply))
            .toList());
  }

  /// The next due change of a secondary shard. At one instant, the shard follows the primary shard
  /// before its holds expire.
  private sealed interface Due {
    Instant at();

    /// The primary shard's buckets differ from those whose parts this shard has.
    record Change(Leading primary) implements Due {
      @Override
      public Instant at() {
        return primary.at();
      }
    }

    /// No caller captured or released the hold in time.
    record HoldExpiry(Hold hold) implements Due {
      @Override
      public Instant at() {
        return hold.expiresAt();
      }
    }

    private long rank() {
      return switch (this) {
        case Change _ -> -1;
        case HoldExpiry(Hold hold) -> hold.entry();
      };
    }
  }

  private static Optional<Due> due(PoolWallet.Secondary shard, List<Leading> stages, Instant now) {
    Stream<Due> change =
        stages.stream()
            .filter(stage -> stage.isAheadOf(shard) && !stage.isFollowedBy(shard))
            .limit(1)
            .map(Due.Change::new);
    Stream<Due> expiries = shard.holds().stream().map(Due.HoldExpiry::new);
    return Stream.concat(change, expiries)
        .min(Comparator.comparing(Due::at).thenComparingLong(Due::rank))
        .filter(due -> !due.at().isAfter(now));
  }

  private static Journal<PoolWallet.Secondary> apply(
      Due due, Journal<PoolWallet.Secondary> journal) {
    return switch (due) {
      case Due.Change(Leading primary) -> primary.propagate(journal);
      case Due.HoldExpiry(Hold hold) -> journal.expire(hold);
    };
  }

  /// The primary shard at one of the instants at which its buckets change, and what its
  /// subscriptions ask for then.
  private record Leading(PoolWallet.Primary shard, List<SubscriptionState> subscriptions) {
    static Leading of(PoolWallet.Primary shard, BillingPolicy policy) {
      Instant at = shard.billing().followedAt();
      return new Leading(shard, shard.timeline(policy).at(at).subscriptions());
    }

    Instant at() {
      return shard.billing().followedAt();
    }

    private long revision() {
      return shard.billing().revision();
    }

    /// Whether `other` hasn't reached this instant, or hasn't applied all known facts.
    boolean isAheadOf(PoolWallet.Secondary other) {
      if (other.followed() > revision()) {
        throw new IllegalArgumentException(
            other.id() + " has followed a newer primary shard than this one");
      }
      return other.followed() < revision() || at().isAfter(other.followedAt());
    }

    boolean isFollowedBy(PoolWallet.Secondary other) {
      return states(other).stream().allMatch(state -> PlanFollowing.isFollowed(other, state));
    }

    /// Follows the first subscription whose buckets differ.
    ///
    /// The other subscriptions are due next, so a change of many subscriptions commits in several
    /// steps. The shard has followed this instant when all of them are done.
    Journal<PoolWallet.Secondary> propagate(Journal<PoolWallet.Secondary> journal) {
      PoolWallet.Secondary before = journal.wallet();
      Instant then = at().isBefore(before.at()) ? before.at() : at();
      SubscriptionState state =
          states(before).stream()
              .filter(one -> !PlanFollowing.isFollowed(before, one))
              .findFirst()
              .orElseThrow();
      Journal<PoolWallet.Secondary> followed =
          PlanFollowing.follow(journal, state, then, this::spreadOf);
      return isFollowedBy(followed.wallet())
          ? followed.silently(other -> other.following(revision(), at()))
          : followed;
    }

    /// The states that the subscriptions require, reduced to the parts of `other`.
    private List<SubscriptionState> states(PoolWallet.Secondary other) {
      return PlanFollowing.withForgotten(other, subscriptions).stream()
          .map(state -> state.with(parts(state, other.shard())))
          .toList();
    }

    private List<PaidBucket> parts(SubscriptionState state, int index) {
      return state.buckets().stream()
          .filter(whole -> index < spreadOf(whole))
          .map(whole -> whole.part(index, spreadOf(whole)))
          .toList();
    }

    private int spreadOf(PaidBucket bucket) {
      return PlanFollowing.bucket(shard, bucket.name()).map(Bucket.Paid::spread).orElseThrow();
    }
  }
}
