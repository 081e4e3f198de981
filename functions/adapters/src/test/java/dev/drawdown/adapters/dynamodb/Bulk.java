package dev.drawdown.adapters.dynamodb;

import dev.drawdown.adapters.store.DueTimes;
import dev.drawdown.domain.commit.Commit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/// Fills a table with the puts of commits, without transactions and conditions. This is many times
/// faster, for items without other writers.
public record Bulk(DynamoDbClient client, String table, DueTimes dueTimes) {
  private static final int BATCH = 25;

  public void write(List<Commit> commits) {
    List<WriteRequest> puts = new ArrayList<>();
    for (Commit commit : commits) {
      Commit stored = dueTimes.withDueTimes(commit);
      DynamoDbCommits.request(table, stored, UUID.randomUUID()).transactItems().stream()
          .map(TransactWriteItem::put)
          .map(put -> WriteRequest.builder().putRequest(into -> into.item(put.item())).build())
          .forEach(puts::add);
    }
    for (int first = 0; first < puts.size(); first += BATCH) {
      batch(puts.subList(first, Math.min(first + BATCH, puts.size())));
    }
  }

  /// Puts an item as it is, which no store would write.
  public void put(Map<String, AttributeValue> item) {
    client.putItem(put -> put.tableName(table).item(item));
  }

  private void batch(List<WriteRequest> puts) {
    BatchWriteItemResponse answer =
        client.batchWriteItem(batch -> batch.requestItems(Map.of(table, puts)));
    if (!answer.unprocessedItems().isEmpty()) {
      throw new IllegalStateException("a local table must accept all items");
    }
  }
}
