package dev.drawdown.domain.ledger;

import dev.drawdown.domain.Credits;
import dev.drawdown.domain.catalog.DrawOrder.BucketKind;
import java.util.ArrayList;
import java.util.List;

/// The change of one bucket by an entry: positive when credits came, negative when they left.
public record Posting(BucketId bucket, long change) {
  public static Posting in(BucketId bucket, Credits credits) {
    return new Posting(bucket, credits.amount());
  }

  /// The same postings, with neighbours of one bucket and one direction joined. Clients need not
  /// know how a pool spreads its credits.
  public static List<Posting> joined(List<Posting> postings) {
    List<Posting> joined = new ArrayList<>();
    for (Posting posting : postings) {
      if (!joined.isEmpty() && joined.getLast().continues(posting)) {
        Posting before = joined.removeLast();
        joined.add(new Posting(posting.bucket, Math.addExact(before.change, posting.change)));
      } else {
        joined.add(posting);
      }
    }
    return joined;
  }

  private boolean continues(Posting other) {
    return bucket.equals(other.bucket) && Long.signum(change) == Long.signum(other.change);
  }

  /// Whether this posting changes a bucket of its own wallet. A draw from a pool is listed for the
  /// reader only; the pool's ledger counts it.
  public boolean isOwn() {
    return bucket.kind() != BucketKind.POOL;
  }

  public static Posting out(BucketId bucket, Credits credits) {
    return new Posting(bucket, -credits.amount());
  }
}
