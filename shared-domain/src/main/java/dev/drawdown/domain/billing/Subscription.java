package dev.drawdown.domain.billing;

import dev.drawdown.domain.Owner;
import dev.drawdown.domain.catalog.Plan.PlanId;
import dev.drawdown.domain.subscription.SubscriptionId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// All known facts about one subscription.
///
/// A new fact joins the set, or combines with the known facts of its kind. It never undoes another
/// fact. So facts may arrive repeatedly, late and in any order, and the same set makes the same
/// subscription.
///
/// `failed` has the starts of periods whose payment failed, and `givenUp` those that the provider
/// has given up. `cancellation` and `pause` have the latest statements about these flags.
/// `firstPaid` is the earliest start of a paid term, and `seen` has the paid prices. Both are kept
/// for ever, while old terms are removed (see [RelevantFacts]).
public record Subscription(
    SubscriptionId id,
    List<Term> terms,
    Set<Extension> extensions,
    Set<Instant> failed,
    Set<Instant> givenUp,
    FlagChanges cancellation,
    FlagChanges pause,
    Optional<Instant> endedAt,
    Optional<Instant> firstPaid,
    Set<SeenPrice> seen) {
  private static final Comparator<Term> BY_KEY = Comparator.comparing(Term::key, Term.Key.ORDER);

  /// A line of amount 0 for `time` of an item.
  public record Extension(ItemId item, PaidTime time) {}

  /// `item` was paid at `price` while the metadata named the plan `named`.
  public record SeenPrice(ItemId item, PlanId named, PriceId price) {}

  public Subscription {
    terms = sorted(terms);
    extensions = Set.copyOf(extensions);
    failed = Set.copyOf(failed);
    givenUp = Set.copyOf(givenUp);
    seen = Set.copyOf(seen);
    requireEachOnce(terms, id);
  }

  private static List<Term> sorted(List<Term> terms) {
    List<Term> sorted = new ArrayList<>(terms);
    sorted.sort(BY_KEY);
    return List.copyOf(sorted);
  }

  /// `terms` are sorted, so equal keys are neighbours.
  private static void requireEachOnce(List<Term> terms, SubscriptionId id) {
    for (int next = 1; next < terms.size(); next++) {
      if (terms.get(next).key().equals(terms.get(next - 1).key())) {
        throw new IllegalArgumentException("a term is listed twice: " + id);
      }
    }
  }

  /// A subscription without known facts.
  public static Subscription unknown(SubscriptionId id) {
    return new Subscription(
        id,
        List.of(),
        Set.of(),
        Set.of(),
        Set.of(),
        FlagChanges.NONE,
        FlagChanges.NONE,
        Optional.empty(),
        Optional.empty(),
        Set.of());
  }

  /// This subscription with `fact`. It equals this one if the fact was known.
  public Subscription with(Fact fact) {
    return switch (fact) {
      case Fact.TermPaid(Term term, Optional<PlanId> named) -> paid(term).seeing(term, named);
      case Fact.TermExtended(ItemId item, PaidTime time) ->
          withExtensions(plus(extensions, new Extension(item, time)));
      case Fact.PaymentFailed(Instant start, boolean last) ->
          withFailures(plus(failed, start), last ? plus(givenUp, start) : givenUp);
      case Fact.CancellationChanged(FlagChange change) ->
          withFlags(cancellation.with(change), pause);
      case Fact.PauseChanged(FlagChange change) -> withFlags(cancellation, pause.with(change));
      case Fact.Ended(Instant at) -> ended(at);
    };
  }

  /// This subscription combined with the facts of `other`.
  public Subscription join(Subscription other) {
    Subscription joined = this;
    for (Term term : other.terms) {
      joined = joined.paid(term);
    }
    return new Subscription(
        id,
        joined.terms,
        union(extensions, other.extensions),
        union(failed, other.failed),
        union(givenUp, other.givenUp),
        cancellation.join(other.cancellation),
        pause.join(other.pause),
        earliest(endedAt, other.endedAt),
        earliest(joined.firstPaid, other.firstPaid),
        union(seen, other.seen));
  }

  /// The time at which a planned cancellation takes effect, unless it was withdrawn.
  public Optional<Instant> cancelsAt() {
    return cancellation.cancelsAt();
  }

  /// The time at which the last pause takes effect, unless it was lifted before. Only a pause needs
  /// the end of the paid time, which takes a pass over the terms.
  public Optional<Instant> pausesAt() {
    return pause.equals(FlagChanges.NONE) ? Optional.empty() : pause.pausesAt(paidUntil());
  }

  /// The end of the last paid period of any item.
  Optional<Instant> paidUntil() {
    return ItemTerms.of(this).stream().map(ItemTerms::paidUntil).max(Comparator.naturalOrder());
  }

  /// The terms of `item`, and those without an item that belong to it.
  public List<Term> termsOf(Optional<ItemId> item) {
    return ItemTerms.of(this).stream()
        .filter(one -> one.item().equals(item))
        .flatMap(one -> one.terms().stream())
        .toList();
  }

  /// The owners with a term of it. A fact without a grant concerns each of them.
  public Set<Owner> owners() {
    return terms.stream().map(Term::owner).collect(Collectors.toSet());
  }

  /// A different price than that of `billed` at which its item was paid with the same plan in the
  /// metadata.
  ///
  /// The metadata is stale then: the team changed the price, but not the metadata.
  public Optional<PriceId> otherPrice(SeenPrice billed) {
    return seen.stream()
        .filter(paid -> paid.item().equals(billed.item()) && paid.named().equals(billed.named()))
        .filter(paid -> !paid.price().equals(billed.price()))
        .map(SeenPrice::price)
        .min(Comparator.naturalOrder());
  }

  private Subscription paid(Term paid) {
    List<Term> joined = new ArrayList<>();
    Term kept = paid;
    for (Term term : terms) {
      if (term.key().equals(paid.key())) {
        kept = term.join(paid);
      } else {
        joined.add(term);
      }
    }
    joined.add(kept);
    Instant start = paid.start();
    return withTerms(joined, Optional.of(firstPaid.filter(start::isAfter).orElse(start)));
  }

  private Subscription seeing(Term term, Optional<PlanId> named) {
    if (term.item().isEmpty() || named.isEmpty()) {
      return this;
    }
    SeenPrice price = new SeenPrice(term.item().get(), named.get(), term.price());
    return new Subscription(
        id,
        terms,
        extensions,
        failed,
        givenUp,
        cancellation,
        pause,
        endedAt,
        firstPaid,
        plus(seen, price));
  }

  private Subscription ended(Instant at) {
    Optional<Instant> earliest = earliest(endedAt, Optional.of(at));
    return new Subscription(
        id, terms, extensions, failed, givenUp, cancellation, pause, earliest, firstPaid, seen);
  }

  Subscription withTerms(List<Term> changed, Optional<Instant> first) {
    return new Subscription(
        id, changed, extensions, failed, givenUp, cancellation, pause, endedAt, first, seen);
  }

  Subscription withoutTerm(Term term) {
    return withTerms(terms.stream().filter(other -> !other.equals(term)).toList(), firstPaid);
  }

  Subscription withoutExtension(Extension extension) {
    return withExtensions(minus(extensions, extension));
  }

  Subscription withoutCancellation(FlagChange change) {
    return withFlags(cancellation.without(change), pause);
  }

  Subscription withoutPause(FlagChange change) {
    return withFlags(cancellation, pause.without(change));
  }

  Subscription withoutFailure(Instant start) {
    return withFailures(minus(failed, start), minus(givenUp, start));
  }

  Subscription withExtensions(Set<Extension> changed) {
    return new Subscription(
        id, terms, changed, failed, givenUp, cancellation, pause, endedAt, firstPaid, seen);
  }

  Subscription withFailures(Set<Instant> failures, Set<Instant> last) {
    return new Subscription(
        id, terms, extensions, failures, last, cancellation, pause, endedAt, firstPaid, seen);
  }

  Subscription withFlags(FlagChanges cancelled, FlagChanges paused) {
    return new Subscription(
        id, terms, extensions, failed, givenUp, cancelled, paused, endedAt, firstPaid, seen);
  }

  /// This subscription as a wallet keeps it: without the prices, which only payments need.
  Subscription withoutPrices() {
    return new Subscription(
        id, terms, extensions, failed, givenUp, cancellation, pause, endedAt, firstPaid, Set.of());
  }

  /// The earlier of two instants. Either may be unknown.
  static Optional<Instant> earliest(Optional<Instant> one, Optional<Instant> other) {
    return other.filter(at -> one.filter(at::isAfter).isEmpty()).or(() -> one);
  }

  private static <T> Set<T> union(Set<T> one, Set<T> other) {
    Set<T> all = new HashSet<>(one);
    all.addAll(other);
    return all;
  }

  private static <T> Set<T> plus(Set<T> known, T one) {
    Set<T> all = new HashSet<>(known);
    all.add(one);
    return all;
  }

  private static <T> Set<T> minus(Set<T> known, T one) {
    Set<T> others = new HashSet<>(known);
    others.remove(one);
    return others;
  }
}
