package dev.drawdown.adapters.dynamodb;

import software.amazon.awssdk.services.dynamodb.model.CancellationReason;

/// Why a transaction was cancelled because of one of its items, by the code that DynamoDB gives.
enum ReasonCode {
  NONE("None"),
  CONDITION_FAILED("ConditionalCheckFailed"),
  DUPLICATE_ITEM("DuplicateItem"),
  CONFLICT("TransactionConflict"),
  THROUGHPUT_EXCEEDED("ProvisionedThroughputExceeded"),
  THROTTLED("ThrottlingError"),
  COLLECTION_TOO_LARGE("ItemCollectionSizeLimitExceeded"),
  INVALID("ValidationError"),
  /// A code that this code doesn't know.
  UNKNOWN("");

  private final String code;

  ReasonCode(String code) {
    this.code = code;
  }

  String code() {
    return code;
  }

  static ReasonCode of(CancellationReason reason) {
    for (ReasonCode known : values()) {
      if (known.code.equals(reason.code())) {
        return known;
      }
    }
    return UNKNOWN;
  }
}
