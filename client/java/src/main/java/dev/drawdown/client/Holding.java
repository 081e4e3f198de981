package dev.drawdown.client;

/// Asks for a hold and tells whose it is.
final class Holding {
  private final Calls calls;

  Holding(Calls calls) {
    this.calls = calls;
  }

  Opening open(HoldRequest request) throws InterruptedException {
    Call call = Call.post(request.charges(), request.body()).under(request.key());
    return switch (calls.send(call)) {
      case Reply.Lost(var mayHaveHappened, var reason) -> unavailable(reason, mayHaveHappened);
      case Reply.Answered answer when answer.isOk() -> opened(request, answer);
      case Reply.Answered answer -> refused(request, answer);
    };
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
        ? new Opening.MayRun(new Settled(new Payment.Free()))
        : new Opening.MayRun(new OpenHold(calls, request.charge(), charge));
  }

  /// Our own request comes back to us only if a try of it was carried out unseen.
  private Opening replayed(HoldRequest request, Charge charge, Reply.Answered answer) {
    boolean isOurs =
        answer.afterLost()
            && charge.id().equals(request.key())
            && charge.status() == Charge.Status.HELD;
    return isOurs ? fresh(request, charge) : madeBefore(charge);
  }

  /// What another call paid for may run; what nobody has paid for may not.
  private static Opening madeBefore(Charge charge) {
    return switch (charge.status()) {
      case CHARGED, CAPTURED -> new Opening.MayRun(new Settled(new Payment.PaidBefore(charge)));
      case HELD -> new Opening.Refused(new Refusal.InProgress(charge));
      case OTHER -> new Opening.Refused(unknownState(charge));
      case RELEASED, EXPIRED, REFUNDED -> new Opening.Refused(new Refusal.GivenBack(charge));
    };
  }

  private static Refusal unknownState(Charge charge) {
    String detail = "The charge " + charge.id() + " is in a state that this client doesn't know.";
    return new Refusal.Rejected(detail, 200, "");
  }

  /// Another call's hold under our key lasts another time than ours and so is `key-reused`. Whether
  /// it is the same work is asked, not guessed.
  private Opening refused(HoldRequest request, Reply.Answered answer) throws InterruptedException {
    Refusal refusal = Problems.read(answer);
    if (refusal instanceof Refusal.KeyReused
        && calls.send(Call.get(request.charge())) instanceof Reply.Answered first
        && first.isOk()) {
      return usedBefore(request, first, refusal);
    }
    return new Opening.Refused(refusal);
  }

  private static Opening usedBefore(HoldRequest request, Reply.Answered first, Refusal otherwise) {
    try {
      Charge charge = Charge.of(first.body());
      return request.isFor(charge) ? madeBefore(charge) : new Opening.Refused(otherwise);
    } catch (JsonObject.Problem unreadable) {
      return new Opening.Refused(otherwise);
    }
  }

  private static Opening unavailable(String reason, boolean holdMayBeOpen) {
    return new Opening.Refused(new Refusal.Unavailable(reason, holdMayBeOpen));
  }
}
