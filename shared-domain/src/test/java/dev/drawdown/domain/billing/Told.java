package dev.drawdown.domain.billing;

import dev.drawdown.domain.Owner;
import dev.drawdown.domain.subscription.SubscriptionId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What an account has come to by the facts that were told at one instant.
record Told(Instant now, Map<SubscriptionId, Subscription> known, PlanBuckets buckets) {
  static final Owner OWNER = Paid.ACCOUNT;
  static final BillingPolicy POLICY = BillingPolicy.of(BillingPolicy.Grace.STANDARD);

  /// A fact and the subscription that it is about.
  record About(String subscription, Fact fact) {}

  static Told nothing(Instant now) {
    return new Told(now, Map.of(), PlanBuckets.NONE);
  }

  static Told all(Instant now, List<About> facts) {
    Told told = nothing(now);
    for (About fact : facts) {
      told = told.tell(fact);
    }
    return told;
  }

  Told tell(About about) {
    SubscriptionId id = new SubscriptionId(about.subscription());
    Map<SubscriptionId, Subscription> after = new TreeMap<>(known);
    Subscription news = known.getOrDefault(id, Subscription.unheardOf(id)).tell(about.fact());
    after.put(id, news);
    return new Told(now, after, follow(buckets, news, now));
  }

  /// The same facts when it is `instant`.
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
