package dev.drawdown.operator.explain;

import dev.drawdown.domain.Credits;
import dev.drawdown.domain.billing.AccountBilling;
import dev.drawdown.domain.billing.BillingPolicy;
import dev.drawdown.domain.billing.PaidBucket;
import dev.drawdown.domain.billing.Subscription;
import dev.drawdown.domain.billing.SubscriptionState;
import dev.drawdown.domain.billing.SubscriptionState.Phase;
import dev.drawdown.domain.billing.SubscriptionTimeline;
import dev.drawdown.domain.billing.SubscriptionTimeline.Ending;
import dev.drawdown.domain.billing.Term;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.domain.ledger.Bucket;
import dev.drawdown.domain.reading.Balance;
import dev.drawdown.domain.rules.Rules;
import dev.drawdown.domain.wallet.BilledWallet;
import dev.drawdown.domain.wallet.Drawing.Spendable;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// One account or pool at an instant, with all due changes applied. The sentences are made from
/// this.
///
/// `wallet` is the one that receives payments. `balance` is the balance that its owner sees.
record OwnerView(Rules rules, Instant now, BilledWallet<?> wallet, Balance balance) {
  Catalog catalog() {
    return rules.catalog();
  }

  PlainWords words() {
    return new PlainWords(catalog());
  }

  String name() {
    return wallet.owner().value();
  }

  /// The billing policy for this owner. A parked event may protect the owner from suspension.
  BillingPolicy policy() {
    return wallet.billing().policy(rules.advancing().policy());
  }

  AccountBilling billing() {
    return billing(now);
  }

  AccountBilling billing(Instant at) {
    return wallet.timeline(rules.advancing().policy()).at(at);
  }

  /// Whether an unpaid plan is the trial. If not, it is the default plan.
  boolean isTrial(Bucket.Plan plan) {
    return catalog().trial().filter(trial -> trial.id().equals(plan.plan())).isPresent();
  }

  List<SubscriptionState> subscriptions() {
    return billing().subscriptions();
  }

  List<SubscriptionState> in(Phase phase) {
    return subscriptions().stream().filter(state -> state.phase() == phase).toList();
  }

  Subscription known(SubscriptionState state) {
    return wallet.billing().known(state.subscription()).orElseThrow();
  }

  SubscriptionTimeline timeline(SubscriptionState state) {
    return new SubscriptionTimeline(known(state), wallet.owner(), policy());
  }

  /// The credits that are left of an item's bucket, usable or frozen.
  Credits left(PaidBucket bucket) {
    Stream<Bucket> usable =
        balance.buckets().stream()
            .filter(Spendable.Own.class::isInstance)
            .map(from -> ((Spendable.Own) from).bucket());
    return Stream.concat(usable, balance.frozen().stream())
        .filter(Bucket.Paid.class::isInstance)
        .map(Bucket.Paid.class::cast)
        .filter(paid -> paid.planBucket().name().equals(bucket.name()))
        .map(Bucket::remaining)
        .findFirst()
        .orElse(Credits.NONE);
  }

  /// The start of the item's current or last term.
  Instant paidFrom(PaidBucket bucket, SubscriptionState state) {
    return terms(state)
        .filter(term -> term.item().equals(bucket.name().item()) && !term.start().isAfter(now))
        .map(Term::start)
        .max(Comparator.naturalOrder())
        .orElse(bucket.openedAt());
  }

  /// The terms that begin later, in order of their start.
  List<Term> waiting(SubscriptionState state) {
    return terms(state).filter(term -> term.start().isAfter(now)).toList();
  }

  private Stream<Term> terms(SubscriptionState state) {
    return known(state).terms().stream()
        .filter(term -> term.owner().equals(wallet.owner()))
        .sorted(Comparator.comparing(Term::start));
  }

  /// When the bucket of an item without a running term stops being usable, or stopped, by the facts
  /// that are known now.
  Optional<Instant> usableUntil(PaidBucket bucket, SubscriptionState state) {
    SubscriptionTimeline timeline = timeline(state);
    Optional<Instant> at = Optional.of(bucket.termEnd());
    while (at.filter(then -> isUsable(bucket.name(), timeline.at(then))).isPresent()) {
      at = timeline.nextChangeAfter(at.get());
    }
    return at;
  }

  private static boolean isUsable(PaidBucket.Name name, SubscriptionState state) {
    return state.buckets().stream()
        .anyMatch(bucket -> bucket.name().equals(name) && bucket.state().isUsable());
  }

  /// The start of the unpaid period whose payment failed, if one did.
  Optional<Instant> failedFrom(PaidBucket bucket, SubscriptionState state) {
    return timeline(state).failedFrom(bucket.name(), now);
  }

  /// Whether the provider has given up on that period.
  boolean isGivenUp(PaidBucket bucket, SubscriptionState state) {
    return timeline(state).isGivenUp(bucket.name(), now);
  }

  /// How the subscription will end, if that is known, or how it ended.
  Optional<Ending> ending(SubscriptionState state) {
    return timeline(state).ending(now);
  }
}
