package dev.drawdown.domain.billing;

import dev.drawdown.domain.Owner;
import dev.drawdown.domain.billing.PaidBucket.State;
import dev.drawdown.domain.catalog.Plan.PlanId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/// One item of a subscription through time: its bucket, and its state after payment, failure and
/// grace.
///
/// Cancellations and ends concern the whole subscription: see [SubscriptionTimeline]. `openings`
/// are the item's buckets by the starts of its terms, and `all` are the subscription's items, this
/// one included.
record ItemTimeline(
    ItemTerms item,
    NavigableMap<Instant, Opening> openings,
    List<ItemTerms> all,
    Subscription subscription,
    BillingPolicy policy) {

  /// The least time for which the bucket of a removed item is kept: as long as a parked event may
  /// wait for its replay under the shield.
  private static final Duration KEPT = BillingPolicy.SHIELD;

  static List<ItemTimeline> of(Subscription subscription, BillingPolicy policy) {
    List<ItemTerms> all = ItemTerms.of(subscription);
    return all.stream()
        .map(item -> new ItemTimeline(item, Opening.byStart(item), all, subscription, policy))
        .toList();
  }

  ItemTimeline under(BillingPolicy other) {
    return new ItemTimeline(item, openings, all, subscription, other);
  }

  /// An item whose first term has begun: its bucket, the end of its term and its state.
  record Begun(ItemTimeline item, Opening opening, Instant end, State state) {
    Begun cleared() {
      return new Begun(item, opening, end, State.CLEARED);
    }

    /// The time at which the bucket open at `now` gets a fresh amount, if that is paid or expected.
    Optional<Instant> refreshesAt(Instant now) {
      Optional<Instant> paid = item.nextAmountFor(opening.owner(), now);
      return switch (state) {
        case RUNNING -> paid.or(() -> item.expectedFor(opening.owner()));
        case IN_GRACE, FAILED, FROZEN -> paid;
        case CLEARED -> Optional.empty();
      };
    }
  }

  Optional<Begun> at(Instant now) {
    return at(now, now);
  }

  /// The item at `instant`, as it is kept at `now`.
  Optional<Begun> at(Instant instant, Instant now) {
    return openingAt(instant).flatMap(opening -> at(opening, instant, now));
  }

  /// The item's bucket at `now`, if any of its terms has started.
  private Optional<Opening> openingAt(Instant now) {
    return Optional.ofNullable(openings.floorEntry(now))
        .map(begun -> begun.getValue().refilledBy(now, item));
  }

  private Optional<Begun> at(Opening opening, Instant instant, Instant now) {
    Instant end = item.extendedEnd(opening.end());
    if (instant.isBefore(end)) {
      return Optional.of(new Begun(this, opening, end, State.RUNNING));
    }
    return isReached(removedAt(end), instant)
        ? removed(opening, end, now)
        : Optional.of(new Begun(this, opening, end, unpaid(opening, end, instant)));
  }

  private Optional<Begun> removed(Opening opening, Instant end, Instant now) {
    return isReached(keptUntil(opening, end), now)
        ? Optional.empty()
        : Optional.of(new Begun(this, opening, end, State.CLEARED));
  }

  private State unpaid(Opening opening, Instant end, Instant now) {
    boolean failed = isReached(failedFrom(), now);
    boolean shielded = !failed && policy.shieldsAt(now);
    if (now.isBefore(graceEnd(opening.term().plan(), end)) || shielded) {
      return failed ? State.FAILED : State.IN_GRACE;
    }
    return State.FROZEN;
  }

  /// The first term of another item that starts at this item's `end` or later removes this item. A
  /// term without an item doesn't count.
  ///
  /// A term of this item that waits changes nothing, or it would bring back the old bucket without
  /// its draws.
  private Optional<Instant> removedAt(Instant end) {
    return all.stream()
        .filter(other -> other.item().isPresent())
        .flatMap(other -> other.firstStartFrom(end).stream())
        .min(Comparator.naturalOrder());
  }

  /// The end of the time for which the bucket of a removed item is kept.
  ///
  /// It is kept while its amount lasts, because a term that begins in that time carries on with its
  /// remaining credits. And it is kept for [#KEPT], because a line of amount 0 may arrive late: it
  /// brings back the item with its remaining credits.
  private Optional<Instant> keptUntil(Opening opening, Instant end) {
    Instant until = opening.until();
    return removedAt(end).map(at -> at.plus(KEPT)).map(late -> late.isAfter(until) ? late : until);
  }

  /// The end of the grace of an item that was paid until `end`.
  ///
  /// If the provider has given up, the minimum grace counts. But grace doesn't end before the
  /// unpaid period begins.
  private Instant graceEnd(PlanId plan, Instant end) {
    BillingPolicy.Grace grace = policy.grace(plan);
    Instant full = end.plus(grace.full());
    Instant least = end.plus(grace.minimum());
    return givenUpFrom()
        .map(start -> start.isAfter(least) ? start : least)
        .filter(full::isAfter)
        .orElse(full);
  }

  /// The start of the first unpaid period whose payment failed, if one did.
  Optional<Instant> failedFrom() {
    return item.unpaidFrom(subscription.failed());
  }

  /// The start of the first unpaid period that the provider has given up, if it has.
  Optional<Instant> givenUpFrom() {
    return item.unpaidFrom(subscription.givenUp());
  }

  /// The next instant after `now` at which a paid term brings `owner` a fresh amount.
  ///
  /// A term that begins during the time of the last amount may carry on with it. Then its own
  /// amount comes when that time is over.
  Optional<Instant> nextAmountFor(Owner owner, Instant now) {
    NavigableSet<Instant> candidates = new TreeSet<>();
    openingAt(now).ifPresent(opening -> candidates.add(opening.until()));
    openings
        .tailMap(now, false)
        .forEach(
            (start, opening) -> {
              candidates.add(start);
              candidates.add(opening.until());
            });
    return candidates.tailSet(now, false).stream().filter(at -> opensAt(at, owner)).findFirst();
  }

  private boolean opensAt(Instant at, Owner owner) {
    return openingAt(at)
        .filter(opening -> opening.openedAt().equals(at) && opening.owner().equals(owner))
        .isPresent();
  }

  /// The time at which a payment for the period after all paid terms would bring `owner` a fresh
  /// amount: when the time of the last amount is over, too. Empty if that payment failed.
  private Optional<Instant> expectedFor(Owner owner) {
    Opening last = openings.lastEntry().getValue();
    Opening refilled = last.refilledBy(last.end(), item);
    Instant end = item.extendedEnd(refilled.end());
    return Optional.of(end.isAfter(refilled.until()) ? end : refilled.until())
        .filter(_ -> refilled.owner().equals(owner) && failedFrom().isEmpty());
  }

  boolean waitsAt(Instant now) {
    return item.nextStartAfter(now).isPresent();
  }

  /// Candidates for this item's next change after `now`. Some may be earlier than `now`.
  List<Instant> changeCandidates(Instant now) {
    List<Instant> candidates = new ArrayList<>(subscription.failed());
    candidates.addAll(subscription.givenUp());
    item.nextStartAfter(now).ifPresent(candidates::add);
    openingAt(now).ifPresent(opening -> candidates.addAll(changesOf(opening)));
    return candidates;
  }

  private List<Instant> changesOf(Opening opening) {
    Instant end = item.extendedEnd(opening.end());
    List<Instant> changes = new ArrayList<>();
    changes.add(opening.until());
    changes.add(end);
    changes.add(graceEnd(opening.term().plan(), end));
    keptUntil(opening, end).ifPresent(changes::add);
    return changes;
  }

  /// Whether it is known and has come by `now`.
  static boolean isReached(Optional<Instant> at, Instant now) {
    return at.filter(instant -> !now.isBefore(instant)).isPresent();
  }
}
