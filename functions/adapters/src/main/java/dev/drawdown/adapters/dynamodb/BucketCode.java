package dev.drawdown.adapters.dynamodb;

import dev.drawdown.domain.catalog.BucketKind;
import dev.drawdown.domain.ledger.BucketId;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// A bucket's name as the table has it: the letter of its kind and its number, `p12`. A wallet
/// names its buckets up to 250 times, and the whole words would make a quarter of its size.
final class BucketCode {
  private BucketCode() {}

  static AttributeValue of(BucketId bucket) {
    return Values.text(letter(bucket.kind()) + bucket.number());
  }

  static BucketId read(String code) {
    for (BucketKind kind : BucketKind.values()) {
      if (code.startsWith(letter(kind))) {
        return new BucketId(kind, Long.parseLong(code.substring(1)));
      }
    }
    throw new IllegalStateException("not the code of a bucket: " + code);
  }

  private static String letter(BucketKind kind) {
    return switch (kind) {
      case PLAN -> "p";
      case STARTER -> "s";
      case POOL -> "o";
      case TOP_UP -> "t";
    };
  }
}
