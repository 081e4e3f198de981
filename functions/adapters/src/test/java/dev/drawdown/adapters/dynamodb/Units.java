package dev.drawdown.adapters.dynamodb;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/// Capacity units by DynamoDB's published rules.
///
/// A consistent read costs one unit per item and 4 KB; a read without an item costs one unit. A
/// page of a query counts all its items together. A write in a transaction costs two units per item
/// and 1 KB.
///
/// DynamoDB Local reports other numbers. It counts four units for each *different* cost among a
/// transaction's items, and for each write to an index. It counts nothing for missing items.
final class Units {
  private static final int READ_BYTES = 4 * 1024;
  private static final int WRITE_BYTES = 1024;
  private static final int IN_TRANSACTION = 2;
  private static final int LOCAL_INDEX_WRITE = 4;

  private Units() {}

  static int of(BatchGetItemRequest request, BatchGetItemResponse response) {
    List<Map<String, AttributeValue>> found =
        response.responses().values().stream().flatMap(Collection::stream).toList();
    int asked =
        request.requestItems().values().stream().mapToInt(table -> table.keys().size()).sum();
    int read = found.stream().mapToInt(item -> units(item, READ_BYTES)).sum();
    return read + asked - found.size();
  }

  static int of(QueryResponse response) {
    int bytes = response.items().stream().mapToInt(ItemSize::of).sum();
    return Math.max(1, Math.ceilDiv(bytes, READ_BYTES));
  }

  static int of(TransactWriteItemsRequest request) {
    return request.transactItems().stream().mapToInt(Units::of).sum();
  }

  /// The units of a transaction's indexes, from the number that DynamoDB Local reports: one unit
  /// for an index entry that is added or removed, so two for a replaced one.
  static int ofIndexes(double reported) {
    return (int) reported / LOCAL_INDEX_WRITE;
  }

  private static int of(TransactWriteItem write) {
    return write.put() == null
        ? IN_TRANSACTION
        : IN_TRANSACTION * units(write.put().item(), WRITE_BYTES);
  }

  private static int units(Map<String, AttributeValue> item, int bytesPerUnit) {
    return Math.ceilDiv(ItemSize.of(item), bytesPerUnit);
  }
}
