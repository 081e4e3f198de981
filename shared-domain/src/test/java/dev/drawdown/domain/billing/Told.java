package dev.drawdown.domain.billing;

import dev.drawdown.domain.Owner;
import dev.drawdown.domain.subscription.SubscriptionId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The state of an account after facts that arrived at one instant.
record Told(Instant now, Map<SubscriptionId, Subscription> known, PlanBuckets buckets) {
  static final Owner OWNER = Paid.ACCOUNT;
  static final BillingPolicy POLICY = BillingPolicy.of(BillingPolicy.Grace.STANDARD);

  /// A fact and its subscription.
  record About(String subscription, Fact fact) {}

  static Told nothing(Instant now) {
    return new Told(now, Map.of(), PlanBuckets.NONE);
  }

  static Told all(Instant now, List<About> facts) {
    Told state = nothing(now);
    for (About fact : facts) {
      state = state.tell(fact);
    }
    return state;
  }

  Told tell(About about) {
    SubscriptionId id = new SubscriptionId(about.subscription());
    Map<SubscriptionId, Subscription> after = new TreeMap<>(known);
    Subscription changed = known.getOrDefault(id, Subscription.unheardOf(id)).tell(about.fact());
    after.put(id, changed);
    return new Told(now, after, follow(buckets, changed, now));
  }

  /// The same facts at `instant`.
  Told at(Instant instant) {
    PlanBuckets followed = buckets;
    for (Subscription subscription : known.values()) {
      followed = follow(followed, subscription, instant);
    }
    return new Told(instant, known, followed);
  }

  Told with(PlanBuckets changed) {
    return new Told(now, known, changed);
  }

  AccountTimeline timeline() {
    return new AccountTimeline(List.copyOf(known.values()), OWNER, POLICY);
  }

  AccountBilling billing() {
    return timeline().at(now);
  }

  private static PlanBuckets follow(PlanBuckets buckets, Subscription known, Instant now) {
    return buckets.follow(new SubscriptionTimeline(known, OWNER, POLICY).at(now)).buckets();
  }
}
