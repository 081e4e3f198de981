package dev.drawdown.domain.charge;

import dev.drawdown.domain.Credits;
import dev.drawdown.domain.charge.Charge.Returned;
import dev.drawdown.domain.ledger.Bucket;
import dev.drawdown.domain.ledger.BucketId;
import dev.drawdown.domain.ledger.Entry;
import dev.drawdown.domain.ledger.Posting;
import dev.drawdown.domain.wallet.BilledWallet;
import dev.drawdown.domain.wallet.Wallet;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/// A `capture`, `release` or `refund` entry, which gave credits back to buckets of its own wallet.
///
/// V1: a frozen bucket and a displaced month of the default plan keep the credits returned to them.
/// They aren't in the wallet's total, so the entry records all of them as coming and going.
public record ReturningEntry(Entry entry) {
  /// The returned credits if the entry changed its wallet from `before` to `after`.
  Returned returned(Wallet<?> before, Wallet<?> after) {
    return restoring(left(after).minus(left(before)));
  }

  /// The returned credits of a hold's expiry. `wallet` may have changed since.
  ///
  /// If all credits of a bucket came and went, the bucket was frozen, displaced, or full. The
  /// wallet may no longer show which. So this counts only the credits that the bucket kept in any
  /// case: all except those that it clipped.
  public Returned returnedByExpiry(Wallet<?> wallet) {
    return restoring(
        came().entrySet().stream()
            .filter(back -> change(back.getKey()) == 0)
            .map(back -> kept(wallet, back.getKey(), back.getValue()))
            .reduce(Credits.NONE, Credits::plus));
  }

  /// `more` credits are restored in addition to those in the wallet's total.
  private Returned restoring(Credits more) {
    Credits all = came().values().stream().reduce(Credits.NONE, Credits::plus);
    Credits restored = Credits.of(entry.change()).plus(more);
    return new Returned(restored, all.minus(restored));
  }

  private Map<BucketId, Credits> came() {
    Map<BucketId, Credits> came = new HashMap<>();
    for (Posting posting : entry.postings()) {
      if (posting.isOwn() && posting.change() > 0) {
        came.merge(posting.bucket(), Credits.of(posting.change()), Credits::plus);
      }
    }
    return came;
  }

  private long change(BucketId bucket) {
    return entry.postings().stream()
        .filter(posting -> posting.bucket().equals(bucket))
        .mapToLong(Posting::change)
        .reduce(0, Math::addExact);
  }

  /// The credits left in frozen buckets and in a displaced month.
  private Credits left(Wallet<?> wallet) {
    return closed(wallet).map(Bucket::remaining).reduce(Credits.NONE, Credits::plus);
  }

  private Stream<Bucket> closed(Wallet<?> wallet) {
    Stream<Bucket.Plan> displaced =
        wallet instanceof BilledWallet<?> billed
            ? billed.billing().closedMonth().stream()
            : Stream.empty();
    return Stream.concat(
        wallet.closedPlans().stream().filter(Bucket.Paid::isFrozen),
        displaced.filter(month -> entry.at().isBefore(month.endsAt())));
  }

  /// The part of `credits` that the bucket kept if it was frozen or displaced. It may be usable
  /// again.
  private Credits kept(Wallet<?> wallet, BucketId name, Credits credits) {
    Stream<Bucket> usable =
        Stream.concat(wallet.book().paidPlans().stream(), wallet.book().unpaidPlan().stream());
    return Stream.concat(closed(wallet), usable)
        .filter(bucket -> bucket.id().equals(name))
        .findFirst()
        .map(bucket -> credits.minus(clipped(bucket).min(credits)))
        .orElse(Credits.NONE);
  }

  private static Credits clipped(Bucket bucket) {
    return bucket instanceof Bucket.Paid paid ? paid.planBucket().clipped() : Credits.NONE;
  }
}
