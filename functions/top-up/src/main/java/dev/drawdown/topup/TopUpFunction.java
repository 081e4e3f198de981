package dev.drawdown.topup;

import dev.drawdown.adapters.Ports;
import dev.drawdown.adapters.body.BalanceBody;
import dev.drawdown.adapters.body.BalanceBody.BucketBody;
import dev.drawdown.adapters.body.BalanceBody.NextStepsBody;
import dev.drawdown.adapters.http.Answer;
import dev.drawdown.adapters.http.HttpFunction;
import dev.drawdown.adapters.http.Problem;
import dev.drawdown.adapters.http.Problem.Code;
import dev.drawdown.adapters.http.Request;
import dev.drawdown.adapters.json.JsonObject;
import dev.drawdown.adapters.store.OptimisticRetry;
import dev.drawdown.adapters.store.OptimisticRetry.Source;
import dev.drawdown.adapters.store.Stores.Payments;
import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.PaymentId;
import dev.drawdown.domain.catalog.DrawOrder.BucketKind;
import dev.drawdown.domain.catalog.Pack.PackId;
import dev.drawdown.domain.charge.NextSteps;
import dev.drawdown.domain.charge.NextSteps.Step;
import dev.drawdown.domain.commit.Decision;
import dev.drawdown.domain.ledger.Bucket;
import dev.drawdown.domain.ledger.BucketId;
import dev.drawdown.domain.pool.AvailableCredits;
import dev.drawdown.domain.reading.Reading;
import dev.drawdown.domain.topup.Payment.Credited;
import dev.drawdown.domain.topup.ToppingUp;
import dev.drawdown.domain.topup.ToppingUp.PackPaid;
import dev.drawdown.domain.topup.ToppingUp.TopUpResult;
import dev.drawdown.domain.topup.ToppingUp.TopUpResult.AlreadyToppedUp;
import dev.drawdown.domain.topup.ToppingUp.TopUpResult.AmountUnknown;
import dev.drawdown.domain.topup.ToppingUp.TopUpResult.KeyReused;
import dev.drawdown.domain.topup.ToppingUp.TopUpResult.PlanRequired;
import dev.drawdown.domain.topup.ToppingUp.TopUpResult.TooManyPacks;
import dev.drawdown.domain.topup.ToppingUp.TopUpResult.ToppedUp;
import dev.drawdown.domain.topup.ToppingUp.TopUpResult.UnknownPack;
import dev.drawdown.domain.topup.ToppingUp.TopUpSituation;
import dev.drawdown.domain.wallet.AccountWallet;
import dev.drawdown.domain.wallet.Drawing.Spendable;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Credits payments that a product's own backend reports. `POST /v1/accounts/{account}/top-ups`
/// credits a pack, once per payment. `PUT .../subscriptions/{subscription}/terms/{key}` grants a
/// term of a plan, to an account or a pool: see [TermRoute].
public final class TopUpFunction extends HttpFunction {
  private final Payments payments;
  private final InstantSource clock;
  private final OptimisticRetry retry;
  private final ToppingUp toppingUp;
  private final Reading reading;
  private final TermRoute terms;

  public TopUpFunction() {
    this(Ports.fromEnvironment());
  }

  public TopUpFunction(Ports ports) {
    super(ports.callLog());
    this.payments = ports.stores().payments();
    this.clock = ports.clock();
    this.retry = ports.retry();
    this.toppingUp = ports.rules().toppingUp();
    this.reading = ports.rules().reading();
    this.terms = new TermRoute(ports);
  }

  @Override
  protected Answer answer(Request request) {
    request.requireScope("credits/manage");
    return switch (request.route()) {
      case "POST /v1/accounts/{account}/top-ups" -> topUp(request);
      case TermRoute.OF_ACCOUNT -> terms.answer(request, request.account());
      case TermRoute.OF_POOL -> terms.answer(request, request.pool());
      default -> throw new IllegalStateException("no such route: " + request.route());
    };
  }

  private Answer topUp(Request request) {
    AccountId account = request.account();
    PackPaid paid = request.body(TopUpFunction::paid);
    Instant now = clock.instant();

    TopUpResult result =
        retry.run(
            new TopUpSource(payments, account, paid.payment()),
            situation -> toppingUp.topUp(paid, situation, now));

    return switch (result) {
      case AlreadyToppedUp(var credited, var available) ->
          Answer.replayed(body(paid, bucket(available.wallet(), credited), available, now));
      case KeyReused _ -> keyReused(paid).toAnswer();
      case UnknownPack(var pack) ->
          Problem.of(Code.UNKNOWN_PACK, "There is no pack " + pack + ".").toAnswer();
      case PlanRequired required -> planRequired(required, now).toAnswer();
      case TooManyPacks(int most) -> tooManyPacks(most).toAnswer();
      case AmountUnknown _ ->
          Problem.invalid(
                  "payment",
                  "was refunded or disputed before, and the catalog has no price of this pack to"
                      + " compute the rest of it")
              .toAnswer();
      case ToppedUp(var bucket, var available, _) ->
          Answer.created(body(paid, BucketBody.of(new Spendable.Own(bucket)), available, now));
    };
  }

  private static PackPaid paid(JsonObject body) {
    PackId pack = new PackId(body.identifier("pack"));
    PaymentId payment = new PaymentId(body.identifier("payment"));
    return new PackPaid(payment, pack, false);
  }

  /// The wallet no longer has a used-up pack. The stored payment still has its facts.
  private static Map<String, ?> bucket(AccountWallet wallet, Credited credited) {
    BucketId id = new BucketId(BucketKind.TOP_UP, credited.bucket());
    Optional<Bucket> pack = wallet.book().bucket(id);
    return pack.isPresent()
        ? BucketBody.of(new Spendable.Own(pack.get()))
        : BucketBody.usedUp(id, credited.credits());
  }

  private Map<String, ?> body(
      PackPaid paid, Map<String, ?> bucket, AvailableCredits available, Instant now) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("payment", paid.payment().value());
    body.put("pack", paid.pack().value());
    body.put("bucket", bucket);
    body.put("balance", BalanceBody.of(reading.balance(available, now)));
    return body;
  }

  /// The first use may belong to another account, so the refusal says nothing about it.
  private static Problem keyReused(PackPaid paid) {
    return Problem.of(
        Code.KEY_REUSED,
        "The payment " + paid.payment() + " was used for another top-up. Nothing was credited.");
  }

  private static Problem tooManyPacks(int most) {
    return Problem.of(
        Code.TOO_MANY_PACKS,
        "The account has %d packs that aren't used up. Nothing was credited.".formatted(most));
  }

  private Problem planRequired(PlanRequired required, Instant now) {
    NextSteps next = new NextSteps(Optional.empty(), List.of(new Step.ChoosePlan(required.href())));
    Map<String, Object> more = new LinkedHashMap<>();
    more.put("balance", BalanceBody.of(reading.balance(required.available(), now)));
    more.put("actions", NextStepsBody.of(next));
    return Problem.of(Code.PLAN_REQUIRED, "Choose a plan first. Nothing was credited.", more);
  }

  /// Reads the situation of a top-up from a store.
  public record TopUpSource(Payments payments, AccountId owner, PaymentId payment)
      implements Source<TopUpSituation> {
    @Override
    public TopUpSituation load() {
      return payments.topUp(owner, payment);
    }

    /// The wallet may have changed since then. The answer was true for the wallet that was read
    /// earlier.
    @Override
    public boolean confirms(Decision decided, TopUpSituation again, TopUpSituation earlier) {
      return again.payment().equals(earlier.payment());
    }
  }
}
