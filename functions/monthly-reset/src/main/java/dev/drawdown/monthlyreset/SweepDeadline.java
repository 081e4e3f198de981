package dev.drawdown.monthlyreset;

import com.amazonaws.services.lambda.runtime.Context;

/// When a run must come to its end. What it leaves is found by the next.
@FunctionalInterface
interface SweepDeadline {
  /// In the worst case wallets that are being looked at take so long, in milliseconds.
  int MARGIN = 10_000;

  boolean isNear();

  /// Lambda's own, less the margin.
  static SweepDeadline of(Context context) {
    return () -> context.getRemainingTimeInMillis() < MARGIN;
  }
}
