package dev.drawdown.domain.ledger;

import dev.drawdown.domain.Credits;
import dev.drawdown.domain.wallet.BucketId;

/// What an entry changed in one bucket: positive when credits came, negative when they left.
public record Move(BucketId bucket, long change) {
  public static Move in(BucketId bucket, Credits credits) {
    return new Move(bucket, credits.amount());
  }

  public static Move out(BucketId bucket, Credits credits) {
    return new Move(bucket, -credits.amount());
  }
}
