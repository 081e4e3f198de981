package dev.drawdown.domain.billing;

import dev.drawdown.domain.Owner;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// The facts about a subscription that a wallet keeps, and those that the stored subscription
/// keeps.
///
/// A fact about the past is removed if the timeline is the same without it from now on.
public final class RelevantFacts {
  /// The time for which a subscription keeps each payment and each failure after the start of its
  /// period. It keeps them longer if they still change something.
  public static final Duration KEPT = Duration.ofDays(400);

  private RelevantFacts() {}

  /// The facts of `known` that the wallet of `owner` keeps at `now`.
  public static Subscription forWallet(
      Subscription known, Owner owner, BillingPolicy policy, Instant now) {
    Subscription unpriced = known.withoutPrices();
    List<UnaryOperator<Subscription>> omissions = omissions(unpriced, now);
    omissions.addAll(flagOmissions(unpriced, now));
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

  /// The facts of `known` to store at `now`: all except old payments and failures that change
  /// nothing for any owner.
  ///
  /// The provider may repeat an old fact, and it must still change nothing. Therefore:
  ///
  /// - Facts don't grow older after the end of the paid time. Frozen and cleared credits wait for
  ///   as long as it takes, and an old payment must not change them.
  /// - All flags are kept. Only a kept withdrawal shows that a repeated cancellation is old.
  ///   [FlagChanges] limits their number.
  public static Subscription toStore(Subscription known, BillingPolicy policy, Instant now) {
    Instant latest = known.paidUntil().filter(now::isAfter).orElse(now);
    return needed(known, omissions(known, latest.minus(KEPT)), known.owners(), policy, now);
  }

  /// `known` with those `omissions` that change nothing from `now` on. This must hold even if an
  /// event is parked later and shields the account.
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

  /// The possible omissions, each of one payment or failure from before `before`. Each applies to
  /// the result of the previous ones.
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
        .forEach(start -> omissions.add(left -> withoutFailure(left, start)));
    return omissions;
  }

  /// The possible omissions, each of one flag from before `before`.
  ///
  /// Repetitions come first, so that the change itself stays. Of a pause and a cancellation for one
  /// instant, the cancellation stays.
  private static List<UnaryOperator<Subscription>> flagOmissions(
      Subscription known, Instant before) {
    List<UnaryOperator<Subscription>> omissions = new ArrayList<>();
    for (boolean repeated : List.of(true, false)) {
      flags(known.pause(), repeated, before)
          .forEach(change -> omissions.add(left -> left.withoutPause(change)));
      flags(known.cancellation(), repeated, before)
          .forEach(change -> omissions.add(left -> left.withoutCancellation(change)));
    }
    return omissions;
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

  private static Stream<FlagChange> flags(FlagChanges flags, boolean repeated, Instant before) {
    return flags.latest().stream()
        .filter(change -> change.repeats() == repeated && !change.created().isAfter(before));
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
