package dev.drawdown.domain.ledger;

import dev.drawdown.domain.Credits;
import dev.drawdown.domain.catalog.DrawOrder.BucketKind;
import java.util.ArrayList;
import java.util.List;

/// What an entry changed in one bucket: positive when credits came, negative when they left.
public record Posting(BucketId bucket, long change) {
  public static Posting in(BucketId bucket, Credits credits) {
    return new Posting(bucket, credits.amount());
  }

  /// The same moves, where those that follow one another in one direction and one bucket are one:
  /// how a pool keeps its credits is its own business.
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

  /// Whether it moved credits of this wallet's own. A draw on a pool is listed for the reader only:
  /// it is in the pool's ledger that it counts.
  public boolean isOwn() {
    return bucket.kind() != BucketKind.POOL;
  }

  public static Posting out(BucketId bucket, Credits credits) {
    return new Posting(bucket, -credits.amount());
  }
}
