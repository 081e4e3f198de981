package dev.drawdown.charge;

import dev.drawdown.adapters.Ports;
import dev.drawdown.adapters.body.ChargeBody.ChargedBody;
import dev.drawdown.adapters.body.ChargeRefusal;
import dev.drawdown.adapters.body.HoldTime;
import dev.drawdown.adapters.http.Answer;
import dev.drawdown.adapters.http.HttpFunction;
import dev.drawdown.adapters.http.Request;
import dev.drawdown.adapters.json.JsonObject;
import dev.drawdown.adapters.snapstart.PrimedCharge;
import dev.drawdown.adapters.snapstart.Priming;
import dev.drawdown.adapters.store.OptimisticRetry;
import dev.drawdown.adapters.store.SituationSource;
import dev.drawdown.adapters.store.Stores.Accounts;
import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.ChargeId;
import dev.drawdown.domain.DocumentId;
import dev.drawdown.domain.catalog.Action.ActionId;
import dev.drawdown.domain.charge.ChargeRequest;
import dev.drawdown.domain.charge.ChargeResult;
import dev.drawdown.domain.charge.ChargeResult.AlreadyCharged;
import dev.drawdown.domain.charge.ChargeResult.Charged;
import dev.drawdown.domain.charge.ChargeResult.DocumentMissing;
import dev.drawdown.domain.charge.ChargeResult.Free;
import dev.drawdown.domain.charge.ChargeResult.InProgress;
import dev.drawdown.domain.charge.ChargeResult.KeyReused;
import dev.drawdown.domain.charge.ChargeResult.OutOfCredits;
import dev.drawdown.domain.charge.ChargeResult.PaidBefore;
import dev.drawdown.domain.charge.ChargeResult.PaymentRequired;
import dev.drawdown.domain.charge.ChargeResult.PoolHoldsFull;
import dev.drawdown.domain.charge.ChargeResult.TooManyHolds;
import dev.drawdown.domain.charge.ChargeResult.UnknownAction;
import dev.drawdown.domain.charge.Charging;
import dev.drawdown.domain.ledger.Purchase.Metadata;
import dev.drawdown.domain.reading.Reading;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/// `POST /v1/accounts/{account}/charges`: charges the credits of one action, or holds them.
public final class ChargeFunction extends HttpFunction {
  private final Accounts accounts;
  private final InstantSource clock;
  private final OptimisticRetry retry;
  private final Charging charging;
  private final ChargedBody charged;
  private final ChargeRefusal refusal;

  public ChargeFunction() {
    this(Ports.fromEnvironment());
    Priming.register(new PrimedCharge(ChargeFunction::new));
  }

  public ChargeFunction(Ports ports) {
    super(ports.callLog());
    this.accounts = ports.stores().accounts();
    this.clock = ports.clock();
    this.retry = ports.retry();
    this.charging = ports.rules().charging();
    Reading reading = ports.rules().reading();
    this.charged = new ChargedBody(reading);
    this.refusal = new ChargeRefusal(reading);
  }

  @Override
  protected Answer answer(Request request) {
    request.requireScope("credits/charge");
    AccountId account = request.account();
    ChargeId key = request.idempotencyKey();
    ChargeRequest wanted = request.body(ChargeJson::read);
    Instant now = clock.instant();

    ChargeResult result =
        retry.run(
            new SituationSource(accounts, account, key, charging.paidOnce(wanted)),
            situation -> charging.charge(key, wanted, situation, now));

    return answer(result, now);
  }

  private Answer answer(ChargeResult result, Instant now) {
    return switch (result) {
      case DocumentMissing missing -> ChargeRefusal.of(missing).toAnswer();
      case AlreadyCharged(var charge, var available) ->
          Answer.replayed(charged.of(charge, available, now));
      case KeyReused reused -> ChargeRefusal.of(reused).toAnswer();
      case UnknownAction unknown -> ChargeRefusal.of(unknown).toAnswer();
      case Free(var charge, var available) -> Answer.created(charged.of(charge, available, now));
      case PaidBefore(var first, var available) ->
          Answer.replayed(charged.paidBefore(first, available, now));
      case InProgress busy -> ChargeRefusal.of(busy).toAnswer();
      case PaymentRequired unpaid -> refusal.of(unpaid, now).toAnswer();
      case OutOfCredits out -> refusal.of(out, now).toAnswer();
      case TooManyHolds many -> ChargeRefusal.of(many).toAnswer();
      case PoolHoldsFull full -> ChargeRefusal.of(full).toAnswer();
      case Charged(var charge, var available, _) ->
          Answer.created(charged.of(charge, available, now));
    };
  }

  /// The body of a charge: `{action, document?, quantity?, metadata?, continues?, hold?:
  /// {expiresIn?}}`.
  static final class ChargeJson {
    private ChargeJson() {}

    static ChargeRequest read(JsonObject body) {
      return new ChargeRequest(
          new ActionId(body.identifier("action")),
          document(body),
          (int) body.optionalNumber("quantity", 1, ChargeRequest.MAX_QUANTITY).orElse(1),
          body.optionalIdentifier("continues").map(ChargeId::new),
          body.optionalObject("hold").map(ChargeJson::expiresIn),
          metadata(body));
    }

    private static Optional<DocumentId> document(JsonObject body) {
      Optional<String> document = body.optionalText("document");
      if (document.filter(text -> !DocumentId.isValid(text)).isPresent()) {
        throw body.problem("document", DocumentId.RULE);
      }
      return document.map(DocumentId::new);
    }

    private static Metadata metadata(JsonObject body) {
      Map<String, String> pairs = body.textsByName("metadata");
      if (pairs.size() > Metadata.MAX_PAIRS) {
        throw body.problem("metadata", "must have at most " + Metadata.MAX_PAIRS + " pairs");
      }
      pairs.forEach((name, text) -> requireShort(body, name, text));
      return new Metadata(pairs);
    }

    private static void requireShort(JsonObject body, String name, String text) {
      if (!Metadata.isName(name)) {
        throw body.problem(
            "metadata", "must have names of 1 to " + Metadata.MAX_NAME + " characters");
      }
      if (!Metadata.isText(text)) {
        throw body.problem(
            "metadata." + name, "must be at most " + Metadata.MAX_TEXT + " characters");
      }
    }

    private static Duration expiresIn(JsonObject hold) {
      Duration lasts = HoldTime.in(hold).orElse(ChargeRequest.DEFAULT_HOLD);
      hold.requireNoMore();
      return lasts;
    }
  }
}
