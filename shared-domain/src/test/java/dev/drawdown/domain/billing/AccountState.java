package dev.drawdown.domain.billing;

import static dev.drawdown.domain.fixtures.CatalogFixtures.STANDARD_POLICY;

import dev.drawdown.domain.Credits;
import dev.drawdown.domain.Owner;
import dev.drawdown.domain.fixtures.PaidBuckets;
import dev.drawdown.domain.subscription.SubscriptionId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The state of an account after facts that arrived at one instant.
record AccountState(Instant now, Map<SubscriptionId, Subscription> known, PaidBuckets buckets) {
  static final Owner OWNER = Paid.ACCOUNT;
  static final BillingPolicy POLICY = STANDARD_POLICY;

  /// A fact and its subscription.
  record About(String subscription, Fact fact) {}

  static AccountState nothing(Instant now) {
    return new AccountState(now, Map.of(), PaidBuckets.NONE);
  }

  static AccountState all(Instant now, List<About> facts) {
    AccountState state = nothing(now);
    for (About fact : facts) {
      state = state.apply(fact);
    }
    return state;
  }

  AccountState apply(About... event) {
    return apply(List.of(event));
  }

  /// This state after an event with these facts. The buckets follow once, after all of them.
  AccountState apply(List<About> event) {
    Map<SubscriptionId, Subscription> after = new TreeMap<>(known);
    for (About about : event) {
      SubscriptionId id = new SubscriptionId(about.subscription());
      after.put(id, after.getOrDefault(id, Subscription.unknown(id)).with(about.fact()));
    }
    return new AccountState(now, after, buckets).at(now);
  }

  /// The same facts at `instant`.
  AccountState at(Instant instant) {
    PaidBuckets followed = buckets;
    for (Subscription subscription : known.values()) {
      followed = follow(followed, subscription, instant);
    }
    return new AccountState(instant, known, followed);
  }

  /// The credits that were drawn from all buckets.
  Credits drawn() {
    return buckets.all().stream().map(PlanBucket::drawn).reduce(Credits.NONE, Credits::plus);
  }

  AccountState with(PaidBuckets changed) {
    return new AccountState(now, known, changed);
  }

  AccountTimeline timeline() {
    return new AccountTimeline(List.copyOf(known.values()), OWNER, POLICY);
  }

  AccountBilling billing() {
    return timeline().at(now);
  }

  private static PaidBuckets follow(PaidBuckets buckets, Subscription known, Instant now) {
    SubscriptionState state = new SubscriptionTimeline(known, OWNER, POLICY).at(now);
    return buckets.after(buckets.buckets().follow(state));
  }
}
