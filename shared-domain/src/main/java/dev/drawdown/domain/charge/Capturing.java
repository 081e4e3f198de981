package dev.drawdown.domain.charge;

import dev.drawdown.domain.Credits;
import dev.drawdown.domain.charge.Capturing.CaptureResult.AlreadyCaptured;
import dev.drawdown.domain.charge.Capturing.CaptureResult.Captured;
import dev.drawdown.domain.charge.Capturing.CaptureResult.ExceedsHold;
import dev.drawdown.domain.charge.Capturing.CaptureResult.HoldExpired;
import dev.drawdown.domain.charge.Capturing.CaptureResult.HoldReleased;
import dev.drawdown.domain.charge.Capturing.CaptureResult.NotAHold;
import dev.drawdown.domain.charge.Capturing.CaptureResult.SameCapture;
import dev.drawdown.domain.charge.Capturing.CaptureResult.UnknownCharge;
import dev.drawdown.domain.charge.Charge.State;
import dev.drawdown.domain.commit.Commit;
import dev.drawdown.domain.commit.Decision;
import dev.drawdown.domain.commit.Write;
import dev.drawdown.domain.ledger.Cause;
import dev.drawdown.domain.ledger.Drawdown;
import dev.drawdown.domain.ledger.EntryKind;
import dev.drawdown.domain.ledger.Hold;
import dev.drawdown.domain.pool.AvailableCredits;
import dev.drawdown.domain.pool.PoolAdvancing;
import dev.drawdown.domain.wallet.WalletAdvancing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Makes a hold final, for what was set aside or less; the rest goes back, last drawn first. A
/// capture of 0 frees the document: nobody has paid for it.
public final class Capturing {
  private final WalletAdvancing advancing;
  private final PoolAdvancing poolAdvancing;

  public Capturing(WalletAdvancing advancing, PoolAdvancing poolAdvancing) {
    this.advancing = advancing;
    this.poolAdvancing = poolAdvancing;
  }

  /// Captures `credits` of the charge under the key, or all that it holds, when the clock shows
  /// `clock`.
  public CaptureResult capture(Situation situation, Optional<Credits> credits, Instant clock) {
    if (situation.underKey().isEmpty()) {
      return new UnknownCharge();
    }
    Charge held = situation.underKey().get();
    Situation.Advanced due = situation.advanced(advancing, poolAdvancing, clock);
    return switch (held.state()) {
      case State.Charged _ -> new NotAHold();
      case State.Released _ -> new HoldReleased();
      case State.Refunded _ ->
          held.request().hold().isPresent() ? new AlreadyCaptured(held) : new NotAHold();
      case State.Captured(Credits all) ->
          credits.orElse(all).equals(held.cost())
              ? new SameCapture(held, due.available())
              : new AlreadyCaptured(held);
      case State.Held _ ->
          due.wallet()
              .book()
              .hold(held.openedBy())
              .map(hold -> capture(held, hold, credits.orElse(hold.credits()), due))
              .orElseGet(HoldExpired::new);
    };
  }

  private static CaptureResult capture(
      Charge held, Hold hold, Credits credits, Situation.Advanced due) {
    if (!hold.credits().covers(credits)) {
      return new ExceedsHold(credits, hold.credits());
    }
    Drawdown kept = hold.drawdown().first(credits);
    Drawdown rest = hold.drawdown().without(kept);
    Unwinding back = Unwinding.of(held, rest, EntryKind.CAPTURE, Cause.by(held.id()), due);
    Charge after = held.changed(back.entry(), kept, new State.Captured(hold.credits()));
    List<Write> writes =
        new ArrayList<>(List.of(new ChargeWrite.ChangeCharge(after, held.changedBy())));
    if (kept.equals(Drawdown.NOTHING)) {
      held.document().ifPresent(key -> writes.add(new ChargeWrite.FreeDocument(key, held.id())));
    }
    return new Captured(after, back.available(), back.commits(writes));
  }

  /// Everything that can come of capturing a hold, in order of precedence. Only [Captured] is to be
  /// committed.
  public sealed interface CaptureResult extends Decision {
    /// The account has no charge of that name.
    record UnknownCharge() implements CaptureResult {}

    /// The charge was final from the start.
    record NotAHold() implements CaptureResult {}

    /// The hold was given back by its caller.
    record HoldReleased() implements CaptureResult {}

    /// Nobody captured the hold in time. Its credits are back.
    record HoldExpired() implements CaptureResult {
      @Override
      public boolean needsSecondReading() {
        return true;
      }
    }

    /// The same capture was made before; nothing changed.
    record SameCapture(Charge charge, AvailableCredits available) implements CaptureResult {}

    /// The hold was captured before, for another amount, or refunded since.
    record AlreadyCaptured(Charge charge) implements CaptureResult {}

    /// More was asked for than was set aside. The hold stays open.
    record ExceedsHold(Credits asked, Credits held) implements CaptureResult {}

    /// The hold is final; what it didn't need is back.
    record Captured(Charge charge, AvailableCredits available, List<Commit> commits)
        implements CaptureResult {}
  }
}
