package dev.drawdown.domain.subscription;

import java.time.Instant;
import java.util.Optional;

/// Everything that was told of one subscription.
///
/// Each fact moves one part of it forward and never back, so facts may come twice, late and in any
/// order, also before the first payment: what they come to is the same. `failedFrom` and
/// `gaveUpFrom` are the latest start of a period that wasn't paid at the first try, or ever.
public record Subscription(
    SubscriptionId id,
    PaidPeriods paid,
    Optional<Instant> failedFrom,
    Optional<Instant> gaveUpFrom,
    Optional<Cancellation> cancellation,
    Optional<Instant> endedAt) {

  /// A subscription of which nothing is known.
  public static Subscription unheardOf(SubscriptionId id) {
    return new Subscription(
        id,
        PaidPeriods.NONE,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  public Subscription paid(PaidPeriod period) {
    return new Subscription(id, paid.with(period), failedFrom, gaveUpFrom, cancellation, endedAt);
  }

  /// A payment for the period from `start` failed.
  public Subscription failed(Instant start) {
    return new Subscription(id, paid, latest(failedFrom, start), gaveUpFrom, cancellation, endedAt);
  }

  /// Nobody will try any more to be paid for the period from `start`.
  public Subscription givenUp(Instant start) {
    return new Subscription(
        id, paid, latest(failedFrom, start), latest(gaveUpFrom, start), cancellation, endedAt);
  }

  public Subscription cancelled(Cancellation told) {
    Cancellation last = cancellation.map(told::join).orElse(told);
    return new Subscription(id, paid, failedFrom, gaveUpFrom, Optional.of(last), endedAt);
  }

  /// Once ended it stays so, from the earliest instant that was told.
  public Subscription ended(Instant at) {
    Instant earliest = endedAt.filter(before -> before.isBefore(at)).orElse(at);
    return new Subscription(id, paid, failedFrom, gaveUpFrom, cancellation, Optional.of(earliest));
  }

  /// What all of it means for whoever holds the subscription, once anything was paid.
  public Optional<Term> term() {
    return paid.current().map(this::term);
  }

  private Term term(PaidPeriod current) {
    Instant end = current.end();
    return new Term(
        id,
        current,
        failedFrom.filter(start -> !start.isBefore(end)).isPresent(),
        gaveUpFrom.filter(start -> !start.isBefore(end)).isPresent(),
        cancellation.flatMap(Cancellation::at).map(at -> at.isBefore(end) ? end : at),
        endedAt);
  }

  private static Optional<Instant> latest(Optional<Instant> before, Instant start) {
    return Optional.of(before.filter(known -> known.isAfter(start)).orElse(start));
  }
}
