package dev.drawdown.domain.charge;

import dev.drawdown.domain.Credits;
import dev.drawdown.domain.commit.Commit;
import dev.drawdown.domain.commit.Decision;
import dev.drawdown.domain.pool.AvailableCredits;
import java.util.List;

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
