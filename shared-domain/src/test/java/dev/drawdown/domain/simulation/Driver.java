package dev.drawdown.domain.simulation;

import dev.drawdown.domain.ChargeId;
import dev.drawdown.domain.Credits;
import dev.drawdown.domain.DocumentId;
import dev.drawdown.domain.PoolId;
import dev.drawdown.domain.catalog.Action.ActionId;
import dev.drawdown.domain.catalog.DrawOrder.BucketKind;
import dev.drawdown.domain.charge.Capturing.Amount;
import dev.drawdown.domain.charge.Capturing.CaptureResult;
import dev.drawdown.domain.charge.Charge;
import dev.drawdown.domain.charge.Charge.Returned;
import dev.drawdown.domain.charge.ChargeRequest;
import dev.drawdown.domain.charge.ChargeResult;
import dev.drawdown.domain.charge.Extending.ExtendResult;
import dev.drawdown.domain.charge.Refunding.RefundResult;
import dev.drawdown.domain.fixtures.Facts;
import dev.drawdown.domain.fixtures.Statement;
import dev.drawdown.domain.ledger.BucketId;
import dev.drawdown.domain.manualchange.ManualChange;
import dev.drawdown.domain.manualchange.ManualChange.Adjustment;
import dev.drawdown.domain.manualchange.ManualChange.Grant;
import dev.drawdown.domain.manualchange.ManualChange.Made;
import dev.drawdown.domain.manualchange.ManualChanging.Asked;
import dev.drawdown.domain.manualchange.ManualChanging.ManualChangeResult;
import dev.drawdown.domain.pool.Joining.JoinResult;
import dev.drawdown.domain.pool.Joining.LeaveResult;
import dev.drawdown.domain.subscription.SubscriptionId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// Plays commands on a machine and describes their results in plain words.
///
/// `now` is the time of the decision, for which the state of a charge is reported.
record Driver(Machine machine, Instant now) {
  private static final String WHY = "sample";

  ModelAnswer play(Command command) {
    return switch (command) {
      case Command.Charge(var clock, var key, _, _, _, _) ->
          answer(machine.charge(new ChargeId(key), request((Command.Charge) command), clock));
      case Command.Capture(var clock, var key, var credits, boolean isFinal) ->
          answer(machine.capture(new ChargeId(key), new Amount(credits(credits), isFinal), clock));
      case Command.Extend(var clock, var key, var expiresIn) ->
          answer(machine.extend(new ChargeId(key), expiresIn, clock));
      case Command.Refund(var clock, var key) -> answer(machine.refund(new ChargeId(key), clock));
      case Command.Sweep(var clock) -> {
        machine.sweep(clock);
        yield ModelAnswer.of("swept");
      }
      case Command.TopUp(var clock, long credits) -> {
        machine.topUp(Credits.of(credits), clock);
        yield ModelAnswer.of("granted");
      }
      case Command.Give(var clock, var key, long credits, var expiresAt) ->
          answer(machine.change(asked(key, new Grant(Credits.of(credits), WHY, expiresAt)), clock));
      case Command.Adjust(var clock, var key, long credits) ->
          answer(machine.change(asked(key, new Adjustment(credits, WHY)), clock));
      case Command.Join(var clock, var pool, var limit) ->
          answer(machine.join(new PoolId(pool), credits(limit), clock));
      case Command.Leave(var clock, var pool) -> answer(machine.leave(new PoolId(pool), clock));
    };
  }

  /// The statement as a payment provider's message would have it.
  static Statement statement(BillingEvent event) {
    String id = event.subscription();
    return switch (event) {
      case BillingEvent.Paid(_, var plan, int seats, _, _, var start, var end, boolean renewal) ->
          new Statement.Paid(
              new SubscriptionId(id), "item-1", plan, seats, Optional.empty(), start, end, renewal);
      case BillingEvent.Failed(_, var start, boolean last) -> Facts.failed(id, start, last);
      case BillingEvent.GivenUp(_, var start) -> Facts.failed(id, start, true);
      case BillingEvent.Cancelled(_, var created, var at) ->
          Facts.changed(id, created, "change", Optional.empty(), at);
      case BillingEvent.Ended(_, var at) -> Facts.ended(id, at);
    };
  }

  private ModelAnswer answer(ChargeResult result) {
    return switch (result) {
      case ChargeResult.DocumentMissing _ -> ModelAnswer.of("document missing");
      case ChargeResult.AlreadyCharged(Charge charge, _) -> answer("replayed", charge);
      case ChargeResult.KeyReused _ -> ModelAnswer.of("key reused");
      case ChargeResult.UnknownAction _ -> ModelAnswer.of("unknown action");
      case ChargeResult.Free _ -> ModelAnswer.of("free");
      case ChargeResult.PaidBefore(Charge first, _) -> answer("paid before", first);
      case ChargeResult.InProgress(_, Charge first, _) -> answer("in progress", first);
      case ChargeResult.PaymentRequired _ -> ModelAnswer.of("payment required");
      case ChargeResult.OutOfCredits(_, _, _, var limit, _) when limit.isPresent() ->
          new ModelAnswer("over the cap", limit.get().toString(), List.of(), 0, 0);
      case ChargeResult.OutOfCredits _ -> ModelAnswer.of("out of credits");
      case ChargeResult.TooManyHolds _ -> ModelAnswer.of("too many holds");
      case ChargeResult.PoolHoldsFull _ -> ModelAnswer.of("pool holds full");
      case ChargeResult.Charged(Charge charge, _, _) -> answer("charged", charge);
    };
  }

