package dev.drawdown.domain.ledger;

import dev.drawdown.domain.catalog.DrawOrder.BucketKind;

/// A bucket's name in its wallet, written `plan-12`: its kind and the number of its granting entry.
public record BucketId(BucketKind kind, long number) {
  public BucketId {
    if (number < 1) {
      throw new IllegalArgumentException(
          "a bucket has the number of its granting entry, from 1: " + number);
    }
  }

  @Override
  public String toString() {
    return kind.label() + "-" + number;
  }
}
