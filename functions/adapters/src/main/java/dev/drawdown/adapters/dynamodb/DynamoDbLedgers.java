package dev.drawdown.adapters.dynamodb;

import dev.drawdown.adapters.store.Stores.Ledgers;
import dev.drawdown.domain.ledger.Entry;
import dev.drawdown.domain.ledger.WalletId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/// Reads entries: by their numbers in batches, and ranges of a ledger by queries.
record DynamoDbLedgers(Table table) implements Ledgers {
  private static final String NUMBERED_WITHIN = "pk = :pk AND sk BETWEEN :first AND :last";

  @Override
  public List<Entry> entriesBefore(WalletId wallet, long before, int limit) {
    return new Stretch(wallet, 1, Math.max(before, 1) - 1, true).read(limit, table);
  }

  @Override
  public List<Entry> entriesAfter(WalletId wallet, long after, int limit) {
    if (after == Long.MAX_VALUE) {
      return List.of();
    }
    return new Stretch(wallet, Math.max(after, 0) + 1, Long.MAX_VALUE, false).read(limit, table);
  }

  @Override
  public List<Entry> entries(WalletId wallet, Set<Long> numbers) {
    return table.entries(wallet, numbers);
  }

  /// A range of a ledger, both ends included, in either direction. It is empty if `first` is above
  /// `last`.
  private record Stretch(WalletId wallet, long first, long last, boolean newestFirst) {
    List<Entry> read(int limit, Table table) {
      if (limit < 1) {
        throw new IllegalArgumentException("a page has at least one entry: " + limit);
      }
      if (first > last) {
        return List.of();
      }
      QueryRequest request =
          QueryRequest.builder()
              .tableName(table.name())
              .consistentRead(true)
              .scanIndexForward(!newestFirst)
              .keyConditionExpression(NUMBERED_WITHIN)
              .expressionAttributeValues(
                  Map.of(
                      ":pk", Attribute.TEXT.of(Keys.partition(wallet)),
                      ":first", Attribute.TEXT.of(Keys.entry(first)),
                      ":last", Attribute.TEXT.of(Keys.entry(last))))
              .build();
      return table.query(request, limit).stream().map(EntryItem::read).toList();
    }
  }
}
