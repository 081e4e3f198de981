package dev.drawdown.domain.billing;

import dev.drawdown.domain.Owner;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// Which facts still matter: what a wallet keeps of a subscription, and what the subscription may
/// forget.
///
/// A fact about the past is left out if the timeline says the same without it, from now on.
public final class RelevantFacts {
  /// How long a subscription keeps each fact after the time that the fact is about. News that comes
  /// even later concerns a time whose buckets are gone.
  public static final Duration KEPT = Duration.ofDays(400);

  private RelevantFacts() {}

  /// What the wallet of `owner` keeps of `known` at `now`.
  public static Subscription forWallet(
      Subscription known, Owner owner, BillingPolicy policy, Instant now) {
    return withoutHistory(needed(known.withoutPrices(), Set.of(owner), policy, now, now));
  }

  /// `known` as if its first paid term were the first that it lists, unless that one's renewal
  /// bonus depends on the terms before it.
  private static Subscription withoutHistory(Subscription known) {
    Optional<Instant> first = known.terms().stream().map(Term::start).min(Instant::compareTo);
    boolean matters =
        known.terms().stream()
            .filter(term -> first.filter(term.start()::equals).isPresent())
            .anyMatch(term -> !term.bonus().isNone());
    return matters ? known : known.withTerms(known.terms(), first);
  }

  /// What is stored of `known` at `now`: all but old facts that change nothing for any owner.
  public static Subscription toStore(Subscription known, BillingPolicy policy, Instant now) {
    return needed(known, known.owners(), policy, now, now.minus(KEPT));
  }

  /// `known` without the facts that began before `before` and change nothing from `now` on, whether
  /// or not an event is parked later that shields the account.
  private static Subscription needed(
      Subscription known, Set<Owner> owners, BillingPolicy policy, Instant now, Instant before) {
    List<UnaryOperator<Subscription>> omissions = omissions(known, before);
    if (omissions.isEmpty()) {
      return known;
    }
    List<BillingPolicy> policies = List.of(policy, policy.shieldedBy(PaidTime.LATEST_END));
    List<Outlook> outlooks =
        owners.stream()
            .flatMap(owner -> policies.stream().map(one -> Outlook.of(known, owner, one, now)))
            .toList();
    return without(
        omissions, known, shorter -> outlooks.stream().allMatch(one -> one.isSameFor(shorter)));
  }

  /// `known` with as many of the `omissions` as leave it the same. Most facts about the past go at
  /// once, so half of the omissions are tried together before each is tried alone.
  private static Subscription without(
      List<UnaryOperator<Subscription>> omissions,
      Subscription known,
      Predicate<Subscription> isSame) {
    Subscription shorter = known;
    for (UnaryOperator<Subscription> omission : omissions) {
      shorter = omission.apply(shorter);
    }
    if (isSame.test(shorter)) {
      return shorter;
    }
    if (omissions.size() == 1) {
      return known;
    }
    int half = omissions.size() / 2;
    Subscription halved = without(omissions.subList(0, half), known, isSame);
    return without(omissions.subList(half, omissions.size()), halved, isSame);
  }

  /// The ways to leave out one fact about the time before `before`, each to be tried on what the
  /// ones before it have left.
  private static List<UnaryOperator<Subscription>> omissions(Subscription known, Instant before) {
    List<UnaryOperator<Subscription>> omissions = new ArrayList<>();
    known.terms().stream()
        .filter(term -> !term.start().isAfter(before))
        .forEach(term -> omissions.add(left -> left.withoutTerm(term)));
    known.extensions().stream()
        .filter(extension -> !extension.time().start().isAfter(before))
        .forEach(extension -> omissions.add(left -> left.withoutExtension(extension)));
    Stream.concat(known.failed().stream(), known.givenUp().stream())
        .filter(start -> !start.isAfter(before))
        .distinct()
        .forEach(start -> omissions.add(left -> left.withoutFailure(start)));
    return omissions;
  }

  /// How a subscription stands for `owner` at the first instant of `states`, and whenever that
  /// changes later, if no further fact comes.
  private record Outlook(
      Owner owner, BillingPolicy policy, NavigableMap<Instant, SubscriptionState> states) {
    static Outlook of(Subscription known, Owner owner, BillingPolicy policy, Instant now) {
      SubscriptionTimeline timeline = new SubscriptionTimeline(known, owner, policy);
      NavigableMap<Instant, SubscriptionState> states = new TreeMap<>();
      Optional<Instant> next = Optional.of(now);
      while (next.isPresent()) {
        states.put(next.get(), timeline.at(next.get()));
        next = timeline.nextChangeAfter(next.get());
      }
      return new Outlook(owner, policy, states);
    }

    boolean isSameFor(Subscription shorter) {
      SubscriptionTimeline timeline = new SubscriptionTimeline(shorter, owner, policy);
      return states.entrySet().stream()
          .allMatch(
              change ->
                  timeline.at(change.getKey()).equals(change.getValue())
                      && timeline
                          .nextChangeAfter(change.getKey())
                          .equals(Optional.ofNullable(states.higherKey(change.getKey()))));
    }
  }
}
