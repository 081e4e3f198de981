package dev.drawdown.domain.billing;

import static dev.drawdown.domain.billing.Paid.day;
import static dev.drawdown.domain.fixtures.CatalogFixtures.STANDARD_POLICY;

import dev.drawdown.domain.Credits;
import dev.drawdown.domain.Owner;
import dev.drawdown.domain.fixtures.PaidBuckets;
import dev.drawdown.domain.subscription.SubscriptionId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A billed account: a test adds facts, lets time pass and draws credits, in any order. Its buckets
/// follow step by step, as a wallet's do.
final class Billed {
  private final Map<SubscriptionId, Subscription> known = new TreeMap<>();
  private final List<BucketChange> changes = new ArrayList<>();
  private final Owner owner;
  private BillingPolicy policy = STANDARD_POLICY;
  private PaidBuckets buckets = PaidBuckets.NONE;
  private Instant now = day("2027-03-01");

  private Billed(Owner owner) {
    this.owner = owner;
  }

  static Billed account() {
    return new Billed(Paid.ACCOUNT);
  }

  static Billed account(Owner owner) {
    return new Billed(owner);
  }

  Billed with(BillingPolicy changed) {
    policy = changed;
    return this;
  }

  Billed paid(Paid... lines) {
    return paid("sub-1", lines);
  }

  Billed paid(String subscription, Paid... lines) {
    for (Paid line : lines) {
      apply(subscription, line.fact());
    }
    return this;
  }

  Billed apply(Fact... facts) {
    return apply("sub-1", facts);
  }

  Billed apply(String subscription, Fact... facts) {
    SubscriptionId id = new SubscriptionId(subscription);
    for (Fact fact : facts) {
      Subscription before = known.getOrDefault(id, Subscription.unknown(id));
      known.put(id, before.with(fact));
      follow();
    }
    return this;
  }

  /// Applies an event with the facts about several lines. The buckets follow once, after all of
  /// them.
  Billed paidTogether(Paid... lines) {
    SubscriptionId id = new SubscriptionId("sub-1");
    for (Paid line : lines) {
      Subscription before = known.getOrDefault(id, Subscription.unknown(id));
      known.put(id, before.with(line.fact()));
    }
    follow();
    return this;
  }

  Billed at(String date) {
    return at(day(date));
  }

  Billed at(Instant instant) {
    Optional<Instant> next = nextChange();
    while (next.isPresent() && !next.get().isAfter(instant)) {
      now = next.get();
      follow();
      next = nextChange();
    }
    now = instant;
    follow();
    return this;
  }

  /// Advances in one step to `date`, without a stop at the changes before it.
  Billed jumpingTo(String date) {
    now = day(date);
    follow();
    return this;
  }

  Billed draw(long credits) {
    Credits left = Credits.of(credits);
    for (PaidBucket plan : billing().plans()) {
      PlanBucket held = buckets.bucket(plan.name());
      Credits taken = PaidBuckets.usable(held).min(left);
      buckets = buckets.with(held.withRemaining(held.remaining().minus(taken)));
      left = left.minus(taken);
    }
    if (!left.isNone()) {
      throw new IllegalStateException("short of " + left);
    }
    return this;
  }

  Billed refund(long credits) {
    PlanBucket held = buckets.all().getFirst();
    buckets = buckets.with(held.withRemaining(held.remaining().plus(Credits.of(credits))));
    return this;
  }

  private void follow() {
    for (Subscription subscription : known.values()) {
      SubscriptionState state = new SubscriptionTimeline(subscription, owner, policy).at(now);
      List<BucketChange> followed = buckets.buckets().follow(state);
      changes.addAll(followed);
      buckets = buckets.after(followed);
    }
  }

  long left() {
    return buckets.usable().amount();
  }

  List<Long> each() {
    return billing().plans().stream()
        .map(plan -> buckets.bucket(plan.name()).remaining().amount())
        .toList();
  }

  private AccountTimeline timeline() {
    return new AccountTimeline(List.copyOf(known.values()), owner, policy);
  }

  AccountBilling billing() {
    return timeline().at(now);
  }

  Standing standing() {
    return billing().standing();
  }

  Optional<String> plan() {
    return billing().shown().map(bucket -> bucket.plan().value());
  }

  Optional<Instant> nextChange() {
    return timeline().nextChangeAfter(now);
  }

  Subscription subscription() {
    return known.values().iterator().next();
  }

  List<Subscription> subscriptions() {
    return List.copyOf(known.values());
  }

  PaidBuckets buckets() {
    return buckets;
  }

  BillingPolicy policy() {
    return policy;
  }

  Owner owner() {
    return owner;
  }

  Instant now() {
    return now;
  }

  List<BucketChange> changes() {
    return List.copyOf(changes);
  }

  List<BucketReason> reasons() {
    return changes.stream()
        .filter(change -> !(change instanceof BucketChange.Noted))
        .map(BucketChange::reason)
        .toList();
  }
}
