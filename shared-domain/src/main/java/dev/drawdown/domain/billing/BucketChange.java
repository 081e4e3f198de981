package dev.drawdown.domain.billing;

import dev.drawdown.domain.Credits;

/// One change of a wallet's plan buckets, which the ledger records with its reason.
///
/// Each change says what the bucket is after it. Applied in the order of their list, the changes
/// leave exactly the buckets that the facts ask for.
public sealed interface BucketChange {
  Why why();

  /// A bucket that wasn't there before. It may be frozen or cleared from the start.
  record Granted(HeldBucket after, Why why) implements BucketChange {}

  /// What was left expires, and a fresh amount takes its place: a renewal, a refill, a reset.
  record Replaced(HeldBucket before, HeldBucket after, Why why) implements BucketChange {
    /// Whether an untouched bucket is refilled to the same amount. Such a change leaves no entry.
    public boolean isSilent() {
      return why == Why.REFILL
          && before.remaining().equals(before.paid().granted())
          && after.remaining().equals(before.remaining())
          && after.paid().plan().equals(before.paid().plan());
    }
  }

  /// The same bucket holds more or less than before. The difference of `remaining` moves.
  record Adjusted(HeldBucket before, HeldBucket after, Why why) implements BucketChange {
    public boolean isRaise() {
      return after.remaining().compareTo(before.remaining()) > 0;
    }

    public Credits by() {
      return isRaise()
          ? after.remaining().minus(before.remaining())
          : before.remaining().minus(after.remaining());
    }
  }

  /// The bucket goes for good, with what was left in it.
  record Expired(HeldBucket before, Why why) implements BucketChange {}

  /// The bucket is kept, listed and not drawn.
  record Frozen(HeldBucket before, HeldBucket after, Why why) implements BucketChange {}

  /// The bucket is no longer listed. It is kept in case it comes back.
  record Cleared(HeldBucket before, HeldBucket after, Why why) implements BucketChange {}

  /// A frozen or cleared bucket is usable again, with what was left in it.
  record Restored(HeldBucket before, HeldBucket after, Why why) implements BucketChange {}

  /// No credits move. The bucket has another end, plan or refresh time.
  record Noted(HeldBucket after, Why why) implements BucketChange {}
}
