package dev.drawdown.adapters.bus;

/// What came of putting one event on the bus.
public sealed interface PutOutcome {
  /// The bus has it and will deliver it.
  record Put() implements PutOutcome {}

  /// More was put than the bus takes in this time. It doesn't have this one; the same may be tried
  /// again, later.
  record Throttled() implements PutOutcome {}

  /// It isn't known to be there, for `reason`; it may be, where the answer was lost. The same may
  /// be tried again.
  record Failed(String reason) implements PutOutcome {}

  /// The bus won't take it, however often it is tried, for `reason`.
  record Refused(String reason) implements PutOutcome {}
}
