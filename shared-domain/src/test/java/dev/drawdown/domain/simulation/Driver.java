package dev.drawdown.domain.simulation;

import dev.drawdown.domain.ChargeId;
import dev.drawdown.domain.Credits;
import dev.drawdown.domain.catalog.ActionId;
import dev.drawdown.domain.charge.Charge;
import dev.drawdown.domain.charge.ChargeRequest;
import dev.drawdown.domain.charge.DocumentId;
import dev.drawdown.domain.charge.Returned;
import dev.drawdown.domain.charging.CaptureResult;
import dev.drawdown.domain.charging.ChargeResult;
import dev.drawdown.domain.charging.RefundResult;
import dev.drawdown.domain.charging.Refunding;
import dev.drawdown.domain.ledger.Entry;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Plays commands on a machine and says in plain words what they came to.
///
/// `now` is the time of the decision, at which the state of a charge is told.
record Driver(Machine machine, Instant now) {
  Answer play(Command command) {
    return switch (command) {
      case Command.Charge(var clock, var key, _, _, _, _) ->
          said(machine.charge(new ChargeId(key), request((Command.Charge) command), clock));
      case Command.Capture(var clock, var key, var credits) ->
          said(machine.capture(new ChargeId(key), credits(credits), clock));
      case Command.Refund(var clock, var key) ->
          said(machine.refund(new ChargeId(key), clock), clock);
      case Command.Sweep(var clock) -> {
        machine.sweep(clock);
        yield Answer.of("swept");
      }
      case Command.TopUp(var clock, long credits) -> {
        machine.topUp(Credits.of(credits), clock);
        yield Answer.of("granted");
      }
    };
  }

  private Answer said(ChargeResult result) {
    return switch (result) {
      case ChargeResult.DocumentMissing _ -> Answer.of("document missing");
      case ChargeResult.AlreadyCharged(Charge charge, _) -> answer("replayed", charge);
      case ChargeResult.KeyReused _ -> Answer.of("key reused");
      case ChargeResult.UnknownAction _ -> Answer.of("unknown action");
      case ChargeResult.Free _ -> Answer.of("free");
      case ChargeResult.SavedResult(Charge first, _) -> answer("saved", first);
      case ChargeResult.PaymentRequired _ -> Answer.of("payment required");
      case ChargeResult.OutOfCredits _ -> Answer.of("out of credits");
      case ChargeResult.TooManyHolds _ -> Answer.of("too many holds");
      case ChargeResult.Charged(Charge charge, _, _) -> answer("charged", charge);
    };
  }

  private Answer said(CaptureResult result) {
    return switch (result) {
      case CaptureResult.UnknownCharge _ -> Answer.of("unknown charge");
      case CaptureResult.NotAHold _ -> Answer.of("not a hold");
      case CaptureResult.HoldReleased _ -> Answer.of("hold released");
      case CaptureResult.HoldExpired _ -> Answer.of("hold expired");
      case CaptureResult.SameCapture(Charge charge, _) -> answer("same capture", charge);
      case CaptureResult.AlreadyCaptured _ -> Answer.of("captured before");
      case CaptureResult.ExceedsHold _ -> Answer.of("exceeds hold");
      case CaptureResult.Captured(Charge charge, _, _) -> answer("captured", charge);
    };
  }

  private Answer said(RefundResult result, Instant clock) {
    return switch (result) {
      case RefundResult.UnknownCharge _ -> Answer.of("unknown charge");
      case RefundResult.AlreadyBack(Charge charge, Returned returned, _) ->
          answer("back before", charge, returned);
      case RefundResult.ExpiredBefore(Charge charge, _, _, _) ->
          answer("back before", charge, expiry(charge, machine.ledger(clock)));
      case RefundResult.Refunded(Charge charge, Returned returned, _, _) ->
          answer("back", charge, returned);
    };
  }

  private static Returned expiry(Charge charge, List<Entry> ledger) {
    return ledger.stream()
        .filter(entry -> Refunding.isExpiryOf(charge.openedBy(), entry))
        .map(Returned::by)
        .findFirst()
        .orElseThrow();
  }

  private Answer answer(String outcome, Charge charge, Returned returned) {
    return answer(outcome, charge)
        .returning(returned.restored().amount(), returned.lapsed().amount());
  }

  private Answer answer(String outcome, Charge charge) {
    List<String> draws =
        charge.drawdown().draws().stream()
            .map(draw -> draw.bucket().number() + ":" + draw.credits())
            .toList();
    return new Answer(outcome, charge.statusAt(now).label(), draws, 0, 0);
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
