package dev.drawdown.domain.ledger;

import java.util.Locale;

/// What a ledger entry says has happened. The label is the word used in the API.
public enum EntryKind {
  /// Credits were given: a plan's period, a trial, starter credits, a pack.
  GRANT,
  /// Credits were spent.
  CHARGE,
  /// Credits were set aside for an action that still runs.
  HOLD,
  /// A hold became final; what it didn't need came back.
  CAPTURE,
  /// A hold was given back, by its caller or because it expired.
  RELEASE,
  /// A charge was given back.
  REFUND,
  /// Credits ended with their period.
  LAPSE,
  /// Usage of the allowance crossed a line.
  LOW,
  /// A charge left nothing to spend.
  EXHAUSTED;

  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
