package dev.drawdown.client;

/// Reads why a hold was refused. What it doesn't know, or can't read, is refused all the same.
final class Problems {
  private Problems() {}

  static Refusal read(Reply.Answered answer) {
    try {
      return known(answer.body(), answer);
    } catch (JsonObject.Problem unreadable) {
      return new Refusal.Rejected(
          "A refusal that can't be read: " + unreadable.reason(), answer.status(), "");
    }
  }

  private static Refusal known(JsonObject body, Reply.Answered answer) {
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
      case "too-many-holds" -> new Refusal.TooManyHolds(detail);
      case "key-reused" -> new Refusal.KeyReused(detail);
      default -> new Refusal.Rejected(detail, answer.status(), answer.code());
    };
  }
}
