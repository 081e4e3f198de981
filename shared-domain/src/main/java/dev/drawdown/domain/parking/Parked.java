package dev.drawdown.domain.parking;

import java.time.Instant;

/// Something that couldn't be done and waits for an operator: what it is, why, and since when.
/// `what` has all that it takes to try again.
///
/// Of a long reason the first 500 characters are kept.
public record Parked<W>(W what, String reason, Instant since) {
  private static final int MAX_REASON = 500;

  public Parked {
    reason = reason.substring(0, Math.min(reason.length(), MAX_REASON));
  }
}
