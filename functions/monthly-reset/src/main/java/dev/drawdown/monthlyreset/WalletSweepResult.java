package dev.drawdown.monthlyreset;

import dev.drawdown.adapters.store.Outcome;

/// What came of looking at one wallet.
public sealed interface WalletSweepResult {
  /// What was due is written down, in so many entries.
  record Advanced(int entries) implements WalletSweepResult {}

  /// Nothing was due; it is noted when something will be.
  record MovedOn() implements WalletSweepResult {}

  /// Somebody else was here before: there is nothing to do.
  record Done() implements WalletSweepResult {}

  /// It can't be done now. The wallet is still noted, and may be tried again.
  record LeftForLater(String reason, boolean isThrottled) implements WalletSweepResult {
    LeftForLater(String reason) {
      this(reason, false);
    }
  }

  /// It can't be done, however often it is tried.
  record Stuck(String reason) implements WalletSweepResult {}

  /// What a look comes to that ends with a write: `written`, if it was made.
  static WalletSweepResult after(Outcome outcome, WalletSweepResult written) {
    return switch (outcome) {
      case Outcome.Committed _ -> written;
      case Outcome.Stale _ -> new LeftForLater("somebody else was first");
      case Outcome.Contended contended ->
          new LeftForLater(contended.reason(), contended.isThrottled());
      case Outcome.Unknown(RuntimeException cause) -> new LeftForLater(String.valueOf(cause));
    };
  }
}
