package dev.drawdown.adapters.body;

import dev.drawdown.adapters.body.BalanceBody.NextStepsBody;
import dev.drawdown.adapters.body.ChargeBody.NoteBody;
import dev.drawdown.adapters.http.Problem;
import dev.drawdown.adapters.http.Problem.Code;
import dev.drawdown.domain.Credits;
import dev.drawdown.domain.charge.ChargeResult.DocumentMissing;
import dev.drawdown.domain.charge.ChargeResult.InProgress;
import dev.drawdown.domain.charge.ChargeResult.KeyReused;
import dev.drawdown.domain.charge.ChargeResult.OutOfCredits;
import dev.drawdown.domain.charge.ChargeResult.PaymentRequired;
import dev.drawdown.domain.charge.ChargeResult.PoolHoldsFull;
import dev.drawdown.domain.charge.ChargeResult.TooManyHolds;
import dev.drawdown.domain.charge.ChargeResult.UnknownAction;
import dev.drawdown.domain.reading.Balance;
import dev.drawdown.domain.reading.Reading;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/// The problem answers of refused charges: the reason in calm words, and the next steps.
public final class ChargeRefusal {
  private final Reading reading;

  public ChargeRefusal(Reading reading) {
    this.reading = reading;
  }

  public static Problem of(DocumentMissing missing) {
    return Problem.invalid("document", "is missing: " + missing.action() + " needs a document");
  }

  public static Problem of(KeyReused reused) {
    String detail =
        "The key "
            + reused.first().id()
            + " names a charge for "
            + reused.first().request().action();
    return Problem.of(Code.KEY_REUSED, detail + " with other details. Nothing was taken.");
  }

  public static Problem of(UnknownAction unknown) {
    return Problem.of(Code.UNKNOWN_ACTION, "There is no action " + unknown.action() + ".");
  }

  public static Problem of(InProgress busy) {
    String detail =
        "The charge "
            + busy.first().id()
            + " holds credits for this document until "
            + busy.expiresAt()
            + ". Nothing was taken.";
    return Problem.of(Code.IN_PROGRESS, detail, Map.of("expiresAt", busy.expiresAt()));
  }

  public static Problem of(TooManyHolds many) {
    return Problem.of(
        Code.TOO_MANY_HOLDS, many.open() + " holds are open. Capture or release some first.");
  }

  public static Problem of(PoolHoldsFull full) {
    String open =
        full.ofMember()
            ? full.open() + " of the account's open holds draw on the pool."
            : full.open() + " holds of its members draw on the pool at once.";
    return Problem.of(Code.POOL_HOLDS_FULL, open + " Capture or release some first.");
  }

  public Problem of(OutOfCredits out, Instant clock) {
    Balance balance = reading.balanceOfAdvanced(out.available(), clock);
    Map<String, Object> more = new LinkedHashMap<>();
    more.put("cost", out.cost().amount());
    more.put("balance", BalanceBody.of(balance));
    more.put("refreshesAt", out.next().refreshesAt());
    more.put("actions", NextStepsBody.of(out.next()));
    more.put("limit", out.limit().map(Credits::amount));
    String detail =
        "This takes " + NoteBody.credits(out.cost()) + " and " + left(balance) + " left.";
    String refresh =
        out.next().refreshesAt().map(at -> " Credits refresh at " + at + ".").orElse("");
    return Problem.of(Code.OUT_OF_CREDITS, detail + refresh, more);
  }

  public Problem of(PaymentRequired unpaid, Instant clock) {
    Map<String, Object> more = new LinkedHashMap<>();
    more.put("cost", unpaid.cost().amount());
    more.put("balance", BalanceBody.of(reading.balanceOfAdvanced(unpaid.available(), clock)));
    more.put("actions", NextStepsBody.of(unpaid.next()));
    String detail = "The plan is not paid for. After a payment, credits can be used again.";
    return Problem.of(Code.PAYMENT_REQUIRED, detail, more);
  }

  private static String left(Balance balance) {
    return switch ((int) Math.min(balance.total().amount(), 2)) {
      case 0 -> "none is";
      case 1 -> "1 is";
      default -> balance.total() + " are";
    };
  }
}
