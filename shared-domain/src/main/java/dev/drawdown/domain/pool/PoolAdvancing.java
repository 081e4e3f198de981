package dev.drawdown.domain.pool;

import dev.drawdown.domain.Credits;
import dev.drawdown.domain.ledger.Bucket;
import dev.drawdown.domain.ledger.Cause;
import dev.drawdown.domain.ledger.Hold;
import dev.drawdown.domain.wallet.Journal;
import dev.drawdown.domain.wallet.WalletAdvance;
import dev.drawdown.domain.wallet.WalletAdvancing;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/// Brings a pool up to an instant: its primary shard as any wallet that is told of payments, and
/// then each secondary shard by propagation.
///
/// Propagation lets a secondary shard do what the primary one did: have its part of the same
/// allowance, or none. Only the primary shard is told of payments, cancellations and ends, so that
/// one transaction does it. What follows from that for the others is as certain as what follows
/// from the clock.
public final class PoolAdvancing {
  private final WalletAdvancing advancing;

  public PoolAdvancing(WalletAdvancing advancing) {
    this.advancing = advancing;
  }

  /// Advances the primary shard, and then those that follow it. They follow what it had as stored,
  /// and then what became of that, so that a part that is over has been there.
  public PoolAdvance advance(Pool pool, Instant now) {
    WalletAdvance<PoolWallet.Primary> primary = advancing.advance(pool.primary(), now);
    Leading stored = new Leading(pool.primary(), pool.primary().changes());
    Leading advanced = new Leading(primary.wallet(), pool.primary().changes());
    return new PoolAdvance(
        pool,
        primary,
        pool.secondaries().stream()
            .map(
                shard ->
                    WalletAdvance.of(
                        shard,
                        changed -> due(changed, stored, advanced, now),
                        PoolAdvancing::apply))
            .toList());
  }

  /// What falls due next in a secondary shard. At one instant, it follows the primary shard before
  /// its holds expire.
  private sealed interface Due {
    Instant at();

    /// The primary shard has another plan than this one knows of, or none.
    record Change(Leading primary) implements Due {
      @Override
      public Instant at() {
        return primary.shard().changedAt();
      }
    }

    /// Nobody captured or released a hold in time.
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

  private static Optional<Due> due(
      PoolWallet.Secondary shard, Leading stored, Leading advanced, Instant now) {
    Leading primary = stored.isNewTo(shard) ? stored : advanced;
    Stream<Due> change =
        primary.isFollowedBy(shard) ? Stream.empty() : Stream.of(new Due.Change(primary));
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

  /// The primary shard, as it is stored or advanced, and how many of its changes are written.
  ///
  /// An end that is due is done. But until it is written, news may come first by which it never
  /// was. Those that have followed it come back then.
  private record Leading(PoolWallet.Primary shard, long written) {
    /// Whether it has a bucket that `other` hasn't followed: by having its part of it, or, where
    /// there is none for this shard any more, by giving up that of an older one.
    boolean isNewTo(PoolWallet.Secondary other) {
      return shard
          .plan()
          .filter(plan -> plan.number() > other.grant())
          .filter(_ -> bucketFor(other).isPresent() || other.plan().isPresent())
          .isPresent();
    }

    /// The bucket a part of which belongs to `other`.
    Optional<Bucket.Plan> bucketFor(PoolWallet.Secondary other) {
      return shard.plan().filter(_ -> other.shard() < shard.shards());
    }

    /// Whether `other` has its part of just what the primary shard has.
    boolean isFollowedBy(PoolWallet.Secondary other) {
      if (other.changes() > written) {
        throw new IllegalArgumentException(
            other.id() + " has followed what its pool hasn't done yet");
      }
      Optional<Bucket.Plan> bucket = bucketFor(other);
      return bucket.isPresent()
          ? other.plan().isPresent() && bucket.get().number() == other.grant()
          : other.plan().isEmpty();
    }

    Journal<PoolWallet.Secondary> propagate(Journal<PoolWallet.Secondary> journal) {
      Instant last = journal.wallet().at();
      Instant at = shard.changedAt().isBefore(last) ? last : shard.changedAt();
      Cause cause = Cause.because(shard.reason().orElseThrow());
      Journal<PoolWallet.Secondary> ended = end(journal, at, cause);
      return bucketFor(ended.wallet()).map(plan -> begin(plan, ended, at, cause)).orElse(ended);
    }

    private Journal<PoolWallet.Secondary> end(
        Journal<PoolWallet.Secondary> journal, Instant at, Cause cause) {
      Optional<Bucket.Plan> held = journal.wallet().plan();
      if (held.isEmpty()) {
        return journal;
      }
      long grant = journal.wallet().grant();
      return journal
          .expire(at, cause, held.get())
          .silently(other -> other.following(grant, written, held));
    }

    private Journal<PoolWallet.Secondary> begin(
        Bucket.Plan bucket, Journal<PoolWallet.Secondary> journal, Instant at, Cause cause) {
      PoolWallet.Secondary before = journal.wallet();
      Optional<Bucket.Plan> closed =
          before.cleared().filter(_ -> before.grant() == bucket.number());
      Journal<PoolWallet.Secondary> followed =
          journal.silently(other -> other.following(bucket.number(), written, Optional.empty()));
      if (closed.isPresent()) {
        return followed.restore(at, cause, closed.get());
      }
      Credits whole = shard.billing().term().orElseThrow().paid().credits();
      Credits part = whole.part(before.shard(), shard.shards());
      return followed.grant(
          at,
          cause,
          number ->
              Bucket.Plan.granted(
                  number, bucket.plan(), part, bucket.grantedAt(), bucket.endsAt()));
    }
  }
}
