package dev.drawdown.domain.billing;

import dev.drawdown.domain.Owner;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The effect of the facts about all subscriptions of one owner over time.
///
/// It walks each subscription's terms once, when it is constructed. So questions about several
/// instants need one timeline.
public final class AccountTimeline {
  private final List<SubscriptionTimeline> subscriptions;

  public AccountTimeline(List<Subscription> known, Owner owner, BillingPolicy policy) {
    this.subscriptions =
        known.stream().map(one -> new SubscriptionTimeline(one, owner, policy)).toList();
  }

  public AccountBilling at(Instant now) {
    return new AccountBilling(subscriptions.stream().map(one -> one.at(now)).toList());
  }

  public AccountBilling justBefore(Instant instant) {
    return at(instant.minusNanos(1));
  }

  /// The owner's items that a paid term brings a fresh amount after `now`, each with the time of
  /// the next one.
  public Map<PaidBucket.Name, Instant> amountsAfter(Instant now) {
    Map<PaidBucket.Name, Instant> amounts = new HashMap<>();
    subscriptions.forEach(one -> amounts.putAll(one.amountsAfter(now)));
    return amounts;
  }

  /// The next instant after `now` at which time alone changes anything.
  public Optional<Instant> nextChangeAfter(Instant now) {
    return nextChange(now, Instant.MAX);
  }

  /// The next instant after `now`, up to `latest`, at which time alone changes anything.
  public Optional<Instant> nextChange(Instant now, Instant latest) {
    return subscriptions.stream()
        .flatMap(one -> one.nextChange(now, latest).stream())
        .min(Comparator.naturalOrder());
  }
}
