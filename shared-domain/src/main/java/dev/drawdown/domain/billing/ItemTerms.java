package dev.drawdown.domain.billing;

import dev.drawdown.domain.Credits;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The terms of one item of a subscription, with the rules for which of them counts at an instant.
///
/// Terms with the same end count as one term: the strongest of them that has begun. Of terms with
/// different ends, the one that started last counts. If they started at the same time, the one with
/// the later end counts.
///
/// `endByStart` maps each start to the latest end of the terms that start then.
///
/// P2, P3: terms of one item replace each other, and terms with one end are one.
record ItemTerms(
    Optional<ItemId> item,
    List<Term> terms,
    NavigableMap<Instant, Instant> endByStart,
    List<Subscription.Extension> extensions,
    Optional<Instant> firstPaid) {

  /// Every item that was paid.
  static List<ItemTerms> of(Subscription subscription) {
    Map<Optional<ItemId>, List<Term>> byItem = new TreeMap<>(Comparator.comparing(ItemTerms::name));
    for (Term term : subscription.terms()) {
      byItem.computeIfAbsent(itemOf(term, subscription.terms()), _ -> new ArrayList<>()).add(term);
    }
    return byItem.entrySet().stream()
        .map(entry -> of(entry.getKey(), entry.getValue(), subscription))
        .toList();
  }

  private static ItemTerms of(Optional<ItemId> item, List<Term> terms, Subscription subscription) {
    NavigableMap<Instant, Instant> endByStart = new TreeMap<>();
    // The terms are sorted by their ends, so the latest end of each start stays.
    for (Term term : terms) {
      endByStart.put(term.start(), term.end());
    }
    List<Subscription.Extension> extensions =
        subscription.extensions().stream()
            .filter(extension -> item.equals(Optional.of(extension.item())))
            .toList();
    return new ItemTerms(item, terms, endByStart, extensions, subscription.firstPaid());
  }

  /// The item that a term belongs to.
  ///
  /// A term without an item competes with the terms of its end: with those at its price, or else
  /// with the strongest. If no item has that end, the term stands alone.
  private static Optional<ItemId> itemOf(Term term, List<Term> all) {
    if (term.item().isPresent()) {
      return term.item();
    }
    List<Term> rivals =
        all.stream()
            .filter(other -> other.item().isPresent() && other.end().equals(term.end()))
            .toList();
    Stream<Term> samePrice = rivals.stream().filter(other -> other.price().equals(term.price()));
    return samePrice
        .max(Term.STRENGTH)
        .or(() -> rivals.stream().max(Term.STRENGTH))
        .flatMap(Term::item);
  }

  private static String name(Optional<ItemId> item) {
    return item.map(ItemId::value).orElse("");
  }

  /// The start of the next term that waits at `now`.
  Optional<Instant> nextStartAfter(Instant now) {
    return Optional.ofNullable(endByStart.higherKey(now));
  }

  /// Of the terms with this end, the one that counts at `now`.
  Term strongest(Instant end, Instant now) {
    return withEnd(end).filter(term -> !term.start().isAfter(now)).max(Term.STRENGTH).orElseThrow();
  }

  /// The renewal bonus of the terms with this end: none while no earlier paid term of the
  /// subscription is known.
  Credits bonus(Instant end, Instant now) {
    return withEnd(end)
        .filter(term -> !term.start().isAfter(now))
        .filter(term -> firstPaid.filter(term.start()::isAfter).isPresent())
        .map(Term::bonus)
        .max(Comparator.naturalOrder())
        .orElse(Credits.NONE);
  }

  /// The end of the time of an amount that `term` grants at `now`: the next refill, or the end of
  /// the term.
  Instant lastsUntil(Term term, Instant now) {
    return term.refill() == Term.Refill.MONTHLY ? time(term).nextRefillAfter(now) : term.end();
  }

  /// The last refill of `term` by `now`, or `first` if that is later.
  Instant lastRefill(Term term, Instant first, Instant now) {
    if (term.refill() == Term.Refill.NONE) {
      return first;
    }
    Instant last = time(term).lastRefillBy(now);
    return last.isAfter(first) ? last : first;
  }

  /// From the first start to the end of the terms that end with `term`.
  private PaidTime time(Term term) {
    Instant start = withEnd(term.end()).map(Term::start).min(Instant::compareTo).orElseThrow();
    return new PaidTime(start, term.end());
  }

  /// The end of the terms that end at `end`, or later if lines of amount 0 extend them.
  Instant extendedEnd(Instant end) {
    Instant extended = end;
    for (Subscription.Extension extension : extensions) {
      PaidTime time = extension.time();
      if (time.end().isAfter(extended) && extendedBy(time).filter(end::equals).isPresent()) {
        extended = time.end();
      }
    }
    return extended;
  }

  /// The end of the terms that run, or ran last, when `time` starts.
  private Optional<Instant> extendedBy(PaidTime time) {
    return Optional.ofNullable(endByStart.floorEntry(time.start())).map(Map.Entry::getValue);
  }

  /// The end of the term that starts last. It replaces an earlier term that would end later.
  Instant paidUntil() {
    return extendedEnd(endByStart.lastEntry().getValue());
  }

  /// The first of the unpaid periods with these `starts` that counts: it starts at the end of the
  /// item's last paid term or later. So a declined upgrade isn't a failed renewal.
  Optional<Instant> unpaidFrom(Set<Instant> starts) {
    Instant paidUntil = paidUntil();
    return starts.stream()
        .filter(start -> !start.isBefore(paidUntil))
        .min(Comparator.naturalOrder());
  }

  /// The first start of a term at `from` or later.
  Optional<Instant> firstStartFrom(Instant from) {
    return Optional.ofNullable(endByStart.ceilingKey(from));
  }

  private Stream<Term> withEnd(Instant end) {
    return terms.stream().filter(term -> term.end().equals(end));
  }
}
