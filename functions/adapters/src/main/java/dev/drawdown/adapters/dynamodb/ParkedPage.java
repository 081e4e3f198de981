package dev.drawdown.adapters.dynamodb;

import dev.drawdown.domain.ledger.LedgerRange;
import dev.drawdown.domain.subscription.ProviderEventId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/// What sorts after `after` in one of the partitions of what is parked, by sort key.
record ParkedPage(String partition, String after, int limit) {
  private static final String AFTER = "pk = :pk AND sk > :after";

  ParkedPage {
    if (limit < 1) {
      throw new IllegalArgumentException("a page has at least one element: " + limit);
    }
  }

  static ParkedPage ofEvents(Optional<ProviderEventId> after, int limit) {
    String sort = after.map(Keys::parked).map(ItemKey::sort).orElse(Keys.FIRST_PARKED);
    return new ParkedPage(Keys.PARKED, sort, limit);
  }

  static ParkedPage ofEntries(Optional<LedgerRange> after, int limit) {
    String sort = after.map(Keys::parked).map(ItemKey::sort).orElse(Keys.FIRST_PARKED_ENTRIES);
    return new ParkedPage(Keys.PARKED_ENTRIES, sort, limit);
  }

  static ParkedPage ofWallets(Optional<String> after, int limit) {
    return new ParkedPage(Keys.PARKED_WALLETS, after.orElse(Keys.FIRST_PARKED_WALLET), limit);
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
