package dev.drawdown.domain.billing;

import static dev.drawdown.domain.billing.ItemTimeline.isReached;

import dev.drawdown.domain.Owner;
import dev.drawdown.domain.billing.ItemTimeline.Begun;
import dev.drawdown.domain.billing.PaidBucket.State;
import dev.drawdown.domain.billing.SubscriptionState.Phase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The effect of a set of facts for one owner at any instant: the required buckets, and the state
/// of the subscription.
///
/// It depends only on the facts, the policy and the instant. It doesn't depend on the order in
/// which the facts arrived, or on the drawn credits. The timeline computes each state once, so only
/// one thread may use it.
///
/// P6, P7: cancellations, pauses, ends, and past-due subscriptions.
public final class SubscriptionTimeline {
  private final Subscription subscription;
  private final Owner owner;
  private final List<ItemTimeline> items;
  private final BillingPolicy policy;
  private final Optional<Instant> clearsAt;
  private final Optional<Instant> overAt;
  private final Map<Instant, SubscriptionState> states = new HashMap<>();

  public SubscriptionTimeline(Subscription subscription, Owner owner, BillingPolicy policy) {
    this(
        subscription, owner, ItemTimeline.of(subscription, policy), policy, clearsAt(subscription));
  }

  private SubscriptionTimeline(
      Subscription subscription,
      Owner owner,
      List<ItemTimeline> items,
      BillingPolicy policy,
      Optional<Instant> clearsAt) {
    this.subscription = subscription;
    this.owner = owner;
    this.items = items;
    this.policy = policy;
    this.clearsAt = clearsAt;
    this.overAt = Subscription.earliest(clearsAt, subscription.endedAt());
  }

  /// How and when a subscription ends or ended.
  public record Ending(Instant at, Kind kind) {
    public enum Kind {
      CANCELLED,
      PAUSED,
      ENDED
    }
  }

  /// The effect of the same facts under another policy.
  SubscriptionTimeline under(BillingPolicy other) {
    List<ItemTimeline> changed = items.stream().map(item -> item.under(other)).toList();
    return new SubscriptionTimeline(subscription, owner, changed, other, clearsAt);
  }

  /// The time at which a cancellation or a pause clears the subscription's credits. A paid term
  /// that starts then or later withdraws it.
  private static Optional<Instant> clearsAt(Subscription subscription) {
    return Stream.of(subscription.cancelsAt(), subscription.pausesAt())
        .flatMap(Optional::stream)
        .filter(at -> subscription.terms().stream().allMatch(term -> term.start().isBefore(at)))
        .min(Comparator.naturalOrder());
  }

  public SubscriptionState at(Instant now) {
    return states.computeIfAbsent(now, this::stateAt);
  }

  private SubscriptionState stateAt(Instant now) {
    if (isReached(subscription.endedAt(), now)) {
      return state(Phase.NONE, List.of(), BucketReason.PLAN_ENDED);
    }
    if (isReached(clearsAt, now)) {
      return state(Phase.NONE, cleared(clearsAt.orElseThrow(), now), BucketReason.CANCELLED);
    }
    List<Begun> begun = items.stream().flatMap(item -> item.at(now).stream()).toList();
    List<Begun> paid = begun.stream().filter(item -> item.state() != State.CLEARED).toList();
    return state(phase(paid, now), buckets(begun, now), BucketReason.REMOVED);
  }

  /// How the subscription ended by `now`, or how it will end, if that is known.
  public Optional<Ending> ending(Instant now) {
    Optional<Ending> ended = subscription.endedAt().map(at -> new Ending(at, Ending.Kind.ENDED));
    Optional<Ending> cleared = clearsAt.map(at -> new Ending(at, clearing(at)));
    if (isReached(subscription.endedAt(), now)) {
      return ended;
    }
    if (isReached(clearsAt, now)) {
      return cleared;
    }
    return Stream.of(ended, cleared)
        .flatMap(Optional::stream)
        .filter(_ -> at(now).phase() != Phase.NONE)
        .min(Comparator.comparing(Ending::at));
  }

  private Ending.Kind clearing(Instant at) {
    return subscription.cancelsAt().filter(at::equals).isPresent()
        ? Ending.Kind.CANCELLED
        : Ending.Kind.PAUSED;
  }

  /// The start of the item's unpaid period whose payment failed, if it has begun by `now`.
  public Optional<Instant> failedFrom(PaidBucket.Name bucket, Instant now) {
    return item(bucket).flatMap(ItemTimeline::failedFrom).filter(start -> !start.isAfter(now));
  }

