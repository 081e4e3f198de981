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

  public static BucketId parse(String text) {
    int dash = text.lastIndexOf('-');
    if (dash < 0) {
      throw new IllegalArgumentException("not a bucket: " + text);
    }
    return new BucketId(
        BucketKind.of(text.substring(0, dash)), Long.parseLong(text.substring(dash + 1)));
  }

  @Override
  public String toString() {
    return kind.label() + "-" + number;
  }
}
