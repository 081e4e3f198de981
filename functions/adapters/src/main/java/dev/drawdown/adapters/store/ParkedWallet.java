package dev.drawdown.adapters.store;

import dev.drawdown.domain.parking.ParkingReason;
import java.time.Instant;

/// A wallet that waits for people, as it couldn't be advanced: its name as it is written, why, and
/// since when.
public record ParkedWallet(String wallet, String reason, Instant at) {
  public ParkedWallet {
    reason = ParkingReason.kept(reason);
  }
}
