package dev.drawdown.monthlyreset;

import dev.drawdown.adapters.store.Outcome;

/// What came of looking at one wallet.
sealed interface Visit {
  /// What was due is written down, in so many entries.
  record Settled(int entries) implements Visit {}

  /// Nothing was due; it is noted when something will be.
  record MovedOn() implements Visit {}

  /// Somebody else was here before: there is nothing to do.
  record Done() implements Visit {}

  /// It can't be done now. The wallet is still noted, and may be tried again.
  record Left(String reason, boolean isThrottled) implements Visit {
    Left(String reason) {
      this(reason, false);
    }
  }

  /// It can't be done, however often it is tried.
  record Stuck(String reason) implements Visit {}

  /// What a look comes to that ends with a write: `written`, if it was made.
  static Visit after(Outcome outcome, Visit written) {
    return switch (outcome) {
      case Outcome.Committed _ -> written;
      case Outcome.Stale _ -> new Left("somebody else was first");
      case Outcome.Contended contended -> new Left(contended.reason(), contended.isThrottled());
      case Outcome.Unknown(RuntimeException cause) -> new Left(String.valueOf(cause));
    };
  }
}
