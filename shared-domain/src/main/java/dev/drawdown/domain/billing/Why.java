package dev.drawdown.domain.billing;

/// Why a plan's bucket came, changed or went. The ledger states it as the reason of the entry.
public enum Why {
  /// The first term of an item began, or the item came to another owner.
  PLAN_STARTED,
  /// The next term of an item began.
  RENEWAL,
  /// A month of a longer term began, or the time of an amount was over that a term had carried on
  /// with.
  REFILL,
  /// More was paid for within the time of an amount, or a fact came that makes the amount larger.
  UPGRADE,
  /// A term carries on with at most its own amount, or an earlier fact makes the amount smaller.
  CARRIED,
  /// The grace of an unpaid item is over.
  UNPAID,
  /// What had been frozen or cleared is usable again.
  RESTORED,
  /// A planned cancellation or a pause took effect.
  CANCELLED,
  /// The subscription went on without the item.
  REMOVED,
  /// The subscription is over.
  PLAN_ENDED
}
