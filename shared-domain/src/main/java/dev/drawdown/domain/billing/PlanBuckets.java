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
/// credits stay drawn.
public record PlanBuckets(List<HeldBucket> all) {
  public static final PlanBuckets NONE = new PlanBuckets(List.of());

  public PlanBuckets {
    all = all.stream().sorted(Comparator.comparing(HeldBucket::name)).toList();
    if (all.stream().map(HeldBucket::name).distinct().count() < all.size()) {
      throw new IllegalArgumentException("an item has two buckets: " + all);
    }
  }

  /// The changes that lead to the required buckets, and the buckets after them.
  public record Followed(List<BucketChange> changes, PlanBuckets buckets) {
    public Followed {
      changes = List.copyOf(changes);
    }
  }

  public Optional<HeldBucket> bucket(PaidBucket.Name name) {
    return all.stream().filter(held -> held.name().equals(name)).findFirst();
  }

  /// The credits that can be drawn now.
  public Credits usable() {
    return all.stream().map(HeldBucket::usable).reduce(Credits.NONE, Credits::plus);
  }

  /// These buckets with `changed` instead of the bucket with its name.
  public PlanBuckets with(HeldBucket changed) {
    List<HeldBucket> others = new ArrayList<>(all);
    others.removeIf(held -> held.name().equals(changed.name()));
    others.add(changed);
    return new PlanBuckets(others);
  }

  /// Applies the state of one subscription. Buckets of other subscriptions stay as they are.
  public Followed follow(SubscriptionState state) {
    List<BucketChange> changes = new ArrayList<>();
    List<HeldBucket> after = new ArrayList<>(all);
    after.removeIf(held -> isOf(held, state.subscription()));
    for (HeldBucket held : all) {
      if (isOf(held, state.subscription()) && due(state, held).isEmpty()) {
        changes.add(new BucketChange.Expired(held, state.goneBecause()));
      }
    }
    for (PaidBucket due : state.buckets()) {
      HeldBucket next = next(due, state);
      after.add(next);
      change(bucket(due.name()), next, state.goneBecause()).ifPresent(changes::add);
    }
    return new Followed(changes, new PlanBuckets(after));
  }

  private HeldBucket next(PaidBucket due, SubscriptionState state) {
    Optional<HeldBucket> same = bucket(due.name()).filter(held -> !isReplacedBy(due, held));
    Credits drawn = same.map(HeldBucket::drawn).orElse(Credits.NONE).plus(drawnBefore(due, state));
    Credits clipped =
        same.filter(held -> held.paid().openedAt().equals(due.openedAt()))
            .map(HeldBucket::clipped)
            .orElse(Credits.NONE);
    return HeldBucket.drawn(due, drawn, clipped);
  }

  /// The credits drawn from the bucket of a term without an item, before the item that it competes
  /// with was known.
  private Credits drawnBefore(PaidBucket due, SubscriptionState state) {
    return bucket(new PaidBucket.Name(state.subscription(), Optional.empty()))
        .filter(held -> due(state, held).isEmpty())
        .filter(held -> held.paid().termEnd().equals(due.termEnd()))
        .filter(held -> !isReplacedBy(due, held))
        .map(HeldBucket::drawn)
        .orElse(Credits.NONE);
  }

  private static boolean isReplacedBy(PaidBucket due, HeldBucket held) {
    return due.openedAt().isAfter(held.paid().openedAt());
  }

  private static Optional<BucketChange> change(
      Optional<HeldBucket> before, HeldBucket after, Why clearedBecause) {
    if (before.isEmpty()) {
      return Optional.of(new BucketChange.Granted(after, after.paid().why()));
    }
    HeldBucket held = before.get();
    if (isReplacedBy(after.paid(), held)) {
      Why why = after.paid().why() == Why.PLAN_STARTED ? Why.RENEWAL : after.paid().why();
      return Optional.of(new BucketChange.Replaced(held, after, why));
    }
    return held.equals(after) ? Optional.empty() : Optional.of(change(held, after, clearedBecause));
  }

  private static BucketChange change(HeldBucket before, HeldBucket after, Why clearedBecause) {
    State was = before.paid().state();
    State is = after.paid().state();
    boolean same = is.isUsable() ? was.isUsable() : was == is;
    if (same && before.remaining().equals(after.remaining())) {
      return new BucketChange.Noted(after, after.paid().why());
    }
    if (same) {
      boolean more = after.remaining().compareTo(before.remaining()) > 0;
      return new BucketChange.Adjusted(before, after, more ? Why.UPGRADE : Why.CARRIED);
    }
    return switch (is) {
      case RUNNING, IN_GRACE, FAILED -> new BucketChange.Restored(before, after, Why.RESTORED);
      case FROZEN -> new BucketChange.Frozen(before, after, Why.UNPAID);
      case CLEARED -> new BucketChange.Cleared(before, after, clearedBecause);
    };
  }

  private static Optional<PaidBucket> due(SubscriptionState state, HeldBucket held) {
    return state.buckets().stream().filter(due -> due.name().equals(held.name())).findFirst();
  }

  private static boolean isOf(HeldBucket held, SubscriptionId subscription) {
    return held.name().subscription().equals(subscription);
  }
}
