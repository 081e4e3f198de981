package dev.drawdown.domain.billing;

import dev.drawdown.domain.Credits;

/// One change of a wallet's plan buckets, to be written into its ledger with its reason.
///
/// Changes come in the order in which they are to be applied. Each says what a bucket is after it,
/// so applying all of them leaves exactly the buckets that the facts ask for.
public sealed interface BucketChange {
  Why why();

  /// A bucket that wasn't there. A frozen or cleared one comes without being usable.
  record Granted(HeldBucket after, Why why) implements BucketChange {}

  /// What was left expires, and a fresh amount takes its place: a renewal, a refill, a reset.
  record Replaced(HeldBucket before, HeldBucket after, Why why) implements BucketChange {
    /// Whether an untouched amount is refilled to the same: nothing to write down.
    public boolean isSilent() {
      return why == Why.REFILL
          && before.remaining().equals(before.paid().granted())
          && after.remaining().equals(before.remaining())
          && after.paid().plan().equals(before.paid().plan());
    }
  }

  /// The same bucket holds more, or less: the difference of `remaining`.
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

  /// The bucket goes with what was left in it, for good.
  record Expired(HeldBucket before, Why why) implements BucketChange {}

  /// The bucket is kept, listed and not drawn.
  record Frozen(HeldBucket before, HeldBucket after, Why why) implements BucketChange {}

  /// The bucket is gone for everyone to see, and kept in case it comes back.
  record Cleared(HeldBucket before, HeldBucket after, Why why) implements BucketChange {}

  /// A frozen or cleared bucket is usable again, with what was left in it.
  record Restored(HeldBucket before, HeldBucket after, Why why) implements BucketChange {}

  /// No credits move: another end, plan or refresh is known.
  record Noted(HeldBucket after, Why why) implements BucketChange {}
}
