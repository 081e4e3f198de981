package dev.drawdown.adapters.store;

/// What can happen to a call to the table on its way.
public enum Fault {
  NONE,
  /// Another transaction is under way on the same items. Nothing is written.
  CONFLICT,
  /// The table is throttled. Nothing is written.
  THROTTLED,
  /// The request never arrived, and nobody knows.
  LOST_BEFORE,
  /// It was done, and the answer never arrived.
  LOST_AFTER,
  /// The request arrived twice; the second answer counts.
  DUPLICATED,
  /// The process of whoever calls ends before the request is sent.
  DEATH_BEFORE,
  /// It was done, and the process of whoever called ends before it gets the answer.
  DEATH_AFTER
}
