package dev.drawdown.topup;

import dev.drawdown.adapters.Ports;
import dev.drawdown.adapters.http.Answer;
import dev.drawdown.adapters.http.Problem;
import dev.drawdown.adapters.http.Problem.Code;
import dev.drawdown.adapters.http.Request;
import dev.drawdown.adapters.json.JsonObject;
import dev.drawdown.adapters.store.OptimisticRetry;
import dev.drawdown.adapters.store.OptimisticRetry.Source;
import dev.drawdown.adapters.store.Stores.Payments;
import dev.drawdown.domain.Owner;
import dev.drawdown.domain.billing.BillingLimit;
import dev.drawdown.domain.billing.PaidTime;
import dev.drawdown.domain.billing.RecordedTerm;
import dev.drawdown.domain.billing.Term;
import dev.drawdown.domain.catalog.Plan.PlanId;
import dev.drawdown.domain.renewal.RecordingTerms;
import dev.drawdown.domain.renewal.RecordingTerms.RecordTermResult;
import dev.drawdown.domain.renewal.RecordingTerms.RecordedTermSituation;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/// `PUT .../subscriptions/{subscription}/terms/{key}`: grants a paid period of a plan, for payments
/// of a provider without a webhook in this service.
///
/// The key names the payment within its subscription. The same request again changes nothing. A
/// first payment opens the account or pool.
final class TermRoute {
  static final String OF_ACCOUNT =
      "PUT /v1/accounts/{account}/subscriptions/{subscription}/terms/{key}";
  static final String OF_POOL = "PUT /v1/pools/{pool}/subscriptions/{subscription}/terms/{key}";

  private final Payments payments;
  private final InstantSource clock;
  private final OptimisticRetry retry;
  private final RecordingTerms recording;

  TermRoute(Ports ports) {
    this.payments = ports.stores().payments();
    this.clock = ports.clock();
    this.retry = ports.retry();
    this.recording = ports.rules().recordingTerms();
  }

  Answer answer(Request request, Owner owner) {
    RecordedTerm.Name name = new RecordedTerm.Name(request.subscription(), request.key());
    RecordedTerm term = request.body(body -> term(name, owner, body));
    Instant now = clock.instant();

    RecordTermResult result = retry.run(source(term), found -> recording.record(term, found, now));

    return switch (result) {
      case RecordTermResult.AlreadyRecorded _ -> Answer.replayed(body(term));
      case RecordTermResult.KeyReused _ ->
          Problem.of(
                  Code.KEY_REUSED,
                  "The key " + name.key() + " was used for another term. Nothing was granted.")
              .toAnswer();
      case RecordTermResult.NotSold(var reason) -> Problem.invalid("plan", reason).toAnswer();
      case RecordTermResult.PaidForAnother _ ->
          Problem.invalid("subscription", "has this term for another account or pool").toAnswer();
      case RecordTermResult.TooMuch(var limit) -> tooMuch(limit).toAnswer();
      case RecordTermResult.Recorded _ -> Answer.created(body(term));
    };
  }

  private static Problem tooMuch(BillingLimit limit) {
    return switch (limit) {
      case WAITING_TERMS ->
          Problem.invalid(
              "start",
              "is too far ahead: at most " + limit.most() + " terms of a subscription may wait");
      case SUBSCRIPTION_ITEMS, OWNER_ITEMS, OWNER_FACTS, SUBSCRIPTION_FACTS ->
          Problem.invalid("subscription", "is refused: " + limit.reason());
    };
  }

  /// Reads the earlier use of the name first. Everything that is read after it is at least as new.
  private Source<RecordedTermSituation> source(RecordedTerm term) {
    return () ->
        new RecordedTermSituation(
            payments.recordedTerm(term.name()),
            payments.renewal(term.name().subscription(), recording.facts(term)));
  }

  private static RecordedTerm term(RecordedTerm.Name name, Owner owner, JsonObject body) {
    PlanId plan = new PlanId(body.identifier("plan"));
    Instant start = body.instant("start");
    if (start.isBefore(Instant.EPOCH)) {
      throw body.problem("start", "must not be before " + Instant.EPOCH);
    }
    Instant end = body.instant("end");
    int quantity = (int) body.optionalNumber("quantity", 1, Term.MAX_QUANTITY).orElse(1);
    return new RecordedTerm(name, owner, plan, time(body, start, end), quantity);
  }

  private static PaidTime time(JsonObject body, Instant start, Instant end) {
    try {
      return new PaidTime(start, end);
    } catch (IllegalArgumentException refused) {
      throw body.problem("end", "is refused: " + refused.getMessage());
    }
  }

  private static Map<String, Object> body(RecordedTerm term) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("subscription", term.name().subscription().value());
    body.put("key", term.name().key());
    body.put("plan", term.plan().value());
    body.put("start", term.time().start().toString());
    body.put("end", term.time().end().toString());
    body.put("quantity", term.quantity());
    return body;
  }
}
