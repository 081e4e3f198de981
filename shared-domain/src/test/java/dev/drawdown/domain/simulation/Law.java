package dev.drawdown.domain.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.domain.catalog.DrawOrder.BucketKind;
import dev.drawdown.domain.ledger.BucketId;
import dev.drawdown.domain.ledger.Entry;
import dev.drawdown.domain.ledger.EntryKind;
import dev.drawdown.domain.ledger.Posting;
import dev.drawdown.domain.reading.Balance;
import dev.drawdown.domain.wallet.Drawing.Spendable;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The law: granted = left + held + spent + expired; and the ledger adds up to the balance, in each
/// bucket and in total.
///
/// Only the spent and held credits come from the model.
record Law(Balance balance, List<Entry> ledger, NaiveState model) {
  void check(String when) {
    Map<BucketId, Long> sums = new HashMap<>();
    long granted = 0;
    long expired = 0;
    long running = 0;
    Instant last = Instant.EPOCH;
    for (int index = 0; index < ledger.size(); index++) {
      Entry entry = ledger.get(index);
      require(entry.number() == index + 1, "a gap before", entry, when);
      require(!entry.at().isBefore(last), "out of time", entry, when);
      last = entry.at();
      for (Posting posting : entry.postings()) {
        if (!posting.isOwn()) {
          continue;
        }
        sums.merge(posting.bucket(), posting.change(), Long::sum);
        granted += isGrant(entry) ? posting.change() : 0;
        expired += isExpiry(entry, posting) ? -posting.change() : 0;
      }
      running += entry.change();
      require(entry.balanceAfter().amount() == running, "doesn't add up", entry, when);
    }
    long spent = model.ownSpent();
    long held = model.ownHeld();
    assertThat(running + held + spent + expired).as(when).isEqualTo(granted);
    assertBuckets(sums, when);
  }

  /// This checks every entry after every step, without AssertJ, which would take most of the time.
  private static void require(boolean condition, String problem, Entry entry, String when) {
    if (!condition) {
      throw new AssertionError(problem + ": " + entry + ", " + when);
    }
  }

  /// An adjustment down isn't a grant.
  private static boolean isGrant(Entry entry) {
    return entry.kind() == EntryKind.GRANT || entry.kind() == EntryKind.ADJUSTMENT;
  }

  private static boolean isExpiry(Entry entry, Posting posting) {
    return switch (entry.kind()) {
      case EXPIRY, CAPTURE, RELEASE, REFUND -> posting.change() < 0;
      case GRANT, CHARGE, HOLD, CLAWBACK, ADJUSTMENT, LOW, EXHAUSTED, STANDING -> false;
    };
  }

  /// The ledger doesn't have the credits yet that the first charge will bring.
  private void assertBuckets(Map<BucketId, Long> sums, String when) {
    for (Spendable bucket : balance.buckets()) {
      if (bucket.kind() == BucketKind.POOL) {
        continue;
      }
      boolean virtual = bucket.id().number() > balance.version();
      long expected = virtual ? bucket.granted().amount() : sums.getOrDefault(bucket.id(), 0L);
      assertThat(bucket.remaining().amount()).as(when).isEqualTo(expected);
      sums.remove(bucket.id());
    }
    assertThat(sums.values()).as("a removed bucket is empty, " + when).allMatch(sum -> sum == 0);
  }
}
