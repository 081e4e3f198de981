package dev.drawdown.client;

import dev.drawdown.client.Calls.Call;
import dev.drawdown.client.Metered.Note;
import dev.drawdown.client.Metered.Payment;
import dev.drawdown.client.Metered.Release;
import java.util.Map;

/// The credits of work that may run. The user calls one of the methods, once, after the work.
///
/// Neither method throws, because a failed payment must not lose the work's result.
sealed interface CreditHold {
  /// The work returned.
  Payment capture();

  /// The work failed or took too long.
  Release release(String reason);

  /// The work is free, paid before, or runs unmetered.
  record NothingHeld(Payment payment) implements CreditHold {
    @Override
    public Payment capture() {
      return payment;
    }

    @Override
    public Release release(String reason) {
      return new Release.NothingHeld();
    }
  }

  /// A hold that this call opened. No other call captures or releases it.
  record OpenHold(Calls calls, String path, Charge hold) implements CreditHold {
    /// Captures all held credits. The same capture again has the same answer, so a retry shows the
    /// result of a try whose answer was lost.
    @Override
    public Payment capture() {
      Reply reply = send("capture", Map.of());
      if (!(reply instanceof Reply.Answered answer)) {
        return new Payment.Unconfirmed(hold, reply.detail());
      }
      if (answer.isOk()) {
        return captured(answer);
      }
      return isFinal(answer)
          ? new Payment.Uncollected(hold, answer.code(), answer.detail())
          : new Payment.Unconfirmed(hold, answer.detail());
    }

    @Override
    public Release release(String reason) {
      Reply reply = send("refund", Map.of("reason", reason));
      return reply instanceof Reply.Answered answer && answer.isOk()
          ? released(answer)
          : new Release.Unconfirmed(hold, reply.detail());
    }

    /// Sends again after a first interrupt: finished work is paid, and unfinished work gets its
    /// credits back. A second interrupt ends this. The thread stays interrupted.
    private Reply send(String command, Map<String, ?> body) {
      Call call = Call.post(path + "/" + command, body);
      try {
        return calls.sendAfterWork(call);
      } catch (InterruptedException first) {
        try {
          return calls.sendAfterWork(call).afterLostAnswer();
        } catch (InterruptedException second) {
          return Reply.NoAnswer.lost("The " + command + " was interrupted.");
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
            answer.body().number("restored"), answer.body().number("expired"));
      } catch (JsonObject.Problem unreadable) {
        return new Release.Unconfirmed(
            hold, "The release's answer can't be read: " + unreadable.reason());
      }
    }

    /// Whether the answer is certain that this capture took nothing.
    ///
    /// An expired, released or otherwise captured hold never changes again. So no capture took
    /// effect before, and none will. The other two codes don't show the result of a try whose
    /// answer was lost.
    private static boolean isFinal(Reply.Answered answer) {
      return switch (answer.code()) {
        case "hold-expired", "hold-released", "already-captured" -> true;
        case "not-a-hold", "unknown-charge" -> !answer.answerLost();
        default -> false;
      };
    }
  }
}
