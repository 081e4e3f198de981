package dev.drawdown.adapters.dynamodb;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/// At most `limit` items of a partition, by sort key, from the first one after `after`.
record PartitionPage(String partition, String after, int limit) {
  private static final String AFTER = "pk = :pk AND sk > :after";

  PartitionPage {
    if (limit < 1) {
      throw new IllegalArgumentException("a page has at least one item: " + limit);
    }
  }

  List<Item> read(Reads reads) {
    return reads.query(request(reads.table()), limit);
  }

  private QueryRequest request(String table) {
    return QueryRequest.builder()
        .tableName(table)
        .consistentRead(true)
        .keyConditionExpression(AFTER)
        .expressionAttributeValues(
            Map.of(":pk", Values.text(partition), ":after", Values.text(after)))
        .build();
  }
}
