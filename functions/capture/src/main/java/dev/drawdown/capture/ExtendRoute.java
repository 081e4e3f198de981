package dev.drawdown.capture;

import dev.drawdown.adapters.Ports;
import dev.drawdown.adapters.body.ChargeBody.ChargedBody;
import dev.drawdown.adapters.body.HoldTime;
import dev.drawdown.adapters.http.Answer;
import dev.drawdown.adapters.http.Problem;
import dev.drawdown.adapters.http.Problem.Code;
import dev.drawdown.adapters.http.Request;
import dev.drawdown.adapters.json.JsonObject;
import dev.drawdown.adapters.store.OptimisticRetry;
import dev.drawdown.adapters.store.SituationSource;
import dev.drawdown.adapters.store.Stores.Accounts;
import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.ChargeId;
import dev.drawdown.domain.charge.Charge;
import dev.drawdown.domain.charge.Extending;
import dev.drawdown.domain.charge.Extending.ExtendResult;
import dev.drawdown.domain.charge.Extending.ExtendResult.AlreadyCaptured;
import dev.drawdown.domain.charge.Extending.ExtendResult.Extended;
import dev.drawdown.domain.charge.Extending.ExtendResult.HoldExpired;
import dev.drawdown.domain.charge.Extending.ExtendResult.HoldReleased;
import dev.drawdown.domain.charge.Extending.ExtendResult.NotAHold;
import dev.drawdown.domain.charge.Extending.ExtendResult.SameExpiry;
import dev.drawdown.domain.charge.Extending.ExtendResult.TooLate;
import dev.drawdown.domain.charge.Extending.ExtendResult.UnknownCharge;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// Sets a new expiry of a hold. The body is `{expiresIn}`, counted from now.
///
/// It is part of the function that captures, because it needs the same permissions and serves the
/// same callers.
final class ExtendRoute {
  static final String ROUTE = "POST /v1/accounts/{account}/charges/{charge}/extend";

  private final Accounts accounts;
  private final InstantSource clock;
  private final OptimisticRetry retry;
  private final Extending extending;
  private final ChargedBody charged;

  ExtendRoute(Ports ports) {
    this.accounts = ports.stores().accounts();
    this.clock = ports.clock();
    this.retry = ports.retry();
    this.extending = ports.rules().extending();
    this.charged = new ChargedBody(ports.rules().reading());
  }

  Answer answer(Request request) {
    request.requireScope("credits/charge");
    AccountId account = request.account();
    ChargeId charge = request.charge();
    Duration expiresIn = request.body(ExtendRoute::expiresIn);
    Instant now = clock.instant();

    ExtendResult result =
        retry.run(
            new SituationSource(accounts, account, charge, Optional.empty()),
            found -> extending.extend(found, expiresIn, now));

    return answer(result, now);
  }

  private static Duration expiresIn(JsonObject body) {
    return HoldTime.in(body).orElseThrow(() -> body.problem("expiresIn", "is missing"));
  }

  private Answer answer(ExtendResult result, Instant now) {
    return switch (result) {
      case UnknownCharge _ -> HoldRefusal.of(Code.UNKNOWN_CHARGE, "Nothing was extended.");
      case NotAHold _ -> HoldRefusal.notAHold();
      case HoldReleased(Charge charge) -> HoldRefusal.over(Code.HOLD_RELEASED, charge.parts());
      case AlreadyCaptured(Charge charge) -> HoldRefusal.alreadyCaptured(charge);
      case HoldExpired(Charge charge) -> HoldRefusal.over(Code.HOLD_EXPIRED, charge.parts());
      case TooLate(_, Instant latest) ->
          Problem.invalid(
                  "expiresIn", "is too long: a hold lasts 24 hours at most, so until " + latest)
              .toAnswer();
      case SameExpiry(var charge, var available) -> Answer.ok(charged.of(charge, available, now));
      case Extended(var charge, var available, _) -> Answer.ok(charged.of(charge, available, now));
    };
  }
}
