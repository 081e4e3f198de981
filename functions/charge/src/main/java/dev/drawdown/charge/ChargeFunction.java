package dev.drawdown.charge;

import dev.drawdown.adapters.Ports;
import dev.drawdown.adapters.body.ChargeRefusal;
import dev.drawdown.adapters.body.ChargedBody;
import dev.drawdown.adapters.http.Answer;
import dev.drawdown.adapters.http.HttpFunction;
import dev.drawdown.adapters.http.Request;
import dev.drawdown.adapters.store.OptimisticRetry;
import dev.drawdown.adapters.store.SituationSource;
import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.ChargeId;
import dev.drawdown.domain.charge.ChargeRequest;
import dev.drawdown.domain.charge.ChargeResult;
import dev.drawdown.domain.charge.ChargeResult.AlreadyCharged;
import dev.drawdown.domain.charge.ChargeResult.Charged;
import dev.drawdown.domain.charge.ChargeResult.DocumentMissing;
import dev.drawdown.domain.charge.ChargeResult.Free;
import dev.drawdown.domain.charge.ChargeResult.InProgress;
import dev.drawdown.domain.charge.ChargeResult.KeyReused;
import dev.drawdown.domain.charge.ChargeResult.OutOfCredits;
import dev.drawdown.domain.charge.ChargeResult.PaymentRequired;
import dev.drawdown.domain.charge.ChargeResult.PoolHoldsFull;
import dev.drawdown.domain.charge.ChargeResult.SavedResult;
import dev.drawdown.domain.charge.ChargeResult.TooManyHolds;
import dev.drawdown.domain.charge.ChargeResult.UnknownAction;
import dev.drawdown.domain.charge.Charging;
import dev.drawdown.domain.reading.Reading;
import java.time.Instant;

/// `POST /v1/accounts/{account}/charges`: takes the credits of one action, or sets them aside.
public final class ChargeFunction extends HttpFunction {
  private final Ports ports;
  private final OptimisticRetry retry;
  private final Charging charging;
  private final ChargedBody charged;
  private final ChargeRefusal refusal;

  public ChargeFunction() {
    this(Ports.fromEnvironment());
  }

  public ChargeFunction(Ports ports) {
    this.ports = ports;
    this.retry = OptimisticRetry.inRealTime(ports.store());
    this.charging = new Charging(ports.catalog());
    Reading reading = new Reading(ports.catalog());
    this.charged = new ChargedBody(reading);
    this.refusal = new ChargeRefusal(reading);
  }

  @Override
  protected Answer answer(Request request) {
    request.requireScope("credits/charge");
    AccountId account = request.account();
    ChargeId key = request.idempotencyKey();
    ChargeRequest wanted = request.body(ChargeJson::read);
    Instant clock = ports.clock().instant();

    ChargeResult result =
        retry.run(
            new SituationSource(ports.store(), account, key, charging.paidOnce(wanted)),
            situation -> charging.charge(key, wanted, situation, clock));

    return answer(result, clock);
  }

  private Answer answer(ChargeResult result, Instant clock) {
    return switch (result) {
      case DocumentMissing missing -> ChargeRefusal.of(missing).toAnswer();
      case AlreadyCharged(var charge, var available) ->
          Answer.replayed(charged.of(charge, available, clock));
      case KeyReused reused -> ChargeRefusal.of(reused).toAnswer();
      case UnknownAction unknown -> ChargeRefusal.of(unknown).toAnswer();
      case Free(var charge, var available) -> Answer.created(charged.of(charge, available, clock));
      case SavedResult(var first, var available) ->
          Answer.replayed(charged.saved(first, available, clock));
      case InProgress busy -> ChargeRefusal.of(busy).toAnswer();
      case PaymentRequired unpaid -> refusal.of(unpaid, clock).toAnswer();
      case OutOfCredits out -> refusal.of(out, clock).toAnswer();
      case TooManyHolds many -> ChargeRefusal.of(many).toAnswer();
      case PoolHoldsFull full -> ChargeRefusal.of(full).toAnswer();
      case Charged(var charge, var available, _) ->
          Answer.created(charged.of(charge, available, clock));
    };
  }
}
