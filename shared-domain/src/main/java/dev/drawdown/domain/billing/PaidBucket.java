package dev.drawdown.domain.billing;

import dev.drawdown.domain.Credits;
import dev.drawdown.domain.catalog.Plan.PlanId;
import dev.drawdown.domain.subscription.SubscriptionId;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/// A plan's bucket as the facts require it at one instant, without its draws.
///
/// An item has one bucket at a time. It is the same bucket while `openedAt` stays the same.
/// `granted` counts all credits that it ever got. `ceiling` is its content without any draw.
/// `expiresAt` is its next refill or its term's end. `refreshesAt` is the time of the next fresh
/// amount, if a payment is known or expected.
public record PaidBucket(
    Name name,
    PlanId plan,
    Instant openedAt,
    Credits granted,
    Credits ceiling,
    Instant termEnd,
    Instant expiresAt,
    Optional<Instant> refreshesAt,
    State state,
    BucketReason reason) {

  /// The most credits granted, then the latest end, then the smallest name.
  public static final Comparator<PaidBucket> SHOWN_FIRST =
      Comparator.comparing(PaidBucket::granted)
          .thenComparing(PaidBucket::termEnd)
          .reversed()
          .thenComparing(PaidBucket::name);

  public PaidBucket {
    if (!granted.covers(ceiling)) {
      throw new IllegalArgumentException(
          "a bucket that was granted " + granted + " can't hold " + ceiling);
    }
  }

  /// The part of shard `index` if the amount is spread over `shards` shards of a pool.
  public PaidBucket part(int index, int shards) {
    return withCredits(granted.part(index, shards), ceiling.part(index, shards));
  }

  PaidBucket plus(PaidBucket part) {
    return withCredits(granted.plus(part.granted), ceiling.plus(part.ceiling));
  }

  private PaidBucket withCredits(Credits all, Credits undrawn) {
    return new PaidBucket(
        name, plan, openedAt, all, undrawn, termEnd, expiresAt, refreshesAt, state, reason);
  }

  /// The name of a bucket: one item of a subscription, or its terms without an item.
  public record Name(SubscriptionId subscription, Optional<ItemId> item)
      implements Comparable<Name> {
    private static final Comparator<Name> ORDER =
        Comparator.comparing(Name::subscription)
            .thenComparing(name -> name.item().map(ItemId::value).orElse(""));

    @Override
    public int compareTo(Name other) {
      return ORDER.compare(this, other);
    }
  }

  /// P7: the state of a bucket, which follows from the state of its item.
  public enum State {
    /// The term runs.
    RUNNING,
    /// The term is over, the grace isn't, and no failure is known.
    IN_GRACE,
    /// The term is over, the grace isn't, and the payment of the next period failed.
    FAILED,
    /// The grace is over. The bucket is kept and never drawn.
    FROZEN,
    /// The subscription was cancelled or paused, or the item was removed.
    ///
    /// The bucket is kept but not listed. It returns if a withdrawal arrives late or the item is
    /// paid again.
    CLEARED;

    public boolean isUsable() {
      return switch (this) {
        case RUNNING, IN_GRACE, FAILED -> true;
        case FROZEN, CLEARED -> false;
      };
    }
  }
}
