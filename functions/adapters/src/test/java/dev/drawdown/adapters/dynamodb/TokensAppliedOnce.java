package dev.drawdown.adapters.dynamodb;

import dev.drawdown.adapters.store.TokenContract;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/// Skips the tests of request tokens if an endpoint applies a token twice, as moto does, and prints
/// it.
///
/// DynamoDB repeats its answer to a transaction with the same `ClientRequestToken`, and writes
/// nothing.
record TokensAppliedOnce(Supplier<Boolean> probe) implements ExecutionCondition {
  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    boolean concerned =
        context.getTestMethod().isPresent()
            && context.getTags().contains(TokenContract.TOKENS_APPLIED_ONCE);
    if (!concerned
        || Skipped.unless(
            probe.get(), context.getDisplayName(), "this endpoint applies a request token twice")) {
      return ConditionEvaluationResult.enabled("request tokens are applied once, or not needed");
    }
    return ConditionEvaluationResult.disabled("this endpoint applies a request token twice");
  }

  /// Whether a transaction that can succeed only once succeeds twice under one token.
  static boolean on(DynamoDbClient client, String table) {
    AttributeValue key = AttributeValue.fromS("probe");
    Put once =
        Put.builder()
            .tableName(table)
            .item(Map.of(Keys.PARTITION, key, Keys.SORT, key))
            .conditionExpression("attribute_not_exists(pk)")
            .build();
    TransactWriteItemsRequest request =
        TransactWriteItemsRequest.builder()
            .transactItems(TransactWriteItem.builder().put(once).build())
            .clientRequestToken(UUID.randomUUID().toString())
            .build();
    client.transactWriteItems(request);
    try {
      client.transactWriteItems(request);
      return true;
    } catch (TransactionCanceledException appliedAgain) {
      return false;
    }
  }
}
