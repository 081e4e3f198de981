package dev.drawdown.refund;

import dev.drawdown.adapters.Ports;
import dev.drawdown.adapters.body.BalanceBody;
import dev.drawdown.adapters.body.ChargeBody;
import dev.drawdown.adapters.http.Answer;
import dev.drawdown.adapters.http.HttpFunction;
import dev.drawdown.adapters.http.Problem;
import dev.drawdown.adapters.http.Problem.Code;
import dev.drawdown.adapters.http.Request;
import dev.drawdown.adapters.json.JsonObject;
import dev.drawdown.adapters.store.OptimisticRetry;
import dev.drawdown.adapters.store.RefundSource;
import dev.drawdown.adapters.store.Stores;
import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.ChargeId;
import dev.drawdown.domain.TextLine;
import dev.drawdown.domain.charge.Charge;
import dev.drawdown.domain.charge.Charge.Returned;
import dev.drawdown.domain.charge.Refunding;
import dev.drawdown.domain.charge.Refunding.RefundResult;
import dev.drawdown.domain.charge.Refunding.RefundResult.AlreadyBack;
import dev.drawdown.domain.charge.Refunding.RefundResult.Refunded;
import dev.drawdown.domain.charge.Refunding.RefundResult.UnknownCharge;
import dev.drawdown.domain.pool.AvailableCredits;
import dev.drawdown.domain.reading.Reading;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// `POST /v1/accounts/{account}/charges/{charge}/refund`: gives a charge back, or releases a hold.
public final class RefundFunction extends HttpFunction {
  private static final int MAX_REASON = 200;

  private final Stores stores;
  private final InstantSource clock;
  private final OptimisticRetry retry;
  private final Refunding refunding;
  private final Reading reading;

  public RefundFunction() {
    this(Ports.fromEnvironment());
  }

  public RefundFunction(Ports ports) {
    super(ports.callLog());
    this.stores = ports.stores();
    this.clock = ports.clock();
    this.retry = ports.retry();
    this.refunding = ports.rules().refunding();
    this.reading = ports.rules().reading();
  }

  @Override
  protected Answer answer(Request request) {
    request.requireScope("credits/charge");
    AccountId account = request.account();
    ChargeId charge = request.charge();
    Optional<String> reason = request.body(RefundFunction::reason);
    Instant now = clock.instant();

    RefundResult result =
        retry.run(
            RefundSource.of(stores, account, charge),
            found -> refunding.refund(found, reason, now));

    return switch (result) {
      case UnknownCharge _ -> Problem.of(Code.UNKNOWN_CHARGE, "Nothing was given back.").toAnswer();
      case AlreadyBack(var given, var returned, var available) ->
          answer(given, returned, available, now);
      case Refunded(var given, var returned, var available, _) ->
          answer(given, returned, available, now);
    };
  }

  private static Optional<String> reason(JsonObject body) {
    Optional<String> reason = body.optionalText("reason");
    if (reason.filter(text -> !TextLine.isValid(text, MAX_REASON)).isPresent()) {
      throw body.problem("reason", TextLine.rule(MAX_REASON));
    }
    return reason;
  }

  private Answer answer(Charge charge, Returned returned, AvailableCredits available, Instant now) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("charge", ChargeBody.of(charge, available.timeOf(now)));
    body.put("restored", returned.restored().amount());
    body.put("expired", returned.expired().amount());
    body.put("balance", BalanceBody.of(reading.balanceOfAdvanced(available, now)));
    return Answer.ok(body);
  }
}
