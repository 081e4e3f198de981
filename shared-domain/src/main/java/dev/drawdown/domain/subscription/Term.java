package dev.drawdown.domain.subscription;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/// The paid period an account is in, and how it is to go on: all that a wallet must know of its
/// subscription to tell from the clock alone what is due.
///
/// `failed` and `givenUp` speak of the period after it. `cancelsAt`, never before the paid period's
/// end, is when a planned cancellation takes effect; `endedAt` when the subscription was over.
public record Term(
    SubscriptionId subscription,
    PaidPeriod paid,
    boolean failed,
    boolean givenUp,
    Optional<Instant> cancelsAt,
    Optional<Instant> endedAt) {
  private static final Comparator<Term> LATEST =
      Comparator.comparing(Term::paid, PaidPeriod.LATEST)
          .thenComparing(term -> term.paid().credits())
          .thenComparing(Term::subscription);

  public Term {
    if (givenUp && !failed) {
      throw new IllegalArgumentException("given up without having failed: " + subscription);
    }
  }

  /// When its credits are cleared, if that is known.
  public Optional<Instant> clearsAt() {
    return Stream.of(cancelsAt, endedAt).flatMap(Optional::stream).min(Instant::compareTo);
  }

  public boolean isOverAt(Instant now) {
    return clearsAt().filter(at -> !now.isBefore(at)).isPresent();
  }

  public boolean isEndedAt(Instant now) {
    return endedAt.filter(at -> !now.isBefore(at)).isPresent();
  }

  /// Whether this is to be the account's term instead of `other`: the same subscription's always,
  /// of two subscriptions that of the period which starts latest.
  public boolean succeeds(Term other) {
    return subscription.equals(other.subscription) || LATEST.compare(this, other) > 0;
  }
}
