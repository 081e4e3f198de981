package dev.drawdown.capture;

import dev.drawdown.adapters.body.ChargeBody.NoteBody;
import dev.drawdown.adapters.http.Answer;
import dev.drawdown.adapters.http.Problem;
import dev.drawdown.adapters.http.Problem.Code;
import dev.drawdown.domain.Credits;
import dev.drawdown.domain.charge.Charge;

/// The refusals of both routes: to capture a hold and to extend it.
final class HoldRefusal {
  private HoldRefusal() {}

  static Answer of(Code code, String detail) {
    return Problem.of(code, detail).toAnswer();
  }

  static Answer notAHold() {
    return of(Code.NOT_A_HOLD, "It is a charge, not a hold.");
  }

  static Answer alreadyCaptured(Charge charge) {
    return of(
        Code.ALREADY_CAPTURED,
        "The hold was captured before, and its cost is " + charge.cost() + ".");
  }

  /// The refusal for a hold that is released or expired. `parts` were captured before.
  static Answer over(Code code, Credits parts) {
    return of(
        code,
        parts.isNone()
            ? "Its credits are released."
            : "Parts of it were captured, "
                + NoteBody.credits(parts)
                + " in total, and stay captured. The rest is released.");
  }
}
