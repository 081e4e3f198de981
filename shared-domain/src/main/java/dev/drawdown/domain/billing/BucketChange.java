package dev.drawdown.domain.billing;

/// One change of a wallet's plan buckets, which the ledger records with its reason.
///
/// Each change has the bucket after it. Applied in the order of their list, the changes lead to
/// exactly the buckets that the facts require.
public sealed interface BucketChange {
  BucketReason reason();

  /// A bucket that wasn't there before. It may be frozen or cleared from the start.
  record Granted(PlanBucket after, BucketReason reason) implements BucketChange {}

  /// The remaining credits expire, and a fresh amount replaces them: a renewal, a refill, a reset.
  record Replaced(PlanBucket before, PlanBucket after, BucketReason reason)
      implements BucketChange {
    /// Whether an untouched bucket is refilled to the same amount. Such a change leaves no entry.
    public boolean isSilent() {
      return reason == BucketReason.REFILL
          && before.remaining().equals(before.paid().granted())
          && after.remaining().equals(before.remaining())
          && after.paid().plan().equals(before.paid().plan());
    }
  }

  /// The same bucket has more or fewer credits than before. The entry moves the difference of
  /// `remaining`.
  record Adjusted(PlanBucket before, PlanBucket after, BucketReason reason)
      implements BucketChange {}

  /// The bucket is removed for good, with its remaining credits.
  record Expired(PlanBucket before, BucketReason reason) implements BucketChange {}

  /// The bucket is kept and listed, but not drawn.
  record Frozen(PlanBucket before, PlanBucket after, BucketReason reason) implements BucketChange {}

  /// The bucket is no longer listed. It is kept because it may come back.
  record Cleared(PlanBucket before, PlanBucket after, BucketReason reason)
      implements BucketChange {}

  /// A frozen or cleared bucket is usable again, with its remaining credits.
  record Restored(PlanBucket before, PlanBucket after, BucketReason reason)
      implements BucketChange {}

  /// No credits move. The bucket has another end, plan or refresh time.
  record Noted(PlanBucket after, BucketReason reason) implements BucketChange {}
}
