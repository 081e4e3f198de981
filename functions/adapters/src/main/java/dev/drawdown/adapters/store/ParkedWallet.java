package dev.drawdown.adapters.store;

import java.time.Instant;

/// A wallet that waits for people, as it couldn't be settled: its name as it is written, why, and
/// since when.
public record ParkedWallet(String wallet, String reason, Instant at) {
  private static final int MAX_REASON = 500;

  public ParkedWallet {
    reason = reason.length() > MAX_REASON ? reason.substring(0, MAX_REASON) : reason;
  }
}
