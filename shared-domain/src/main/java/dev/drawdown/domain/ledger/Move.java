package dev.drawdown.domain.ledger;

import dev.drawdown.domain.Credits;
import dev.drawdown.domain.catalog.BucketKind;
import dev.drawdown.domain.wallet.BucketId;
import java.util.ArrayList;
import java.util.List;

/// What an entry changed in one bucket: positive when credits came, negative when they left.
public record Move(BucketId bucket, long change) {
  public static Move in(BucketId bucket, Credits credits) {
    return new Move(bucket, credits.amount());
  }

  /// The same moves, where those that follow one another in one direction and one bucket are one: a
  /// pool's cells are its own business.
  static List<Move> joined(List<Move> moves) {
    List<Move> joined = new ArrayList<>();
    for (Move move : moves) {
      if (!joined.isEmpty() && joined.getLast().continues(move)) {
        Move before = joined.removeLast();
        joined.add(new Move(move.bucket, Math.addExact(before.change, move.change)));
      } else {
        joined.add(move);
      }
    }
    return joined;
  }

  private boolean continues(Move other) {
    return bucket.equals(other.bucket) && Long.signum(change) == Long.signum(other.change);
  }

  /// Whether it moved credits of this wallet's own. A draw on a pool is listed for the reader only:
  /// it is in the pool's ledger that it counts.
  public boolean isOwn() {
    return bucket.kind() != BucketKind.POOL;
  }

  public static Move out(BucketId bucket, Credits credits) {
    return new Move(bucket, -credits.amount());
  }
}
