package dev.drawdown.domain.billing;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/// A limit of the stored billing facts. It keeps a wallet and a subscription small, and a change
/// within one transaction.
///
/// New facts beyond a limit are refused as a whole. Facts that are over and can't come back don't
/// count. So a customer may open and end any number of subscriptions, one after the other.
public enum BillingLimit {
  /// Ten years of months. A wallet keeps all of them, so that the clock alone advances it.
  WAITING_TERMS(120, "terms of the subscription wait"),
  /// The payment provider has the same limit. Each item may change with two entries at one instant.
  SUBSCRIPTION_ITEMS(20, "items of one subscription are paid for"),
  /// Counts all subscriptions of an account or a pool. Each item has a bucket.
  OWNER_ITEMS(100, "items of the owner's subscriptions are paid for"),
  /// Counts all subscriptions of an account or a pool.
  OWNER_FACTS(400, "facts about the owner's subscriptions are kept"),
  /// Counts the terms, extensions, failures and prices that the stored subscription keeps: see
  /// [RelevantFacts#toStore].
  SUBSCRIPTION_FACTS(1_000, "facts about the subscription are kept");

  private final int most;
  private final String counted;

  BillingLimit(int most, String counted) {
    this.most = most;
    this.counted = counted;
  }

  public int most() {
    return most;
  }

  /// The reason for refusing facts beyond this limit.
  public String reason() {
    return "more than " + most + " " + counted;
  }

  /// The limit that a stored subscription would exceed by the change from `before` to `after` at
  /// `now`. Facts that add nothing to it are always accepted.
  public static Optional<BillingLimit> exceeded(
      Subscription before, Subscription after, Instant now) {
    if (waiting(after, now) > Math.max(WAITING_TERMS.most, waiting(before, now))) {
      return Optional.of(WAITING_TERMS);
    }
    if (live(after, now) > Math.max(SUBSCRIPTION_ITEMS.most, live(before, now))) {
      return Optional.of(SUBSCRIPTION_ITEMS);
    }
    return facts(after) > Math.max(SUBSCRIPTION_FACTS.most, facts(before))
        ? Optional.of(SUBSCRIPTION_FACTS)
        : Optional.empty();
  }

  /// The limit that a wallet would exceed by the change from `before` to `after`. Facts that add
  /// nothing to it are always accepted.
  public static Optional<BillingLimit> exceeded(
      List<Subscription> before, List<Subscription> after) {
    return Stream.of(SUBSCRIPTION_ITEMS, OWNER_ITEMS, OWNER_FACTS)
        .filter(limit -> limit.used(after) > Math.max(limit.most, limit.used(before)))
        .findFirst();
  }

  private long used(List<Subscription> kept) {
    return switch (this) {
      case SUBSCRIPTION_ITEMS -> kept.stream().mapToLong(BillingLimit::items).max().orElse(0);
      case OWNER_ITEMS -> sum(kept, BillingLimit::items);
      case OWNER_FACTS -> sum(kept, BillingLimit::facts);
      case WAITING_TERMS, SUBSCRIPTION_FACTS ->
          throw new IllegalArgumentException(this + " isn't a limit of a wallet");
    };
  }

  private static long sum(Collection<Subscription> kept, ToLongFunction<Subscription> count) {
    return kept.stream().mapToLong(count).sum();
  }

  private static long waiting(Subscription known, Instant now) {
    return known.terms().stream().filter(term -> term.start().isAfter(now)).count();
  }

  private static long live(Subscription known, Instant now) {
    return known.terms().stream()
        .filter(term -> term.end().isAfter(now))
        .map(Term::item)
        .distinct()
        .count();
  }

  private static long items(Subscription known) {
    return known.terms().stream().map(Term::item).distinct().count();
  }

  private static long facts(Subscription known) {
    return (long) known.terms().size()
        + known.extensions().size()
        + known.failed().size()
        + known.givenUp().size()
        + known.seen().size();
  }
}
