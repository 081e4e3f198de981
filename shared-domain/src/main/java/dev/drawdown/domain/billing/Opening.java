package dev.drawdown.domain.billing;

import dev.drawdown.domain.Credits;
import dev.drawdown.domain.Owner;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/// The bucket that an item's terms have opened: a fresh amount, changed by later terms.
///
/// - `term` is the term that counts now; it ends at `end`.
/// - `amount` is the last granted amount without the bonus; it lasts until `until`.
/// - `granted` counts all credits that the bucket ever got, bonus included.
/// - `ceiling` is the content without any draw. A term that carries on lowers it to its own amount.
/// - `unit` is the largest amount of one unit of any plan during the time of the amount. Only a
///   plan with a larger unit is a larger plan.
/// - `begun` has the ends of the terms that had their first amount. The bonus is added to that
///   amount.
/// - `owner` has the bucket until `until`. A term of another owner that begins before `until`
///   changes only the amount.
///
/// P3, P4, P5, P6: upgrades, terms that carry on, refills, and items that move between periods
/// only.
record Opening(
    Term term,
    Owner owner,
    Instant end,
    Instant openedAt,
    Credits amount,
    Credits unit,
    Credits granted,
    Credits ceiling,
    Instant until,
    BucketReason reason,
    Set<Instant> begun) {

  /// The bucket of an item after each start of one of its terms.
  ///
  /// The terms are walked in order of start. Between two starts, the amount is granted again
  /// whenever its time is over while the term still runs: see [#refilledBy].
  static NavigableMap<Instant, Opening> byStart(ItemTerms item) {
    NavigableMap<Instant, Opening> openings = new TreeMap<>();
    for (Map.Entry<Instant, Instant> startAndEnd : item.endByStart().entrySet()) {
      Instant start = startAndEnd.getKey();
      Instant end = startAndEnd.getValue();
      openings.put(
          start,
          openings.isEmpty()
              ? fresh(item, end, start, BucketReason.PLAN_STARTED, Set.of())
              : openings.lastEntry().getValue().at(start, end, item));
    }
    return openings;
  }

  private static Opening fresh(
      ItemTerms item, Instant end, Instant at, BucketReason reason, Set<Instant> begun) {
    Term term = item.strongest(end, at);
    Credits bonus = begun.contains(end) ? Credits.NONE : item.bonus(end, at);
    Credits granted = term.credits().plus(bonus);
    Set<Instant> all = new HashSet<>(begun);
    all.add(end);
    Instant until = item.lastsUntil(term, at);
    return new Opening(
        term,
        term.owner(),
        end,
        at,
        term.credits(),
        term.unit(),
        granted,
        granted,
        until,
        reason,
        Set.copyOf(all));
  }

  /// This bucket after terms have begun at `start`. `latestEnd` is the latest of their ends.
  private Opening at(Instant start, Instant latestEnd, ItemTerms item) {
    Opening held = refilledBefore(start, item);
    if (!start.isBefore(held.until)) {
      return fresh(item, latestEnd, start, BucketReason.PLAN_STARTED, held.begun);
    }
    return held.changedTo(item.strongest(latestEnd, start), start, item);
  }

  /// This bucket after a term began during the time of the last amount.
  private Opening changedTo(Term next, Instant start, ItemTerms item) {
    if (amount.covers(next.credits())) {
      return carriedInto(next);
    }
    return isReset(next)
        ? fresh(item, next.end(), start, BucketReason.UPGRADE, begun).ownedBy(owner)
        : raisedTo(next);
  }

  /// Whether the change resets the bucket.
  ///
  /// More of the same price adds the difference. So do more units of a plan that isn't larger:
  /// otherwise each additional unit would restore all used credits.
  private boolean isReset(Term next) {
    boolean moreOfTheSame = next.price().equals(term.price());
    return !moreOfTheSame && !unit.covers(next.unit()) && next.upgrade() == Term.Upgrade.RESET;
  }

  private Opening ownedBy(Owner newOwner) {
    return new Opening(
        term, newOwner, end, openedAt, amount, unit, granted, ceiling, until, reason, begun);
  }

  private Credits largerUnit(Term next) {
    return unit.covers(next.unit()) ? unit : next.unit();
  }

  private Opening carriedInto(Term next) {
    Credits lower = next.end().equals(end) ? ceiling : ceiling.min(next.credits());
    return new Opening(
        next,
        owner,
        next.end(),
        openedAt,
        amount,
        largerUnit(next),
        granted,
        lower,
        until,
        reason,
        begun);
  }

  private Opening raisedTo(Term next) {
    Credits more = next.credits().minus(amount);
    return new Opening(
        next,
        owner,
        next.end(),
        openedAt,
        next.credits(),
        largerUnit(next),
        granted.plus(more),
        ceiling.plus(more),
        until,
        reason,
        begun);
  }

  private Opening refilledBefore(Instant instant, ItemTerms item) {
    return refilledBy(instant.minusNanos(1), item);
  }

  /// Grants the amounts that are due by `instant`.
  ///
  /// The first amount of a term may have a bonus, so it is granted separately. Of the refills after
  /// it, only the last one counts.
  Opening refilledBy(Instant instant, ItemTerms item) {
    Opening held = this;
    while (!held.until.isAfter(instant) && held.until.isBefore(held.end)) {
      Term next = item.strongest(held.end, held.until);
      Instant at =
          held.begun.contains(held.end) ? item.lastRefill(next, held.until, instant) : held.until;
      held = fresh(item, held.end, at, BucketReason.REFILL, held.begun);
    }
    return held;
  }
}
