package dev.drawdown.monthlyreset;

import dev.drawdown.adapters.store.Jitter;
import dev.drawdown.adapters.store.Pause;
import java.util.List;

/// How many wallets are looked at at once: one more after each round that went well, half as many,
/// after a pause, where the table was throttled.
final class Pace {
  /// Twice as many writes to the index a second as this has turns must be fewer than 1,000, which
  /// is what one key of it takes: eight at 20 ms a turn.
  static final int MOST = 8;

  private static final int FIRST = 4;

  private final Pause pause;
  private final Jitter jitter;
  private int wallets = FIRST;
  private int throttledInARow;

  Pace(Pause pause, Jitter jitter) {
    this.pause = pause;
    this.jitter = jitter;
  }

  int wallets() {
    return wallets;
  }

  void after(List<WalletSweepResult> round) {
    if (round.stream().anyMatch(Pace::isThrottled)) {
      wallets = Math.max(1, wallets / 2);
      throttledInARow++;
      pause.pause(jitter.before(throttledInARow));
    } else {
      wallets = Math.min(MOST, wallets + 1);
      throttledInARow = 0;
    }
  }

  private static boolean isThrottled(WalletSweepResult result) {
    return result instanceof WalletSweepResult.LeftForLater left && left.isThrottled();
  }
}
