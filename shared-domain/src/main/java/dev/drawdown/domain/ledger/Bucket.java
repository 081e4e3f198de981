package dev.drawdown.domain.ledger;

import dev.drawdown.domain.Credits;
import dev.drawdown.domain.billing.PaidBucket;
import dev.drawdown.domain.billing.PlanBucket;
import dev.drawdown.domain.catalog.DrawOrder.BucketKind;
import dev.drawdown.domain.catalog.Plan.PlanId;
import java.time.Instant;
import java.util.Optional;

/// Credits of one origin: the credits of one grant, and how many of them are left.
///
/// `number` is the number of the granting ledger entry. It identifies the bucket in its wallet.
/// `warnings` counts the catalog's usage thresholds that entries already reported.
public sealed interface Bucket {
  long number();

  Credits granted();

  Credits remaining();

  Instant grantedAt();

  /// The allowance of one period of an unpaid plan: a trial, or a month of the default plan. It
  /// expires at `endsAt`.
  record Plan(
      long number,
      PlanId plan,
      Credits granted,
      Credits remaining,
      Instant grantedAt,
      Instant endsAt,
      int warnings)
      implements Bucket {
    public Plan {
      requireWithin(granted, remaining);
      if (!grantedAt.isBefore(endsAt)) {
        throw new IllegalArgumentException("a period must not end before it starts: " + endsAt);
      }
    }

    /// A new, unused allowance.
    public static Plan granted(
        long number, PlanId plan, Credits credits, Instant grantedAt, Instant endsAt) {
      return new Plan(number, plan, credits, credits, grantedAt, endsAt, 0);
    }

    public boolean isUntouched() {
      return remaining.equals(granted);
    }

    @Override
    public Plan givenBack(Credits credits) {
      return new Plan(number, plan, granted, remaining.plus(credits), grantedAt, endsAt, warnings);
    }

    /// The same allowance for another period, with no warnings reported yet.
    public Plan until(Instant end) {
      return new Plan(number, plan, granted, remaining, grantedAt, end, 0);
    }
  }

  /// The allowance of a paid item of a subscription, computed from the known facts: see
  /// [PaidBucket].
  ///
  /// A pool may spread its amount over several shards. Then `planBucket` is the part of one shard,
  /// and `spread` is the number of shards. For an account `spread` is 1.
  record Paid(long number, PlanBucket planBucket, int warnings, int spread) implements Bucket {
    /// A newly opened bucket.
    public static Paid opened(long number, PlanBucket planBucket, int spread) {
      return new Paid(number, planBucket, 0, spread);
    }

    public PlanId plan() {
      return planBucket.paid().plan();
    }

    /// All credits that the bucket ever received, minus those that a smaller term, carrying on from
    /// a larger one, took away.
    @Override
    public Credits granted() {
      return planBucket.paid().granted().minus(planBucket.clipped());
    }

    @Override
    public Credits remaining() {
      return planBucket.remaining();
    }

    @Override
    public Instant grantedAt() {
      return planBucket.paid().openedAt();
    }

    /// The next refill, or the end of the paid time. In grace this instant has passed.
    public Instant endsAt() {
      return planBucket.paid().expiresAt();
    }

    public boolean isUsable() {
      return planBucket.paid().state().isUsable();
    }

    public boolean isFrozen() {
      return planBucket.paid().state() == PaidBucket.State.FROZEN;
    }

    /// The same bucket with its state changed to `changed`.
    public Paid with(PlanBucket changed) {
      return new Paid(number, changed, warnings, spread);
    }

    @Override
    public Credits keepable(Credits credits) {
      return planBucket.keepable(credits);
    }

    @Override
    public Paid givenBack(Credits credits) {
      return with(planBucket.givenBack(credits));
    }
  }

  /// The credits that an account gets once ever. They never expire.
  record Starter(long number, Credits granted, Credits remaining, Instant grantedAt, int warnings)
      implements Bucket {
    public Starter {
      requireWithin(granted, remaining);
    }
  }

  /// The credits of one pack, bought once. They never expire.
  ///
  /// `owed` counts credits that a clawback should have taken but that were already spent. The
  /// bucket pays them back from the next credits that return.
  record TopUp(long number, Credits granted, Credits remaining, Instant grantedAt, Credits owed)
      implements Bucket {
    public TopUp {
      requireWithin(granted, remaining);
      if (!owed.isNone() && !remaining.isNone()) {
        throw new IllegalArgumentException("a pack that owes " + owed + " has " + remaining);
      }
    }

    /// A newly bought pack.
    public static TopUp granted(long number, Credits credits, Instant grantedAt) {
      return new TopUp(number, credits, credits, grantedAt, Credits.NONE);
    }

    /// The part of `credits` that a clawback can still take from this bucket.
    public Credits recoverable(Credits credits) {
      return remaining.min(credits);
    }

    public TopUp clawedBack(Credits credits) {
      Credits taken = recoverable(credits);
      Credits missing = credits.minus(taken);
      return new TopUp(number, granted, remaining.minus(taken), grantedAt, owed.plus(missing));
    }

    /// The part of returned `credits` that stays: all but the owed credits.
    @Override
    public Credits keepable(Credits credits) {
      return credits.minus(owed.min(credits));
    }

    @Override
    public TopUp givenBack(Credits credits) {
      Credits kept = keepable(credits);
      Credits repaid = credits.minus(kept);
      return new TopUp(number, granted, remaining.plus(kept), grantedAt, owed.minus(repaid));
    }
  }

