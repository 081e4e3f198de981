package dev.drawdown.domain.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.domain.ledger.Entry;
import dev.drawdown.domain.ledger.EntryKind;
import dev.drawdown.domain.ledger.Move;
import dev.drawdown.domain.reading.Balance;
import dev.drawdown.domain.wallet.BucketId;
import dev.drawdown.domain.wallet.Spendable;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The one law: granted = left + held + spent + lapsed; and the ledger adds up to the balance, in
/// each bucket and in all. Only what was spent is taken from the model.
record Law(Balance balance, List<Entry> ledger, NaiveState model) {
  void check(String when) {
    Map<BucketId, Long> sums = new HashMap<>();
    long granted = 0;
    long lapsed = 0;
    long running = 0;
    Instant last = Instant.EPOCH;
    for (int index = 0; index < ledger.size(); index++) {
      Entry entry = ledger.get(index);
      require(entry.number() == index + 1, "a gap before", entry, when);
      require(!entry.at().isBefore(last), "out of time", entry, when);
      last = entry.at();
      for (Move move : entry.moves()) {
        sums.merge(move.bucket(), move.change(), Long::sum);
        granted += entry.kind() == EntryKind.GRANT ? move.change() : 0;
        lapsed += isLapse(entry, move) ? -move.change() : 0;
      }
      running += entry.change();
      require(entry.balanceAfter().amount() == running, "doesn't add up", entry, when);
    }
    long spent = model.sum("charged") + model.sum("captured");
    long held = balance.held().amount();
    assertThat(running + held + spent + lapsed).as(when).isEqualTo(granted);
    assertBuckets(sums, when);
  }

  /// Asked of every entry after every step: AssertJ would take most of the time.
  private static void require(boolean condition, String problem, Entry entry, String when) {
    if (!condition) {
      throw new AssertionError(problem + ": " + entry + ", " + when);
    }
  }

  private static boolean isLapse(Entry entry, Move move) {
    return switch (entry.kind()) {
      case LAPSE, CAPTURE, RELEASE, REFUND -> move.change() < 0;
      case GRANT, CHARGE, HOLD, TAKE_BACK, ADJUSTMENT, LOW, EXHAUSTED, STANDING -> false;
    };
  }

  /// What the ledger doesn't know yet is what the first charge will bring.
  private void assertBuckets(Map<BucketId, Long> sums, String when) {
    for (Spendable bucket : balance.buckets()) {
      boolean virtual = bucket.id().number() > balance.version();
      long expected = virtual ? bucket.granted().amount() : sums.getOrDefault(bucket.id(), 0L);
      assertThat(bucket.remaining().amount()).as(when).isEqualTo(expected);
      sums.remove(bucket.id());
    }
    assertThat(sums.values()).as("what is gone is empty, " + when).allMatch(sum -> sum == 0);
  }
}
