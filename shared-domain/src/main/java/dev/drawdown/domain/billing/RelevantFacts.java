package dev.drawdown.domain.billing;

import dev.drawdown.domain.Owner;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// Which facts still matter: what a wallet keeps of a subscription, and what the subscription may
/// forget.
///
/// A fact about the past is left out if the timeline says the same without it, from now on.
public final class RelevantFacts {
  /// So many terms of a subscription may wait: ten years of months. A wallet keeps all of them, so
  /// that the clock alone advances it. More are refused.
  public static final int MAX_WAITING = 120;

  /// How long a subscription keeps each fact after the time that the fact is about. News that comes
  /// even later concerns a time whose buckets are gone.
  public static final Duration KEPT = Duration.ofDays(400);

  private RelevantFacts() {}

  /// Whether more terms of `known` wait at `now` than a wallet keeps.
  public static boolean isTooMuch(Subscription known, Instant now) {
    return known.terms().stream().filter(term -> term.start().isAfter(now)).count() > MAX_WAITING;
  }

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
    Subscription needed = known;
    List<UnaryOperator<Subscription>> omissions = omissions(known, before);
    if (omissions.isEmpty()) {
      return known;
    }
    BillingPolicy shielded = policy.shieldedBy(PaidTime.LATEST_END);
    var future = future(known, owners, policy, now);
    var futureIfShielded = future(known, owners, shielded, now);
    for (UnaryOperator<Subscription> without : omissions) {
      Subscription shorter = without.apply(needed);
      if (future(shorter, owners, policy, now).equals(future)
          && future(shorter, owners, shielded, now).equals(futureIfShielded)) {
        needed = shorter;
      }
    }
    return needed;
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

  /// Everything that the timeline says from `now` on, to each owner, if no further fact comes.
  private static Map<Owner, List<SubscriptionState>> future(
      Subscription known, Set<Owner> owners, BillingPolicy policy, Instant now) {
    Map<Owner, List<SubscriptionState>> futures = new HashMap<>();
    for (Owner owner : owners) {
      SubscriptionTimeline timeline = new SubscriptionTimeline(known, owner, policy);
      List<SubscriptionState> states = new ArrayList<>();
      Optional<Instant> next = Optional.of(now);
      while (next.isPresent()) {
        states.add(timeline.at(next.get()));
        next = timeline.nextChangeAfter(next.get());
      }
      futures.put(owner, states);
    }
    return futures;
  }
}
