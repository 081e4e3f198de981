package dev.drawdown.domain.ledger;

import dev.drawdown.domain.wallet.Bucket;
import dev.drawdown.domain.wallet.BucketId;
import dev.drawdown.domain.wallet.Wallet;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/// Adds up a ledger, entry by entry, to prove a wallet right or wrong.
///
/// A ledger agrees with its wallet when its entries are numbered without gaps, dated in order, each
/// with the running sum, and when what they say of each bucket is what the wallet has in it.
public final class Audit {
  private final Map<BucketId, Long> buckets = new HashMap<>();
  private long entries;
  private long total;
  private Instant at = Instant.EPOCH;
  private boolean inOrder = true;

  /// Adds the next entry, oldest first.
  public void add(Entry entry) {
    entries++;
    total = Math.addExact(total, entry.change());
    entry.moves().forEach(move -> buckets.merge(move.bucket(), move.change(), Math::addExact));
    inOrder &=
        entry.number() == entries
            && !entry.at().isBefore(at)
            && entry.balanceAfter().amount() == total;
    at = entry.at();
  }

  /// What the entries say of `wallet`, of which they must be all.
  public Verdict of(Wallet wallet) {
    boolean complete = entries == wallet.version();
    return new Verdict(
        entries,
        total,
        wallet.total().amount(),
        inOrder && complete && total == wallet.total().amount() && agrees(wallet));
  }

  private boolean agrees(Wallet wallet) {
    Map<BucketId, Long> left = new HashMap<>(buckets);
    for (Bucket bucket : wallet.buckets()) {
      left.merge(bucket.id(), -bucket.remaining().amount(), Math::addExact);
    }
    return left.values().stream().allMatch(rest -> rest == 0);
  }

  /// How many entries there are, what they add up to, what the wallet has, and whether all agrees.
  public record Verdict(long entries, long ledgerTotal, long balanceTotal, boolean consistent) {}
}
