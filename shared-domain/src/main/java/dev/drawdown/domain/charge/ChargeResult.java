package dev.drawdown.domain.charge;

import dev.drawdown.domain.Credits;
import dev.drawdown.domain.catalog.Action.ActionId;
import dev.drawdown.domain.commit.Commit;
import dev.drawdown.domain.commit.Decision;
import dev.drawdown.domain.pool.AvailableCredits;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Everything that can come of asking for a charge, in order of precedence.
///
/// `available` are the account's at the time of the decision. Only [Charged] is to be committed.
public sealed interface ChargeResult extends Decision {
  /// The action is priced per document and none was named. Nothing was taken.
  record DocumentMissing(ActionId action) implements ChargeResult {}

  /// The same request was accepted under this key before; `charge` is what was recorded then.
  record AlreadyCharged(Charge charge, AvailableCredits available) implements ChargeResult {}

  /// The key was used before for something else. Nothing was taken.
  record KeyReused(Charge first) implements ChargeResult {}

  /// The catalog doesn't name the action. Nothing was taken.
  record UnknownAction(ActionId action) implements ChargeResult {}

  /// The action costs nothing; it runs and leaves no trace.
  record Free(Charge charge, AvailableCredits available) implements ChargeResult {}

  /// The document was paid for before, by `first`. Nothing was taken.
  record SavedResult(Charge first, AvailableCredits available) implements ChargeResult {}

  /// Another charge holds credits for the document until `expiresAt`: it isn't paid for yet, and
  /// may not be. Nothing was taken; the action would cost `cost` if the hold were given back.
  record InProgress(Credits cost, Charge first, Instant expiresAt) implements ChargeResult {
    @Override
    public boolean needsSecondReading() {
      return true;
    }
  }

  /// The account is suspended, and what it may still draw doesn't cover `cost`. Nothing was taken.
  record PaymentRequired(
      Credits cost, AvailableCredits available, NextSteps next, boolean restsOnWholePool)
      implements ChargeResult {
    @Override
    public boolean needsSecondReading() {
      return true;
    }
  }

  /// The account's buckets and its allowance of the pool hold too little for `cost`; without the
  /// cap `limit` on that allowance, if it is told, they would do. Nothing was taken.
  record OutOfCredits(
      Credits cost,
      AvailableCredits available,
      NextSteps next,
      Optional<Credits> limit,
      boolean restsOnWholePool)
      implements ChargeResult {
    @Override
    public boolean needsSecondReading() {
      return true;
    }
  }

  /// The credits would do, but the account has as many `open` holds as it may have. Nothing was
  /// taken.
  record TooManyHolds(int open) implements ChargeResult {
    @Override
    public boolean needsSecondReading() {
      return true;
    }
  }

  /// The credits would do, but some would come from the pool, which has no room for another hold:
  /// `open` ones of this member draw on it or, where it isn't `ofMember`, `open` ones of all
  /// members are in the way. Nothing was taken.
  ///
  /// Top-ups don't stand in for the pool: they are drawn after it, and what a charge is paid with
  /// must not depend on how many holds happen to be open.
  record PoolHoldsFull(int open, boolean ofMember) implements ChargeResult {
    @Override
    public boolean needsSecondReading() {
      return true;
    }
  }

  /// The credits were taken, or set aside where a hold was asked for.
  record Charged(Charge charge, AvailableCredits available, List<Commit> commits)
      implements ChargeResult {}
}
