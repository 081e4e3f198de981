package dev.drawdown.domain.ledger;

import dev.drawdown.domain.Credits;
import dev.drawdown.domain.billing.HeldBucket;
import dev.drawdown.domain.billing.PaidBucket;
import dev.drawdown.domain.catalog.DrawOrder.BucketKind;
import dev.drawdown.domain.catalog.Plan.PlanId;
import java.time.Instant;
import java.util.Optional;

/// Credits of one origin: what one grant gave, and what is left of it.
///
/// `number` is the number of the granting ledger entry and identifies the bucket in its wallet.
/// `warnings` counts the usage lines (70 %, 90 %) that were already told of an allowance.
public sealed interface Bucket {
  long number();

  Credits granted();

  Credits remaining();

  Instant grantedAt();

  /// The allowance of one period of a plan that nobody paid for: a trial, or a month of the default
  /// plan. It expires at `endsAt`.
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

    /// A fresh allowance, nothing of it used.
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

    /// The same allowance for another period, as if newly granted.
    public Plan until(Instant end) {
      return new Plan(number, plan, granted, remaining, grantedAt, end, 0);
    }
  }

  /// The allowance of a paid item of a subscription, as the facts last made it: see [PaidBucket].
  ///
  /// A pool's amount may be spread over several shards. Then `held` is the part of one of them, and
  /// `spread` says how many there are. For an account it is 1.
  record Paid(long number, HeldBucket held, int warnings, int spread) implements Bucket {
    /// A bucket newly opened.
    public static Paid opened(long number, HeldBucket held, int spread) {
      return new Paid(number, held, 0, spread);
    }

    public PlanId plan() {
      return held.paid().plan();
    }

    /// All that it ever got, without what a term that carried on with less has taken away.
    @Override
    public Credits granted() {
      return held.paid().granted().minus(held.clipped());
    }

    @Override
    public Credits remaining() {
      return held.remaining();
    }

    @Override
    public Instant grantedAt() {
      return held.paid().openedAt();
    }

    /// The next refill, or the end of what was paid for. In grace that is over.
    public Instant endsAt() {
      return held.paid().expiresAt();
    }

    public boolean isUsable() {
      return held.paid().state().isUsable();
    }

    public boolean isFrozen() {
      return held.paid().state() == PaidBucket.State.FROZEN;
    }

    /// The same bucket in another light.
    public Paid with(HeldBucket changed) {
      return new Paid(number, changed, warnings, spread);
    }

    @Override
    public Credits keepable(Credits credits) {
      return held.keepable(credits);
    }

    @Override
    public Paid givenBack(Credits credits) {
      return with(held.givenBack(credits));
    }
  }

  /// The credits that an account gets once ever: never expires.
  record Starter(long number, Credits granted, Credits remaining, Instant grantedAt, int warnings)
      implements Bucket {
    public Starter {
      requireWithin(granted, remaining);
    }
  }

  /// The credits of one pack, bought once: never expires.
  ///
  /// `owed` is what was to be clawed back with the payment but had been spent: it is taken from
  /// whatever returns.
  record TopUp(long number, Credits granted, Credits remaining, Instant grantedAt, Credits owed)
      implements Bucket {
    public TopUp {
      requireWithin(granted, remaining);
      if (!owed.isNone() && !remaining.isNone()) {
        throw new IllegalArgumentException("a pack that owes " + owed + " has " + remaining);
      }
    }

    /// A pack newly bought.
    public static TopUp granted(long number, Credits credits, Instant grantedAt) {
      return new TopUp(number, credits, credits, grantedAt, Credits.NONE);
    }

    /// What of `credits`, clawed back, is still there to be taken.
    public Credits recoverable(Credits credits) {
      return remaining.min(credits);
    }

    public TopUp clawedBack(Credits credits) {
      Credits taken = recoverable(credits);
      Credits missing = credits.minus(taken);
      return new TopUp(number, granted, remaining.minus(taken), grantedAt, owed.plus(missing));
    }

    /// What of `credits`, returning, stays: all but what is owed.
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

  /// Credits that an operator granted, of which all that expire together share one bucket. Without
  /// `endsAt` they never expire.
  ///
  /// It stays in its wallet until then, also when it is empty: a bucket of this kind that isn't
  /// there has expired.
  record Promotional(
      long number, Credits granted, Credits remaining, Instant grantedAt, Optional<Instant> endsAt)
      implements Bucket {
    public Promotional {
      requireWithin(granted, remaining);
      if (endsAt.filter(end -> !grantedAt.isBefore(end)).isPresent()) {
        throw new IllegalArgumentException("credits must not expire before they come: " + endsAt);
      }
    }

    /// A bucket newly opened.
    public static Promotional opened(
        long number, Credits credits, Instant grantedAt, Optional<Instant> endsAt) {
      return new Promotional(number, credits, credits, grantedAt, endsAt);
    }

    /// With `credits` more granted.
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

  /// How many usage lines were told of this bucket, for those kinds whose usage is shown.
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

  /// The part of `credits`, coming back, that stays in this bucket.
  default Credits keepable(Credits credits) {
    return credits;
  }

  /// This bucket with `credits` back in it.
  default Bucket givenBack(Credits credits) {
    return withRemaining(remaining().plus(credits));
  }

  default Bucket withRemaining(Credits left) {
    return switch (this) {
      case Plan(var number, var plan, var granted, _, var at, var ends, var warnings) ->
          new Plan(number, plan, granted, left, at, ends, warnings);
      case Paid paid -> paid.with(paid.held().withRemaining(left));
      case Starter(var number, var granted, _, var at, var warnings) ->
          new Starter(number, granted, left, at, warnings);
      case Promotional(var number, var granted, _, var at, var ends) ->
          new Promotional(number, granted, left, at, ends);
      case TopUp(var number, var granted, _, var at, var owed) ->
          new TopUp(number, granted, left, at, owed);
    };
  }

  default Bucket withWarnings(int told) {
    return switch (this) {
      case Plan(var number, var plan, var granted, var left, var at, var ends, _) ->
          new Plan(number, plan, granted, left, at, ends, told);
      case Paid(var number, var held, _, var spread) -> new Paid(number, held, told, spread);
      case Starter(var number, var granted, var left, var at, _) ->
          new Starter(number, granted, left, at, told);
      case Promotional _, TopUp _ ->
          throw new IllegalArgumentException("it has no usage to warn of: " + id());
    };
  }

  private static void requireWithin(Credits granted, Credits remaining) {
    if (!granted.covers(remaining)) {
      throw new IllegalArgumentException(
          "a bucket of " + granted + " can't have " + remaining + " left");
    }
  }
}
