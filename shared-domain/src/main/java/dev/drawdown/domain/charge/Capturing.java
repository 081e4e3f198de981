package dev.drawdown.domain.charge;

import dev.drawdown.domain.Credits;
import dev.drawdown.domain.charge.Capturing.CaptureResult.AlreadyCaptured;
import dev.drawdown.domain.charge.Capturing.CaptureResult.BelowPart;
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
import dev.drawdown.domain.ledger.Reason;
import dev.drawdown.domain.ledger.Spending;
import dev.drawdown.domain.pool.AvailableCredits;
import dev.drawdown.domain.pool.PoolAdvancing;
import dev.drawdown.domain.wallet.AccountWallet;
import dev.drawdown.domain.wallet.Journal;
import dev.drawdown.domain.wallet.WalletAdvancing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Captures a hold: makes it final for the held credits or fewer. The rest goes back, last drawn
/// first.
///
/// A capture of 0 frees the document, because the charge paid nothing for it.
///
/// A caller may capture a hold in parts first. Each part states the total captured so far, so the
/// same part again changes nothing. Credits drawn first are captured first.
public final class Capturing {
  private final WalletAdvancing advancing;
  private final PoolAdvancing poolAdvancing;

  public Capturing(WalletAdvancing advancing, PoolAdvancing poolAdvancing) {
    this.advancing = advancing;
    this.poolAdvancing = poolAdvancing;
  }

  /// The amount to capture: `total` of the held credits, including all earlier parts; an empty
  /// `total` means all of them. Without `isFinal`, the hold continues with the rest.
  public record Amount(Optional<Credits> total, boolean isFinal) {
    public Amount {
      if (total.isEmpty() && !isFinal) {
        throw new IllegalArgumentException("a part must state its total");
      }
    }

    public static Amount all() {
      return new Amount(Optional.empty(), true);
    }

    public static Amount only(Credits total) {
      return new Amount(Optional.of(total), true);
    }

    public static Amount part(Credits total) {
      return new Amount(Optional.of(total), false);
    }
  }

  /// Captures `amount` of the charge under the key when the clock shows `clock`.
  public CaptureResult capture(Situation situation, Amount amount, Instant clock) {
    if (situation.underKey().isEmpty()) {
      return new UnknownCharge();
    }
    Charge held = situation.underKey().get();
    Situation.Advanced due = situation.advanced(advancing, poolAdvancing, clock);
    return switch (held.state()) {
      case State.Charged _ -> new NotAHold();
      case State.Released _ -> over(held, amount, due, new HoldReleased(held.parts()));
      case State.Refunded _ ->
          held.request().hold().isPresent() ? new AlreadyCaptured(held) : new NotAHold();
      case State.Captured(Credits all) ->
          amount.total().orElse(all).equals(held.cost())
              ? new SameCapture(held, due.available())
              : new AlreadyCaptured(held);
      case State.Held _ ->
          due.wallet()
              .book()
              .hold(held.openedBy())
              .map(hold -> open(held, hold, amount, due))
              .orElseGet(() -> over(held, amount, due, new HoldExpired(held.parts())));
    };
  }

  private static CaptureResult open(Charge held, Hold hold, Amount amount, Situation.Advanced due) {
    Credits total = amount.total().orElse(held.cost());
    if (!held.cost().covers(total)) {
      return new ExceedsHold(total, held.cost());
    }
    if (!total.covers(held.parts())) {
      return new BelowPart(total, held.parts());
    }
    if (amount.isFinal()) {
      return whole(held, hold, total, due);
    }
    return total.equals(held.parts())
        ? new SameCapture(held, due.available())
        : part(held, hold, total, due);
  }

  /// Closes the hold and gives back all but `total`.
  private static CaptureResult whole(
      Charge held, Hold hold, Credits total, Situation.Advanced due) {
    Drawdown kept = hold.drawdown().first(total.minus(held.parts()));
    Drawdown rest = hold.drawdown().without(kept);
    Spending spending = new Spending(spent(held), held.drawdown().first(total));
    Optional<Reason> reason =
        held.parts().isNone() ? Optional.empty() : Optional.of(Reason.LAST_PART);
    Unwinding back =
        Unwinding.of(held, rest, EntryKind.CAPTURE, reason.map(Reason::label), spending, due);
    Charge after = captured(held, total, back.entry());
    List<Write> writes =
        new ArrayList<>(List.of(new ChargeWrite.ChangeCharge(after, held.changedBy())));
    if (total.isNone()) {
      held.document().ifPresent(key -> writes.add(new ChargeWrite.FreeDocument(key, held.id())));
    }
    return new Captured(after, back.available(), back.commits(writes));
  }

