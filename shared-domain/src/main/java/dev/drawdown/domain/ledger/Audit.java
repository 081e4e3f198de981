package dev.drawdown.domain.ledger;

import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;

/// A comparison of a ledger with its wallet: the number of entries, both totals, and whether they
/// agree.
///
/// A ledger agrees with its wallet under three conditions. Its entries are numbered without gaps,
/// in order of time. Each entry has the running sum. For each bucket, the postings add up to the
/// credits in the wallet.
public record Audit(long entries, long ledgerTotal, long balanceTotal, boolean consistent) {
  /// Adds up `entries`: all entries of `book`, oldest first.
  public static Audit of(Book book, Iterator<Entry> entries) {
    Map<BucketId, Long> buckets = new HashMap<>();
    long count = 0;
    long total = 0;
    Instant last = Instant.EPOCH;
    boolean consistent = true;
    while (entries.hasNext()) {
      Entry entry = entries.next();
      count++;
      total = Math.addExact(total, entry.change());
      entry.postings().stream()
          .filter(Posting::isOwn)
          .forEach(posting -> buckets.merge(posting.bucket(), posting.change(), Math::addExact));
      consistent &= entry.number() == count && entry.balanceAfter().amount() == total;
      consistent &= !entry.at().isBefore(last);
      last = entry.at();
    }
    long balance = book.total().amount();
    consistent &= count == book.version() && total == balance && agrees(book, buckets);
    return new Audit(count, total, balance, consistent);
  }

  /// The audit of several ledgers together: those of a pool.
  public Audit plus(Audit other) {
    return new Audit(
        entries + other.entries,
        Math.addExact(ledgerTotal, other.ledgerTotal),
        Math.addExact(balanceTotal, other.balanceTotal),
        consistent && other.consistent);
  }

  private static boolean agrees(Book book, Map<BucketId, Long> buckets) {
    Map<BucketId, Long> rest = new HashMap<>(buckets);
    for (Bucket bucket : book.buckets()) {
      rest.merge(bucket.id(), -bucket.remaining().amount(), Math::addExact);
    }
    return rest.values().stream().allMatch(left -> left == 0);
  }
}
