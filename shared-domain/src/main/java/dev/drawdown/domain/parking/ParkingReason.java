package dev.drawdown.domain.parking;

/// Why something was parked, as far as people read it.
public final class ParkingReason {
  private static final int MAX_LENGTH = 500;

  private ParkingReason() {}

  /// The first 500 characters at most.
  public static String kept(String reason) {
    return reason.substring(0, Math.min(reason.length(), MAX_LENGTH));
  }
}
