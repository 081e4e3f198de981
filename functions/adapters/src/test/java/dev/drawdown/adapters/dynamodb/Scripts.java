package dev.drawdown.adapters.dynamodb;

import dev.drawdown.adapters.store.Jitter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/// The answers of a [ScriptedClient].
final class Scripts {
  static final String TABLE = "credits";
  static final Jitter JITTER =
      new Jitter(Duration.ofMillis(25), Duration.ofMillis(400), new Random(7));

  private Scripts() {}

  @SafeVarargs
  @SuppressWarnings("varargs")
  static BatchGetItemResponse batch(Map<String, AttributeValue>... items) {
    return BatchGetItemResponse.builder().responses(Map.of(TABLE, List.of(items))).build();
  }

  /// The answer without these keys, which were throttled.
  static BatchGetItemResponse without(
      BatchGetItemResponse answer, List<Map<String, AttributeValue>> keys) {
    KeysAndAttributes unprocessed =
        KeysAndAttributes.builder().keys(keys).consistentRead(true).build();
    return answer.toBuilder().unprocessedKeys(Map.of(TABLE, unprocessed)).build();
  }

  /// A transaction cancelled for these reasons, one per item.
  static TransactionCanceledException cancelled(String... codes) {
    return cancelled(Stream.of(codes).map(code -> reason(code, Map.of())).toList());
  }

  static TransactionCanceledException cancelled(List<CancellationReason> reasons) {
    return TransactionCanceledException.builder()
        .cancellationReasons(reasons)
        .statusCode(400)
        .build();
  }

  static CancellationReason reason(String code, Map<String, AttributeValue> item) {
    CancellationReason.Builder reason = CancellationReason.builder().code(code);
    return (item.isEmpty() ? reason : reason.item(item)).build();
  }

  /// An error of the service without a class in the SDK.
  static DynamoDbException error(String code, int status) {
    return (DynamoDbException)
        DynamoDbException.builder()
            .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
            .statusCode(status)
            .build();
  }
}
