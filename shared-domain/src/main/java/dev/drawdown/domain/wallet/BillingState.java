package dev.drawdown.domain.wallet;

import dev.drawdown.domain.ledger.Bucket;
import dev.drawdown.domain.ledger.BucketId;
import dev.drawdown.domain.subscription.Term;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// What an account's payments for plans come to.
///
/// `standing` is the last that was written down. `cleared` is the bucket that a planned
/// cancellation closed, in case the news that it was withdrawn comes late. `parked` counts the
/// provider's events that nobody could make sense of yet: the payment may be among them.
public record BillingState(
    Optional<Term> term, Standing standing, Optional<Bucket.Plan> cleared, int parked) {
  public static final BillingState NONE =
      new BillingState(Optional.empty(), Standing.ACTIVE, Optional.empty(), 0);

  public BillingState {
    if (parked < 0) {
      throw new IllegalArgumentException("parked events can't be fewer than none: " + parked);
    }
  }

  /// In `changed` from now on; a bucket that was closed before it stays closed.
  public BillingState in(Term changed) {
    return new BillingState(Optional.of(changed), standing, Optional.empty(), parked);
  }

  public BillingState told(Standing told) {
    return new BillingState(term, told, cleared, parked);
  }

  public BillingState closing(Optional<Bucket.Plan> bucket) {
    return new BillingState(term, standing, bucket, parked);
  }

  /// With what `change` makes of the bucket that was closed, where it is the one of that name.
  public BillingState changingCleared(BucketId name, UnaryOperator<Bucket> change) {
    return closing(
        cleared.map(plan -> plan.id().equals(name) ? (Bucket.Plan) change.apply(plan) : plan));
  }

  public BillingState withParked(int events) {
    return new BillingState(term, standing, cleared, events);
  }

  public Standing standingAt(Instant now, Duration grace) {
    if (term.filter(held -> !held.isOverAt(now)).isEmpty()) {
      return Standing.ACTIVE;
    }
    if (suspendsAt(grace).filter(at -> !now.isBefore(at)).isPresent()) {
      return Standing.SUSPENDED;
    }
    return term.get().failed() ? Standing.GRACE : Standing.ACTIVE;
  }

  /// When the account is suspended unless it pays, if the term isn't over by then.
  public Optional<Instant> suspendsAt(Duration grace) {
    return term.flatMap(held -> suspendsAt(held, grace));
  }

  private Optional<Instant> suspendsAt(Term held, Duration grace) {
    if (parked > 0 && !held.failed()) {
      return Optional.empty();
    }
    Instant end = held.paid().end();
    Instant due = held.givenUp() ? end : end.plus(grace);
    return Optional.of(due)
        .filter(at -> held.clearsAt().filter(clears -> !at.isBefore(clears)).isEmpty());
  }
}