  /// Whether the provider has given up on an unpaid period of the item that has begun by `now`.
  public boolean isGivenUp(PaidBucket.Name bucket, Instant now) {
    return isReached(item(bucket).flatMap(ItemTimeline::givenUpFrom), now);
  }

  private Optional<ItemTimeline> item(PaidBucket.Name bucket) {
    return items.stream().filter(each -> each.item().item().equals(bucket.item())).findFirst();
  }

  /// The next instant after `now` at which time alone changes anything.
  public Optional<Instant> nextChangeAfter(Instant now) {
    return nextChange(now, Instant.MAX);
  }

  /// The next instant after `now`, up to `latest`, at which time alone changes anything.
  Optional<Instant> nextChange(Instant now, Instant latest) {
    Optional<Instant> next = candidate(now, latest);
    while (next.isPresent() && at(next.get()).equals(at(now))) {
      next = candidate(next.get(), latest);
    }
    return next;
  }

  private Optional<Instant> candidate(Instant now, Instant latest) {
    return candidateAfter(now).filter(at -> !at.isAfter(latest));
  }

  private Optional<Instant> candidateAfter(Instant now) {
    List<Instant> candidates = new ArrayList<>();
    clearsAt.ifPresent(candidates::add);
    subscription.endedAt().ifPresent(candidates::add);
    policy.shieldedUntil().ifPresent(candidates::add);
    items.forEach(item -> candidates.addAll(item.changeCandidates(now)));
    return candidates.stream().filter(now::isBefore).min(Comparator.naturalOrder());
  }

  /// The owner's items that a paid term brings a fresh amount after `now`, each with the time of
  /// the next one. No amount comes when the subscription is over.
  Map<PaidBucket.Name, Instant> amountsAfter(Instant now) {
    Map<PaidBucket.Name, Instant> amounts = new HashMap<>();
    for (ItemTimeline item : items) {
      item.nextAmountFor(owner, now)
          .filter(at -> !isOverAt(at))
          .ifPresent(at -> amounts.put(nameOf(item), at));
    }
    return amounts;
  }

  private PaidBucket.Name nameOf(ItemTimeline item) {
    return new PaidBucket.Name(subscription.id(), item.item().item());
  }

  /// The items' buckets just before the subscription was cleared, as they are kept at `now`. They
  /// stay as they were then.
  private List<PaidBucket> cleared(Instant at, Instant now) {
    Instant before = at.minusNanos(1);
    Stream<Begun> begun = items.stream().flatMap(item -> item.at(before, now).stream());
    return buckets(begun.map(Begun::cleared).toList(), before);
  }

  private Phase phase(List<Begun> begun, Instant now) {
    if (begun.stream().noneMatch(this::isOwn) && !waitsForOwner(now)) {
      return Phase.NONE;
    }
    boolean waits = items.stream().anyMatch(item -> item.waitsAt(now));
    if (!waits && begun.stream().noneMatch(item -> item.state().isUsable())) {
      return Phase.PAST_DUE;
    }
    boolean failed = begun.stream().anyMatch(item -> isOwn(item) && item.state() == State.FAILED);
    return failed ? Phase.FAILED : Phase.ALIVE;
  }

  private boolean waitsForOwner(Instant now) {
    return subscription.terms().stream()
        .anyMatch(term -> term.owner().equals(owner) && term.start().isAfter(now));
  }

  private boolean isOwn(Begun begun) {
    return begun.opening().owner().equals(owner);
  }

  private List<PaidBucket> buckets(List<Begun> begun, Instant now) {
    return begun.stream().filter(this::isOwn).map(item -> bucket(item, now)).toList();
  }

  private PaidBucket bucket(Begun begun, Instant now) {
    Opening opening = begun.opening();
    boolean refills = opening.until().isBefore(opening.end());
    return new PaidBucket(
        nameOf(begun.item()),
        opening.term().plan(),
        opening.openedAt(),
        opening.granted(),
        opening.ceiling(),
        begun.end(),
        refills ? opening.until() : begun.end(),
        begun.refreshesAt(now).filter(at -> !isOverAt(at)),
        begun.state(),
        opening.reason());
  }

  private boolean isOverAt(Instant instant) {
    return isReached(overAt, instant);
  }

  private SubscriptionState state(Phase phase, List<PaidBucket> buckets, BucketReason goneBecause) {
    Optional<Instant> cancelsAt = overAt.filter(_ -> phase != Phase.NONE);
    return new SubscriptionState(subscription.id(), phase, buckets, cancelsAt, goneBecause);
  }
}
