package dev.drawdown.domain.billing;

import dev.drawdown.domain.Credits;
import dev.drawdown.domain.billing.PaidBucket.State;
import dev.drawdown.domain.subscription.SubscriptionId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The buckets of a wallet's paid terms, sorted by name, with the rules to make them follow the
/// facts.
///
/// Time and new facts have the same effect: the timeline has the required buckets, and the
/// differences are the changes. A bucket that opens later than the held one replaces it. One that
/// opened at the same time or earlier is the same bucket with new data from the facts. Its drawn
/// credits stay drawn, and its clipped credits stay clipped.
public record PlanBuckets(List<PlanBucket> all) {
  public PlanBuckets {
    all = all.stream().sorted(Comparator.comparing(PlanBucket::name)).toList();
    if (all.stream().map(PlanBucket::name).distinct().count() < all.size()) {
      throw new IllegalArgumentException("an item has two buckets: " + all);
    }
  }

  public Optional<PlanBucket> bucket(PaidBucket.Name name) {
    return all.stream().filter(bucket -> bucket.name().equals(name)).findFirst();
  }

  /// The changes that lead to the buckets that the state of one subscription requires. They concern
  /// no bucket of another subscription.
  public List<BucketChange> follow(SubscriptionState state) {
    List<BucketChange> changes = new ArrayList<>();
    for (PlanBucket bucket : all) {
      if (isOf(bucket, state.subscription()) && due(state, bucket).isEmpty()) {
        changes.add(new BucketChange.Expired(bucket, state.goneBecause()));
      }
    }
    for (PaidBucket due : state.buckets()) {
      change(bucket(due.name()), next(due, state), state.goneBecause()).ifPresent(changes::add);
    }
    return List.copyOf(changes);
  }

  private PlanBucket next(PaidBucket due, SubscriptionState state) {
    Optional<PlanBucket> same = bucket(due.name()).filter(bucket -> !isReplacedBy(due, bucket));
    Credits drawn = same.map(PlanBucket::drawn).orElse(Credits.NONE).plus(drawnBefore(due, state));
    Credits clipped = same.map(PlanBucket::clipped).orElse(Credits.NONE);
    return PlanBucket.drawn(due, drawn, clipped);
  }

  /// The credits drawn from the bucket of a term without an item, before the item that it belongs
  /// to was known.
  private Credits drawnBefore(PaidBucket due, SubscriptionState state) {
    return bucket(new PaidBucket.Name(state.subscription(), Optional.empty()))
        .filter(bucket -> due(state, bucket).isEmpty())
        .filter(bucket -> successor(bucket, state).filter(due::equals).isPresent())
        .filter(bucket -> !isReplacedBy(due, bucket))
        .map(PlanBucket::drawn)
        .orElse(Credits.NONE);
  }

  /// The bucket of the one item that a term without an item belongs to: of its end, the strongest
  /// of its plan, or else the strongest.
  private static Optional<PaidBucket> successor(PlanBucket nameless, SubscriptionState state) {
    PaidBucket paid = nameless.paid();
    return state.buckets().stream()
        .filter(due -> due.termEnd().equals(paid.termEnd()))
        .min(
            Comparator.comparing((PaidBucket due) -> !due.plan().equals(paid.plan()))
                .thenComparing(PaidBucket.SHOWN_FIRST));
  }

  private static boolean isReplacedBy(PaidBucket due, PlanBucket bucket) {
    return due.openedAt().isAfter(bucket.paid().openedAt());
  }

  private static Optional<BucketChange> change(
      Optional<PlanBucket> before, PlanBucket after, BucketReason clearedBecause) {
    if (before.isEmpty()) {
      return Optional.of(new BucketChange.Granted(after, after.paid().reason()));
    }
    PlanBucket bucket = before.get();
    if (isReplacedBy(after.paid(), bucket)) {
      BucketReason reason =
          after.paid().reason() == BucketReason.PLAN_STARTED
              ? BucketReason.RENEWAL
              : after.paid().reason();
      return Optional.of(new BucketChange.Replaced(bucket, after, reason));
    }
    return bucket.equals(after)
        ? Optional.empty()
        : Optional.of(change(bucket, after, clearedBecause));
  }

  private static BucketChange change(
      PlanBucket before, PlanBucket after, BucketReason clearedBecause) {
    State was = before.paid().state();
    State is = after.paid().state();
    boolean same = is.isUsable() ? was.isUsable() : was == is;
    if (same && before.remaining().equals(after.remaining())) {
      return new BucketChange.Noted(after, after.paid().reason());
    }
    if (same) {
      boolean more = after.remaining().compareTo(before.remaining()) > 0;
      return new BucketChange.Adjusted(
          before, after, more ? BucketReason.UPGRADE : BucketReason.CARRIED);
    }
    return switch (is) {
      case RUNNING, IN_GRACE, FAILED ->
          new BucketChange.Restored(before, after, BucketReason.RESTORED);
      case FROZEN -> new BucketChange.Frozen(before, after, BucketReason.UNPAID);
      case CLEARED -> new BucketChange.Cleared(before, after, clearedBecause);
    };
  }

  private static Optional<PaidBucket> due(SubscriptionState state, PlanBucket bucket) {
    return state.buckets().stream().filter(due -> due.name().equals(bucket.name())).findFirst();
  }

  private static boolean isOf(PlanBucket bucket, SubscriptionId subscription) {
    return bucket.name().subscription().equals(subscription);
  }
}