  /// Credits that operators granted. All credits with the same expiry share one bucket; without
  /// `endsAt` they never expire.
  ///
  /// An empty bucket stays in its wallet until it expires. So if a bucket of this kind is missing,
  /// it has expired.
  record Promotional(
      long number, Credits granted, Credits remaining, Instant grantedAt, Optional<Instant> endsAt)
      implements Bucket {
    public Promotional {
      requireWithin(granted, remaining);
      if (endsAt.filter(end -> !grantedAt.isBefore(end)).isPresent()) {
        throw new IllegalArgumentException("credits must expire after their grant: " + endsAt);
      }
    }

    /// A newly opened bucket.
    public static Promotional opened(
        long number, Credits credits, Instant grantedAt, Optional<Instant> endsAt) {
      return new Promotional(number, credits, credits, grantedAt, endsAt);
    }

    /// This bucket with `credits` added by another grant.
    public Promotional filled(Credits credits) {
      return new Promotional(
          number, granted.plus(credits), remaining.plus(credits), grantedAt, endsAt);
    }
  }

  default BucketKind kind() {
    return switch (this) {
      case Plan _, Paid _ -> BucketKind.PLAN;
      case Starter _ -> BucketKind.STARTER;
      case Promotional _ -> BucketKind.PROMOTIONAL;
      case TopUp _ -> BucketKind.TOP_UP;
    };
  }

  default BucketId id() {
    return new BucketId(kind(), number());
  }

  default Optional<Instant> expiresAt() {
    return switch (this) {
      case Plan plan -> Optional.of(plan.endsAt());
      case Paid paid -> Optional.of(paid.endsAt());
      case Promotional promotional -> promotional.endsAt();
      case Starter _, TopUp _ -> Optional.empty();
    };
  }

  default Credits used() {
    return granted().minus(remaining());
  }

  /// The number of usage thresholds that entries already reported; 0 for kinds that show no usage.
  default int warned() {
    return switch (this) {
      case Plan plan -> plan.warnings();
      case Paid paid -> paid.warnings();
      case Starter starter -> starter.warnings();
      case Promotional _, TopUp _ -> 0;
    };
  }

  /// This bucket with `credits` drawn from it.
  default Bucket drawn(Credits credits) {
    return withRemaining(remaining().minus(credits));
  }

  /// The part of returned `credits` that stays in this bucket.
  default Credits keepable(Credits credits) {
    return credits;
  }

  /// This bucket with returned `credits` added.
  default Bucket givenBack(Credits credits) {
    return withRemaining(remaining().plus(credits));
  }

  default Bucket withRemaining(Credits left) {
    return switch (this) {
      case Plan(var number, var plan, var granted, _, var at, var ends, var warnings) ->
          new Plan(number, plan, granted, left, at, ends, warnings);
      case Paid paid -> paid.with(paid.planBucket().withRemaining(left));
      case Starter(var number, var granted, _, var at, var warnings) ->
          new Starter(number, granted, left, at, warnings);
      case Promotional(var number, var granted, _, var at, var ends) ->
          new Promotional(number, granted, left, at, ends);
      case TopUp(var number, var granted, _, var at, var owed) ->
          new TopUp(number, granted, left, at, owed);
    };
  }

  default Bucket withWarnings(int reported) {
    return switch (this) {
      case Plan(var number, var plan, var granted, var left, var at, var ends, _) ->
          new Plan(number, plan, granted, left, at, ends, reported);
      case Paid(var number, var planBucket, _, var spread) ->
          new Paid(number, planBucket, reported, spread);
      case Starter(var number, var granted, var left, var at, _) ->
          new Starter(number, granted, left, at, reported);
      case Promotional _, TopUp _ ->
          throw new IllegalArgumentException("this kind of bucket reports no usage: " + id());
    };
  }

  private static void requireWithin(Credits granted, Credits remaining) {
    if (!granted.covers(remaining)) {
      throw new IllegalArgumentException(
          "a bucket of " + granted + " can't have " + remaining + " left");
    }
  }
}
