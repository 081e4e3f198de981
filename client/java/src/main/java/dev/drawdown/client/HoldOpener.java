package dev.drawdown.client;

import dev.drawdown.client.Calls.Call;
import dev.drawdown.client.CreditHold.NothingHeld;
import dev.drawdown.client.CreditHold.OpenHold;
import dev.drawdown.client.Metered.Payment;
import dev.drawdown.client.Refusal.NextStep;
import org.jspecify.annotations.Nullable;

/// Opens a hold, and finds out whether this call opened it.
final class HoldOpener {
  private final Calls calls;
  private final boolean failOpen;

  /// @param failOpen whether work may run unmetered if the service gives no answer
  HoldOpener(Calls calls, boolean failOpen) {
    this.calls = calls;
    this.failOpen = failOpen;
  }

  /// Whether the work may run.
  sealed interface Opening {
    /// Runs the work, or refuses it.
    <T extends @Nullable Object, X extends Exception> Metered<T> then(MeteredWork<T, X> work)
        throws X, InterruptedException;
  }

  record MayRun(CreditHold hold) implements Opening {
    @Override
    public <T extends @Nullable Object, X extends Exception> Metered<T> then(MeteredWork<T, X> work)
        throws X, InterruptedException {
      return work.run(hold);
    }
  }

  record Refused(Refusal refusal) implements Opening {
    @Override
    public <T extends @Nullable Object, X extends Exception> Metered<T> then(
        MeteredWork<T, X> work) {
      return new Metered.Refused<>(refusal);
    }
  }

  Opening open(HoldRequest request) throws InterruptedException {
    Reply reply = calls.send(Call.post(request.charges(), request.body()).under(request.key()));
    if (!(reply instanceof Reply.Answered answer)) {
      return unavailable(reply.detail(), reply.answerLost());
    }
    return answer.isOk() ? opened(request, answer) : refused(request, answer);
  }

  private Opening unavailable(String detail, boolean holdMayBeOpen) {
    Refusal.Unavailable refusal = new Refusal.Unavailable(detail, holdMayBeOpen);
    return failOpen
        ? new MayRun(new NothingHeld(new Payment.Unmetered(refusal)))
        : new Refused(refusal);
  }

  private Opening opened(HoldRequest request, Reply.Answered answer) {
    try {
      Charge charge = Charge.of(answer.body().object("charge"));
      return answer.isReplay() ? replayed(request, charge, answer) : fresh(request, charge);
    } catch (JsonObject.Problem unreadable) {
      return unavailable("The answer can't be read: " + unreadable.reason(), true);
    }
  }

  private Opening fresh(HoldRequest request, Charge charge) {
    return charge.cost() == 0
        ? new MayRun(new NothingHeld(new Payment.Free()))
        : new MayRun(new OpenHold(calls, request.charge(), charge));
  }

  /// A replayed hold is this call's own only if a try whose answer was lost took effect.
  private Opening replayed(HoldRequest request, Charge charge, Reply.Answered answer) {
    boolean isUnderKey = charge.id().equals(request.key());
    return answer.answerLost() && isUnderKey && charge.status() == Charge.Status.HELD
        ? fresh(request, charge)
        : madeBefore(charge, answer.answerLost() && !isUnderKey);
  }

  /// Work that an earlier charge paid for may run.
  private static Opening madeBefore(Charge charge, boolean holdMayBeOpen) {
    return switch (charge.status()) {
      case CHARGED, CAPTURED -> new MayRun(new NothingHeld(new Payment.PaidBefore(charge)));
      case HELD -> refused(inProgress(charge), holdMayBeOpen);
      case RELEASED, EXPIRED, REFUNDED -> refused(new Refusal.GivenBack(charge), holdMayBeOpen);
      case OTHER -> refused(unknownStatus(charge), holdMayBeOpen);
    };
  }

  private static Opening refused(Refusal refusal, boolean holdMayBeOpen) {
    return new Refused(holdMayBeOpen ? new Refusal.OutcomeUnknown(refusal) : refusal);
  }

  private static Refusal inProgress(Charge charge) {
    return new Refusal.InProgress(
        "Another call is working on this.",
        charge.expiresAt().orElseThrow(() -> new JsonObject.Problem("expiresAt is missing")));
  }

  private static Refusal unknownStatus(Charge charge) {
    String detail = "This client doesn't know the status of the charge " + charge.id() + ".";
    return new Refusal.Rejected(detail, 200, "");
  }

  /// Another call's hold under the same key has another length, so the service answers
  /// `key-reused`. The charge itself shows whether it is for the same work.
  ///
  /// If another call used the key, this call can no longer open a hold under it. After every other
  /// refusal, a try whose answer was lost may have opened one, or may still do so.
  private Opening refused(HoldRequest request, Reply.Answered answer) throws InterruptedException {
    Refusal refusal = refusal(answer);
    if (refusal instanceof Refusal.KeyReused) {
      return calls.send(Call.get(request.charge())) instanceof Reply.Answered first && first.isOk()
          ? usedBefore(request, first, refusal)
          : new Refused(refusal);
    }
    return refused(refusal, answer.answerLost());
  }

  private static Opening usedBefore(HoldRequest request, Reply.Answered first, Refusal otherwise) {
    try {
      Charge charge = Charge.of(first.body());
      return request.isFor(charge) ? madeBefore(charge, false) : new Refused(otherwise);
    } catch (JsonObject.Problem unreadable) {
      return new Refused(otherwise);
    }
  }

  /// An answer that this client doesn't know or can't read is also a refusal.
  private static Refusal refusal(Reply.Answered answer) {
    try {
      return refusalByCode(answer);
    } catch (JsonObject.Problem unreadable) {
      return new Refusal.Rejected(
          "A refusal that can't be read: " + unreadable.reason(), answer.status(), "");
    }
  }

  private static Refusal refusalByCode(Reply.Answered answer) {
    JsonObject body = answer.body();
    String detail = answer.detail();
    return switch (answer.code()) {
      case "out-of-credits" ->
          new Refusal.OutOfCredits(
              detail,
              body.number("cost"),
              Balance.of(body.object("balance")),
              body.optionalInstant("refreshesAt"),
              NextStep.listOf(body),
              body.optionalNumber("limit"));
      case "payment-required" ->
          new Refusal.PaymentRequired(
              detail, Balance.of(body.object("balance")), NextStep.listOf(body));
      case "unknown-action" -> new Refusal.UnknownAction(detail);
      case "in-progress" -> new Refusal.InProgress(detail, body.instant("expiresAt"));
      case "too-many-holds" -> new Refusal.TooManyHolds(detail);
      case "pool-holds-full" -> new Refusal.PoolHoldsFull(detail);
      case "key-reused" -> new Refusal.KeyReused(detail);
      default -> new Refusal.Rejected(detail, answer.status(), answer.code());
    };
  }
}
