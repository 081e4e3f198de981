package dev.drawdown.capture;

import dev.drawdown.adapters.Ports;
import dev.drawdown.adapters.body.ChargeBody.ChargedBody;
import dev.drawdown.adapters.http.Answer;
import dev.drawdown.adapters.http.HttpFunction;
import dev.drawdown.adapters.http.Problem;
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
import dev.drawdown.domain.charge.Capturing.CaptureResult;
import dev.drawdown.domain.charge.Capturing.CaptureResult.AlreadyCaptured;
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

/// `POST /v1/accounts/{account}/charges/{charge}/capture`: makes a hold final, whole or in part.
public final class CaptureFunction extends HttpFunction {
  private final Accounts accounts;
  private final InstantSource clock;
  private final OptimisticRetry retry;
  private final Capturing capturing;
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
    this.charged = new ChargedBody(ports.rules().reading());
  }

  @Override
  protected Answer answer(Request request) {
    request.requireScope("credits/charge");
    AccountId account = request.account();
    ChargeId charge = request.charge();
    Optional<Credits> credits = request.body(CaptureFunction::credits);
    Instant now = clock.instant();

    CaptureResult result =
        retry.run(
            new SituationSource(accounts, account, charge, Optional.empty()),
            found -> capturing.capture(found, credits, now));

    return answer(result, now);
  }

  private static Optional<Credits> credits(JsonObject body) {
    OptionalLong credits = body.optionalNumber("credits", 0, Long.MAX_VALUE);
    return credits.isPresent() ? Optional.of(Credits.of(credits.getAsLong())) : Optional.empty();
  }

  private Answer answer(CaptureResult result, Instant now) {
    return switch (result) {
      case UnknownCharge _ -> refuse(Code.UNKNOWN_CHARGE, "Nothing was captured.");
      case NotAHold _ -> refuse(Code.NOT_A_HOLD, "It was final from the start.");
      case HoldReleased _ -> refuse(Code.HOLD_RELEASED, "Its credits are back.");
      case HoldExpired _ -> refuse(Code.HOLD_EXPIRED, "Its credits are back.");
      case SameCapture(var charge, var available) -> Answer.ok(charged.of(charge, available, now));
      case AlreadyCaptured(var charge) ->
          refuse(Code.ALREADY_CAPTURED, "It was captured for " + charge.cost() + ".");
      case ExceedsHold(var asked, var held) ->
          refuse(Code.CAPTURE_EXCEEDS_HOLD, asked + " would be captured, " + held + " are held.");
      case Captured(var charge, var available, _) -> Answer.ok(charged.of(charge, available, now));
    };
  }

  private static Answer refuse(Code code, String detail) {
    return Problem.of(code, detail).toAnswer();
  }
}
