package dev.drawdown.domain.charge;

import dev.drawdown.domain.Credits;
import dev.drawdown.domain.catalog.Action.ActionId;
import dev.drawdown.domain.commit.Commit;
import dev.drawdown.domain.commit.Decision;
import dev.drawdown.domain.pool.AvailableCredits;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The outcomes of a charge request, in order of precedence.
///
/// `available` are the account's credits at the time of the decision. Only [Charged] has commits.
public sealed interface ChargeResult extends Decision {
  /// The action is priced per document, and the request names none. No credits were taken.
  record DocumentMissing(ActionId action) implements ChargeResult {}

  /// An earlier request under this key was the same and was accepted; `charge` is its record.
  record AlreadyCharged(Charge charge, AvailableCredits available) implements ChargeResult {
    @Override
    public boolean needsSecondReading() {
      return charge.mayBeOlderThan(available.wallet());
    }
  }

  /// The key belongs to a different earlier request. No credits were taken.
  record KeyReused(Charge first) implements ChargeResult {}

  /// The catalog doesn't name the action. No credits were taken.
  record UnknownAction(ActionId action) implements ChargeResult {}

  /// The action costs nothing. It runs and leaves no record.
  record Free(Charge charge, AvailableCredits available) implements ChargeResult {}

  /// The charge `first` already paid for the document, so its result is used again. No credits were
  /// taken.
  record PaidBefore(Charge first, AvailableCredits available) implements ChargeResult {}

  /// Another charge holds credits for the document until `expiresAt`. That hold may still be given
  /// back, so the document isn't paid for yet.
  ///
  /// No credits were taken. Without the hold, the action would cost `cost`.
  record InProgress(Credits cost, Charge first, Instant expiresAt) implements ChargeResult {
    @Override
    public boolean needsSecondReading() {
      return true;
    }
  }

  /// The account is suspended, and the buckets that it may still draw don't cover `cost`. No
  /// credits were taken.
  record PaymentRequired(
      Credits cost, AvailableCredits available, NextSteps next, boolean restsOnWholePool)
      implements ChargeResult {
    @Override
    public boolean needsSecondReading() {
      return true;
    }
  }

  /// The account's buckets and its pool allowance don't cover `cost`. No credits were taken.
  ///
  /// If `limit` is present, the member's cap is the reason: without it, the credits would cover the
  /// cost.
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

  /// The credits cover the cost, but the account already has the maximum number of holds, `open`.
  /// No credits were taken.
  record TooManyHolds(int open) implements ChargeResult {
    @Override
    public boolean needsSecondReading() {
      return true;
    }
  }

  /// The credits cover the cost, but the pool has no room for another hold. No credits were taken.
  ///
  /// With `ofMember`, this member has `open` holds on the pool. Otherwise all members together have
  /// `open` holds on a shard.
  ///
  /// Top-ups don't replace the pool's credits: they come after the pool in the draw order. The
  /// payment for a charge must not depend on the number of open holds.
  record PoolHoldsFull(int open, boolean ofMember) implements ChargeResult {
    @Override
    public boolean needsSecondReading() {
      return true;
    }
  }

  /// The credits were taken, or held if the caller asked for a hold.
  record Charged(Charge charge, AvailableCredits available, List<Commit> commits)
      implements ChargeResult {}
}
