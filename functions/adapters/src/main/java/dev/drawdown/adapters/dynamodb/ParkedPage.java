package dev.drawdown.adapters.dynamodb;

import dev.drawdown.domain.parking.ParkedEvent;
import dev.drawdown.domain.subscription.ProviderEventId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/// Parked events by id, from the first one after `after`.
record ParkedPage(Optional<ProviderEventId> after, int limit) {
  private static final String AFTER = "pk = :pk AND sk > :after";

  ParkedPage {
    if (limit < 1) {
      throw new IllegalArgumentException("a page has at least one event: " + limit);
    }
  }

  List<ParkedEvent> read(Reads reads) {
    return reads.query(request(reads.table()), limit).stream().map(ParkedItem::read).toList();
  }

  private QueryRequest request(String table) {
    String sort = after.map(Keys::parked).map(Key::sort).orElse(Keys.FIRST_PARKED);
    return QueryRequest.builder()
        .tableName(table)
        .consistentRead(true)
        .keyConditionExpression(AFTER)
        .expressionAttributeValues(
            Map.of(":pk", Values.text(Keys.PARKED), ":after", Values.text(sort)))
        .build();
  }
}
