package dev.drawdown.adapters.dynamodb;

import static software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure.ALL_OLD;

import dev.drawdown.adapters.dynamodb.Keys.ItemKey;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/// Parts of a transaction on one table, each with its condition. A failed condition returns the
/// stored item.
///
/// Each condition names the value that it compares. The package's table lists the condition of each
/// item.
record ConditionalWrites(String table) {
  /// The item doesn't exist yet.
  static final String IS_ABSENT = "attribute_not_exists(pk)";

  /// The wallet still has the version on which the new entries are based.
  static final String WALLET_IS_AS_READ = "version = :basedOn";

  static final String BASED_ON = ":basedOn";

  /// The wallet still has the due time with which it was found.
  static final String WALLET_IS_AS_FOUND = "dueAt = :found";

  static final String FOUND = ":found";

  /// No other request changed the charge since it was read.
  static final String CHARGE_IS_AS_READ = "changedBy = :before";

  static final String BEFORE = ":before";

  /// The given-back charge still keeps the document.
  static final String DOCUMENT_IS_LEFT = "charge = :instead";

  static final String INSTEAD = ":instead";

  /// The charge that frees the document still keeps it.
  static final String DOCUMENT_IS_KEPT = "charge = :charge";

  static final String CHARGE = ":charge";

  /// The item exists.
  static final String IS_PRESENT = "attribute_exists(pk)";

  /// No other request changed the subscription or payment since it was read.
  static final String REVISION_IS_AS_READ = "revision = :revision";

  static final String REVISION = ":revision";

  /// The event is still parked.
  static final String EVENT_IS_PARKED = "outcome = :parked";

  static final String PARKED = ":parked";

  TransactWriteItem putNew(Map<String, AttributeValue> item) {
    return put(put(item).conditionExpression(IS_ABSENT));
  }

  TransactWriteItem put(
      Map<String, AttributeValue> item, String condition, Map<String, AttributeValue> values) {
    return put(put(item).conditionExpression(condition).expressionAttributeValues(values));
  }

  TransactWriteItem delete(ItemKey key, String condition, Map<String, AttributeValue> values) {
    return delete(delete(key).conditionExpression(condition).expressionAttributeValues(values));
  }

  TransactWriteItem deleteExisting(ItemKey key) {
    return delete(delete(key).conditionExpression(IS_PRESENT));
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
