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

/// Capacity units by DynamoDB's published rules: a consistent read is billed per item and 4 KB, and
/// one that finds nothing as one unit; a page of a query for all its items together; a write in a
/// transaction twice per item and 1 KB.
///
/// DynamoDB Local tells something else: four units for each *different* cost among a transaction's
/// items and for each write to an index, and nothing for items that aren't there.
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

  /// Of what DynamoDB Local told of a transaction's indexes: a unit for an entry that comes or
  /// goes, so two for one that is replaced.
  static int ofIndexes(double told) {
    return (int) told / LOCAL_INDEX_WRITE;
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
