package dev.drawdown.adapters.dynamodb;

import static software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure.ALL_OLD;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/// Parts of a transaction on one table, each on its condition and each bringing along what is there
/// instead where the condition fails.
record Conditional(String table) {
  TransactWriteItem putNew(Map<String, AttributeValue> item) {
    return put(put(item).conditionExpression(Conditions.IS_ABSENT));
  }

  TransactWriteItem put(
      Map<String, AttributeValue> item, String condition, Map<String, AttributeValue> values) {
    return put(put(item).conditionExpression(condition).expressionAttributeValues(values));
  }

  TransactWriteItem delete(ItemKey key, String condition, Map<String, AttributeValue> values) {
    return delete(delete(key).conditionExpression(condition).expressionAttributeValues(values));
  }

  TransactWriteItem deleteExisting(ItemKey key) {
    return delete(delete(key).conditionExpression(Conditions.IS_PRESENT));
  }

  private Put.Builder put(Map<String, AttributeValue> item) {
    return Put.builder().tableName(table).item(item).returnValuesOnConditionCheckFailure(ALL_OLD);
  }

  private Delete.Builder delete(ItemKey key) {
    return Delete.builder()
        .tableName(table)
        .key(key.attributes())
        .returnValuesOnConditionCheckFailure(ALL_OLD);
  }

  private static TransactWriteItem put(Put.Builder put) {
    return TransactWriteItem.builder().put(put.build()).build();
  }

  private static TransactWriteItem delete(Delete.Builder delete) {
    return TransactWriteItem.builder().delete(delete.build()).build();
  }
}
