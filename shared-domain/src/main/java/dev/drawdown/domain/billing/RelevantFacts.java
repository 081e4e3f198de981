package dev.drawdown.domain.billing;

import dev.drawdown.domain.Owner;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// The facts about a subscription that a wallet keeps, and those that the stored subscription
/// keeps.
///
/// A fact is removed only if the timeline is the same without it from now on. A wallet removes it
/// as soon as it is past. The stored subscription keeps more, because the provider may repeat an
/// old fact: see [#toStore].
public final class RelevantFacts {
  /// The time for which the stored subscription keeps a payment or a failure after the start of its
  /// period. It keeps them longer if they still change something.
  public static final Duration KEPT = Duration.ofDays(400);

  private RelevantFacts() {}

  /// The facts of `known` that the wallet of `owner` keeps at `now`.
  public static Subscription forWallet(
      Subscription known, Owner owner, BillingPolicy policy, Instant now) {
    Subscription unpriced = known.withoutPrices();
    var payments = paymentOmissions(unpriced, now);
    var failures = failureOmissions(unpriced, now);
    var flags = flagOmissions(unpriced, now);
    var omissions = Stream.of(payments, failures, flags).flatMap(each -> each).toList();
    return withoutHistory(needed(unpriced, omissions, Set.of(owner), policy, now));
  }

  /// Sets `firstPaid` to the start of the first term in `known`. If that term has a renewal bonus,
  /// `firstPaid` stays, because the bonus depends on earlier terms.
  private static Subscription withoutHistory(Subscription known) {
    Optional<Instant> first = known.terms().stream().map(Term::start).min(Instant::compareTo);
    boolean matters =
        known.terms().stream()
            .filter(term -> first.filter(term.start()::equals).isPresent())
            .anyMatch(term -> !term.bonus().isNone());
    return matters ? known : known.withTerms(known.terms(), first);
  }

  /// The facts of `known` to store at `now`. An old payment or failure is removed if it changes
  /// nothing for any owner.
  ///
  /// - A payment grows old only up to the end of the subscription's paid time. Frozen and cleared
  ///   credits wait for as long as it takes, and a payment that is repeated then must not change
  ///   them.
  /// - Cancellations and pauses are never removed. Only a kept withdrawal shows that a repeated
  ///   cancellation is old. [FlagChanges] limits their number.
  public static Subscription toStore(Subscription known, BillingPolicy policy, Instant now) {
    Instant paid = known.paidUntil().filter(now::isAfter).orElse(now);
    var payments = paymentOmissions(known, paid.minus(KEPT));
    var failures = failureOmissions(known, now.minus(KEPT));
    var omissions = Stream.concat(payments, failures).toList();
    return needed(known, omissions, known.owners(), policy, now);
  }

  /// `known` after as many of the `omissions`, in this order, as change nothing from `now` on. This
  /// must hold even if an event is parked later and shields the account.
  private static Subscription needed(
      Subscription known,
      List<UnaryOperator<Subscription>> omissions,
      Set<Owner> owners,
      BillingPolicy policy,
      Instant now) {
    if (omissions.isEmpty()) {
      return known;
    }
    List<Outlook> outlooks =
        owners.stream().map(owner -> Outlook.of(known, owner, policy, now)).toList();
    return without(
        omissions, known, shorter -> outlooks.stream().allMatch(one -> one.isSameFor(shorter)));
  }

  /// `known` with as many of the `omissions` as possible without a change of the result.
  ///
  /// Most past facts can go at once. So this tries half of the omissions together before it tries
  /// each alone.
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

  /// The possible omissions of payments whose period began by `latest`.
  private static Stream<UnaryOperator<Subscription>> paymentOmissions(
      Subscription known, Instant latest) {
    return Stream.concat(
        known.terms().stream()
            .filter(term -> !term.start().isAfter(latest))
            .map(term -> left -> left.withoutTerm(term)),
        known.extensions().stream()
            .filter(extension -> !extension.time().start().isAfter(latest))
            .map(extension -> left -> left.withoutExtension(extension)));
  }

  /// The possible omissions of failures whose period began by `latest`.
  private static Stream<UnaryOperator<Subscription>> failureOmissions(
      Subscription known, Instant latest) {
    return Stream.concat(known.failed().stream(), known.givenUp().stream())
        .filter(start -> !start.isAfter(latest))
        .distinct()
        .map(start -> left -> withoutFailure(left, start));
  }

  /// The possible omissions of cancellations and pauses that were stated by `latest`.
  ///
  /// Repetitions come first, so that the change itself stays. Of a pause and a cancellation for one
  /// instant, the cancellation stays.
  private static Stream<UnaryOperator<Subscription>> flagOmissions(
      Subscription known, Instant latest) {
    return Stream.of(true, false)
        .flatMap(
            repeated ->
                Stream.concat(
                    flags(known.pause(), repeated, latest)
                        .map(change -> left -> left.withoutPause(change)),
                    flags(known.cancellation(), repeated, latest)
                        .map(change -> left -> left.withoutCancellation(change))));
  }

  /// A failure stays as long as a term of its unpaid item. A cancelled or paused subscription is
  /// the same without it, but a paid term may withdraw that, and the item is unpaid again.
  private static Subscription withoutFailure(Subscription known, Instant start) {
    boolean counts =
        ItemTerms.of(known).stream()
            .flatMap(
                item ->
                    Stream.of(item.unpaidFrom(known.failed()), item.unpaidFrom(known.givenUp())))
            .flatMap(Optional::stream)
            .anyMatch(start::equals);
    return counts ? known : known.withoutFailure(start);
  }

  private static Stream<FlagChange> flags(FlagChanges flags, boolean repeated, Instant latest) {
    return flags.latest().stream()
        .filter(change -> change.repeats() == repeated && !change.created().isAfter(latest));
  }

  /// The states of a subscription for `owner` from `now` on, if no further fact arrives: without
  /// and with the shield of an event that is parked later.
  private record Outlook(
      Owner owner,
      BillingPolicy policy,
      Instant now,
      SubscriptionTimeline plain,
      SubscriptionTimeline shielded) {
    static Outlook of(Subscription known, Owner owner, BillingPolicy policy, Instant now) {
      SubscriptionTimeline plain = new SubscriptionTimeline(known, owner, policy);
      return new Outlook(owner, policy, now, plain, shielded(plain, policy));
    }

    private static SubscriptionTimeline shielded(SubscriptionTimeline plain, BillingPolicy policy) {
      return plain.under(policy.shieldedBy(PaidTime.LATEST_END));
    }

    boolean isSameFor(Subscription shorter) {
      SubscriptionTimeline other = new SubscriptionTimeline(shorter, owner, policy);
      return isSame(plain, other) && isSame(shielded, shielded(other, policy));
    }

    /// Most omissions change the present state, so later states are computed only if it is the
    /// same.
    private boolean isSame(SubscriptionTimeline one, SubscriptionTimeline other) {
      Optional<Instant> at = Optional.of(now);
      while (at.isPresent() && other.at(at.get()).equals(one.at(at.get()))) {
        Optional<Instant> next = one.nextChangeAfter(at.get());
        if (!other.nextChangeAfter(at.get()).equals(next)) {
          return false;
        }
        at = next;
      }
      return at.isEmpty();
    }
  }
}
