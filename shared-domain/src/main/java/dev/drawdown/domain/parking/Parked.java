package dev.drawdown.domain.parking;

import java.time.Instant;

/// Work that failed and waits for an operator: the work, the reason and the time since when.
///
/// `work` has everything that a retry needs. A reason is cut to its first 500 characters.
public record Parked<W>(W work, String reason, Instant since) {
  /// The largest length of a reason. A longer one is cut.
  public static final int MAX_REASON = 500;

  public Parked {
    reason = reason.substring(0, Math.min(reason.length(), MAX_REASON));
  }
}
