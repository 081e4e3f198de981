package dev.drawdown.client;

import java.util.Map;

/// A hold that this call opened, and that it alone captures or releases.
record OpenHold(Calls calls, String path, Charge hold) implements Bill {

  /// Captures all that is held. Asked again after a lost answer, the service says the same.
  @Override
  public Payment pay() {
    return switch (send("capture", Map.of())) {
      case Reply.Lost(_, var reason) -> new Payment.Unconfirmed(hold, reason);
      case Reply.Answered answer when answer.isOk() -> captured(answer);
      // The service's own refusals of a capture are final; of anything else nobody knows.
      case Reply.Answered answer when isAboutHold(answer) ->
          new Payment.Uncollected(hold, answer.code(), answer.detail());
      case Reply.Answered answer -> new Payment.Unconfirmed(hold, answer.detail());
    };
  }

  @Override
  public Release drop(String reason) {
    return switch (send("refund", Map.of("reason", reason))) {
      case Reply.Lost(_, var lost) -> new Release.Unconfirmed(hold, lost);
      case Reply.Answered answer when answer.isOk() -> released(answer);
      case Reply.Answered answer -> new Release.Unconfirmed(hold, answer.detail());
    };
  }

  /// An interrupt doesn't stop this at once: what was worked for is paid and what wasn't is given
  /// back. A second one does. The thread stays interrupted.
  private Reply send(String what, Map<String, ?> body) {
    Call call = Call.post(path + "/" + what, body);
    try {
      return calls.send(call);
    } catch (InterruptedException first) {
      try {
        return calls.send(call);
      } catch (InterruptedException second) {
        return new Reply.Lost(true, "The " + what + " was interrupted.");
      } finally {
        Thread.currentThread().interrupt();
      }
    }
  }

  private Payment captured(Reply.Answered answer) {
    try {
      return new Payment.Captured(
          Charge.of(answer.body().object("charge")),
          Balance.of(answer.body().object("balance")),
          Note.of(answer.body().object("note")));
    } catch (JsonObject.Problem unreadable) {
      return new Payment.Unconfirmed(
          hold, "The capture's answer can't be read: " + unreadable.reason());
    }
  }

  private Release released(Reply.Answered answer) {
    try {
      return new Release.GivenBack(
          answer.body().number("restored"), answer.body().number("lapsed"));
    } catch (JsonObject.Problem unreadable) {
      return new Release.Unconfirmed(
          hold, "The release's answer can't be read: " + unreadable.reason());
    }
  }

  private static boolean isAboutHold(Reply.Answered answer) {
    return switch (answer.code()) {
      case "hold-expired", "hold-released", "already-captured", "not-a-hold", "unknown-charge" ->
          true;
      default -> false;
    };
  }
}