  /// Captures up to `total`. The hold continues with the rest.
  private static CaptureResult part(Charge held, Hold hold, Credits total, Situation.Advanced due) {
    Drawdown part = hold.drawdown().first(total.minus(held.parts()));
    Reason reason = held.parts().isNone() ? Reason.FIRST_PART : Reason.PART;
    Cause cause = held.cause().with(reason);
    Spending spending = new Spending(spent(held), held.drawdown().first(total));
    Journal<AccountWallet> own =
        Journal.of(due.wallet())
            .capturePart(due.now(), cause.tallying(spending.inAccount()), hold, part);
    List<Journal<?>> pooled =
        due.pools().capturePart(part, due.now(), cause.forMember(due.wallet().account()), spending);
    State state = new State.Held(hold.expiresAt(), total);
    Charge after = held.changed(own.last().number(), held.drawdown(), state);
    List<Write> writes = List.of(new ChargeWrite.ChangeCharge(after, held.changedBy()));
    return new Captured(
        after, due.available(own.wallet(), pooled), due.commits(own, pooled, writes));
  }

  /// Captures a hold that was released or has expired.
  ///
  /// Its captured parts stay captured. The caller may make them final, and can then refund the
  /// charge. Any other request is `refused`.
  private static CaptureResult over(
      Charge held, Amount amount, Situation.Advanced due, CaptureResult refused) {
    Credits total = amount.total().orElse(held.cost());
    if (held.parts().isNone() || !total.equals(held.parts())) {
      return refused;
    }
    if (!amount.isFinal()) {
      return new SameCapture(held, due.available());
    }
    Journal<AccountWallet> own =
        Journal.of(due.wallet())
            .giveBack(
                due.now(),
                EntryKind.CAPTURE,
                held.cause().with(Reason.LAST_PART),
                Drawdown.NOTHING);
    Charge after = captured(held, total, own.last().number());
    List<Write> writes = List.of(new ChargeWrite.ChangeCharge(after, held.changedBy()));
    return new Captured(
        after, due.available(own.wallet(), List.of()), due.commits(own, List.of(), writes));
  }

  /// The draws that were captured in parts.
  private static Drawdown spent(Charge held) {
    return held.drawdown().first(held.parts());
  }

  private static Charge captured(Charge held, Credits total, long entry) {
    return held.changed(entry, held.drawdown().first(total), new State.Captured(held.cost()));
  }

  /// The outcomes of capturing a hold, in order of precedence. Only [Captured] and its commits
  /// change anything.
  public sealed interface CaptureResult extends Decision {
    /// The account has no charge with this id.
    record UnknownCharge() implements CaptureResult {}

    /// The charge was final from the start.
    record NotAHold() implements CaptureResult {}

    /// The caller released the hold. The credits captured in `parts` before stay captured.
    record HoldReleased(Credits parts) implements CaptureResult {}

    /// The hold expired before a capture. Its credits are back, except those captured in `parts`
    /// before.
    record HoldExpired(Credits parts) implements CaptureResult {
      @Override
      public boolean needsSecondReading() {
        return true;
      }
    }

    /// The same capture was made before; nothing changed.
    record SameCapture(Charge charge, AvailableCredits available) implements CaptureResult {
      @Override
      public boolean needsSecondReading() {
        return charge.mayBeOlderThan(available.wallet());
      }
    }

    /// The hold was captured before, for another amount, or refunded since.
    record AlreadyCaptured(Charge charge) implements CaptureResult {}

    /// The caller asked for more credits than the hold has. The hold stays open.
    record ExceedsHold(Credits asked, Credits held) implements CaptureResult {}

    /// The caller asked for fewer credits than `parts` captured before. The hold stays open.
    record BelowPart(Credits asked, Credits parts) implements CaptureResult {}

    /// The hold is final and the unused credits are back, or a part of the hold is final.
    record Captured(Charge charge, AvailableCredits available, List<Commit> commits)
        implements CaptureResult {}
  }
}
