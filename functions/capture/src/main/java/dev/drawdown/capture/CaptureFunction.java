package dev.drawdown.capture;

import dev.drawdown.adapters.Ports;
import dev.drawdown.adapters.body.ChargeBody.ChargedBody;
import dev.drawdown.adapters.http.Answer;
import dev.drawdown.adapters.http.HttpFunction;
import dev.drawdown.adapters.http.Problem.Code;
import dev.drawdown.adapters.http.Request;
import dev.drawdown.adapters.json.JsonObject;
import dev.drawdown.adapters.store.OptimisticRetry;
import dev.drawdown.adapters.store.SituationSource;
import dev.drawdown.adapters.store.Stores.Accounts;
import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.ChargeId;
import dev.drawdown.domain.Credits;
import dev.drawdown.domain.charge.Capturing;
import dev.drawdown.domain.charge.Capturing.Amount;
import dev.drawdown.domain.charge.Capturing.CaptureResult;
import dev.drawdown.domain.charge.Capturing.CaptureResult.AlreadyCaptured;
import dev.drawdown.domain.charge.Capturing.CaptureResult.BelowPart;
import dev.drawdown.domain.charge.Capturing.CaptureResult.Captured;
import dev.drawdown.domain.charge.Capturing.CaptureResult.ExceedsHold;
import dev.drawdown.domain.charge.Capturing.CaptureResult.HoldExpired;
import dev.drawdown.domain.charge.Capturing.CaptureResult.HoldReleased;
import dev.drawdown.domain.charge.Capturing.CaptureResult.NotAHold;
import dev.drawdown.domain.charge.Capturing.CaptureResult.SameCapture;
import dev.drawdown.domain.charge.Capturing.CaptureResult.UnknownCharge;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/// `POST /v1/accounts/{account}/charges/{charge}/capture`: makes a hold final, whole or in parts.
/// `POST .../extend`: sets a new expiry.
public final class CaptureFunction extends HttpFunction {
  private static final String ROUTE = "POST /v1/accounts/{account}/charges/{charge}/capture";

  private final Accounts accounts;
  private final InstantSource clock;
  private final OptimisticRetry retry;
  private final Capturing capturing;
  private final ExtendRoute extend;
  private final ChargedBody charged;

  public CaptureFunction() {
    this(Ports.fromEnvironment());
  }

  public CaptureFunction(Ports ports) {
    super(ports.callLog());
    this.accounts = ports.stores().accounts();
    this.clock = ports.clock();
    this.retry = ports.retry();
    this.capturing = ports.rules().capturing();
    this.extend = new ExtendRoute(ports);
    this.charged = new ChargedBody(ports.rules().reading());
  }

  @Override
  protected Answer answer(Request request) {
    return switch (request.route()) {
      case ROUTE -> capture(request);
      case ExtendRoute.ROUTE -> extend.answer(request);
      default -> throw new IllegalStateException("no such route: " + request.route());
    };
  }

  private Answer capture(Request request) {
    request.requireScope("credits/charge");
    AccountId account = request.account();
    ChargeId charge = request.charge();
    Amount amount = request.body(CaptureFunction::amount);
    Instant now = clock.instant();

    CaptureResult result =
        retry.run(
            new SituationSource(accounts, account, charge, Optional.empty()),
            found -> capturing.capture(found, amount, now));

    return answer(result, now);
  }

  /// The body of a capture: `{credits?}` or `{captured, final}`. Both state the total captured so
  /// far. The first one is always final.
  private static Amount amount(JsonObject body) {
    OptionalLong captured = body.optionalNumber("captured", 0, Long.MAX_VALUE);
    Optional<Boolean> isFinal = body.optionalFlag("final");
    if (captured.isPresent() != isFinal.isPresent()) {
      String missing = captured.isPresent() ? "final" : "captured";
      throw body.problem(missing, "is missing: a part needs both captured and final");
    }
    OptionalLong credits = body.optionalNumber("credits", 0, Long.MAX_VALUE);
    if (captured.isPresent() && credits.isPresent()) {
      throw body.problem("credits", "can't be combined with captured");
    }
    return new Amount(
        LongStream.concat(captured.stream(), credits.stream()).mapToObj(Credits::of).findFirst(),
        isFinal.orElse(true));
  }

  private Answer answer(CaptureResult result, Instant now) {
    return switch (result) {
      case UnknownCharge _ -> HoldRefusal.of(Code.UNKNOWN_CHARGE, "Nothing was captured.");
      case NotAHold _ -> HoldRefusal.notAHold();
      case HoldReleased(var parts) -> HoldRefusal.over(Code.HOLD_RELEASED, parts);
      case HoldExpired(var parts) -> HoldRefusal.over(Code.HOLD_EXPIRED, parts);
      case SameCapture(var charge, var available) -> Answer.ok(charged.of(charge, available, now));
      case AlreadyCaptured(var charge) -> HoldRefusal.alreadyCaptured(charge);
      case ExceedsHold(var asked, var held) ->
          HoldRefusal.of(
              Code.CAPTURE_EXCEEDS_HOLD,
              ("The capture asks for more credits than are held: " + asked)
                  + (" instead of at most " + held + "."));
      case BelowPart(var asked, var parts) ->
          HoldRefusal.of(
              Code.CAPTURE_BELOW_PART,
              ("The capture states fewer credits than its parts before: " + asked)
                  + (" instead of at least " + parts + ". State the total of all parts."));
      case Captured(var charge, var available, _) -> Answer.ok(charged.of(charge, available, now));
    };
  }
}