  private static Asked asked(String key, ManualChange change) {
    return new Asked(new ManualChange.Key(key), change, Optional.empty());
  }

  private static ModelAnswer answer(ManualChangeResult result) {
    return switch (result) {
      case ManualChangeResult.AlreadyChanged(Made made, _) -> answer("changed before", made);
      case ManualChangeResult.KeyReused _ -> ModelAnswer.of("key reused");
      case ManualChangeResult.ExpiresTooSoon _ -> ModelAnswer.of("expires too soon");
      case ManualChangeResult.TooManyExpiries _ -> ModelAnswer.of("too many expiries");
      case ManualChangeResult.Changed(Made made, _, _) -> answer("changed", made);
    };
  }

  private static ModelAnswer answer(String outcome, Made made) {
    List<String> moved =
        made.postings().stream()
            .map(posting -> posting.bucket().number() + ":" + posting.change())
            .toList();
    return new ModelAnswer(outcome, "", moved, 0, 0);
  }

  private ModelAnswer answer(CaptureResult result) {
    return switch (result) {
      case CaptureResult.UnknownCharge _ -> ModelAnswer.of("unknown charge");
      case CaptureResult.NotAHold _ -> ModelAnswer.of("not a hold");
      case CaptureResult.HoldReleased _ -> ModelAnswer.of("hold released");
      case CaptureResult.HoldExpired _ -> ModelAnswer.of("hold expired");
      case CaptureResult.SameCapture(Charge charge, _) -> answer("same capture", charge);
      case CaptureResult.AlreadyCaptured _ -> ModelAnswer.of("captured before");
      case CaptureResult.ExceedsHold _ -> ModelAnswer.of("exceeds hold");
      case CaptureResult.BelowPart _ -> ModelAnswer.of("below part");
      case CaptureResult.Captured(Charge charge, _, _) -> answer("captured", charge);
    };
  }

  private ModelAnswer answer(ExtendResult result) {
    return switch (result) {
      case ExtendResult.UnknownCharge _ -> ModelAnswer.of("unknown charge");
      case ExtendResult.NotAHold _ -> ModelAnswer.of("not a hold");
      case ExtendResult.HoldReleased _ -> ModelAnswer.of("hold released");
      case ExtendResult.HoldExpired _ -> ModelAnswer.of("hold expired");
      case ExtendResult.AlreadyCaptured _ -> ModelAnswer.of("captured before");
      case ExtendResult.TooLate _ -> ModelAnswer.of("too late");
      case ExtendResult.SameExpiry(Charge charge, _) -> answer("same expiry", charge);
      case ExtendResult.Extended(Charge charge, _, _) -> answer("extended", charge);
    };
  }

  private ModelAnswer answer(RefundResult result) {
    return switch (result) {
      case RefundResult.UnknownCharge _ -> ModelAnswer.of("unknown charge");
      case RefundResult.AlreadyBack(Charge charge, Returned returned, _) ->
          answer("back before", charge, returned);
      case RefundResult.Refunded(Charge charge, Returned returned, _, _) ->
          answer("back", charge, returned);
    };
  }

  private static ModelAnswer answer(JoinResult result) {
    return switch (result) {
      case JoinResult.UnknownPool _ -> ModelAnswer.of("unknown pool");
      case JoinResult.AlreadyInAPool _ -> ModelAnswer.of("in another pool");
      case JoinResult.AlreadyMember _ -> ModelAnswer.of("member already");
      case JoinResult.Joined _ -> ModelAnswer.of("joined");
    };
  }

  private static ModelAnswer answer(LeaveResult result) {
    return switch (result) {
      case LeaveResult.UnknownPool _ -> ModelAnswer.of("unknown pool");
      case LeaveResult.NotAMember _ -> ModelAnswer.of("not a member");
      case LeaveResult.Left _ -> ModelAnswer.of("left");
    };
  }

  private ModelAnswer answer(String outcome, Charge charge, Returned returned) {
    return answer(outcome, charge)
        .returning(returned.restored().amount(), returned.expired().amount());
  }

  private ModelAnswer answer(String outcome, Charge recorded) {
    Charge charge = recorded.asOf(now);
    Map<BucketId, Long> draws = new LinkedHashMap<>();
    charge
        .drawdown()
        .draws()
        .forEach(draw -> draws.merge(draw.bucket(), draw.credits().amount(), Long::sum));
    List<String> parts = draws.entrySet().stream().map(Driver::part).toList();
    return new ModelAnswer(outcome, charge.statusAt(now).label(), parts, 0, 0);
  }

  /// A pool is one bucket, regardless of its shards.
  private static String part(Map.Entry<BucketId, Long> draw) {
    BucketId bucket = draw.getKey();
    return (bucket.kind() == BucketKind.POOL ? "pool" : bucket.number()) + ":" + draw.getValue();
  }

  private static ChargeRequest request(Command.Charge charge) {
    return new ChargeRequest(
        new ActionId(charge.action()),
        charge.document().map(DocumentId::new),
        charge.quantity(),
        charge.hold());
  }

  private static Optional<Credits> credits(OptionalLong credits) {
    return credits.isPresent() ? Optional.of(Credits.of(credits.getAsLong())) : Optional.empty();
  }
}
