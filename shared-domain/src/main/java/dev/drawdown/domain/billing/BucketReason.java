package dev.drawdown.domain.billing;

/// The reason why a plan's bucket came, changed or was removed. The ledger records it as the
/// entry's reason.
public enum BucketReason {
  /// The first term of an item began, or the item changed its owner.
  PLAN_STARTED,
  /// The next term of an item began.
  RENEWAL,
  /// A month of a longer term began. Or a term had carried on with an earlier amount, and the time
  /// of that amount ended.
  REFILL,
  /// A larger payment arrived during the time of an amount, or a fact makes the amount larger.
  UPGRADE,
  /// A term carries on with at most its own amount, or a late fact makes the amount smaller.
  CARRIED,
  /// The grace of an unpaid item is over.
  UNPAID,
  /// A frozen or cleared bucket is usable again.
  RESTORED,
  /// A planned cancellation or a pause took effect.
  CANCELLED,
  /// The subscription continued without the item.
  REMOVED,
  /// The subscription is over.
  PLAN_ENDED
}
