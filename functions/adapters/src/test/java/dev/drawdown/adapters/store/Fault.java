package dev.drawdown.adapters.store;

/// The faults of a call to the table.
public enum Fault {
  NONE,
  /// Another transaction is using the same items. Nothing is written.
  CONFLICT,
  /// The table is throttled. Nothing is written.
  THROTTLED,
  /// The request never arrived, and the caller doesn't know it.
  LOST_BEFORE,
  /// The request was executed, and the answer never arrived.
  LOST_AFTER,
  /// The request arrived twice; the second answer counts.
  DUPLICATED,
  /// The answer to a read is older than the table: it arrives after others have written. Some of
  /// its items may be newer, see [TornReads].
  STALE,
  /// The caller's process ends before it sends the request.
  DEATH_BEFORE,
  /// The request was executed, and the caller's process ends before it gets the answer.
  DEATH_AFTER
}
