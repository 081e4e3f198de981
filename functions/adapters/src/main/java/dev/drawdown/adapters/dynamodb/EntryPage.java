package dev.drawdown.adapters.dynamodb;

import dev.drawdown.domain.ledger.Entry;
import dev.drawdown.domain.ledger.WalletId;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/// A stretch of a ledger, both ends included, in one direction or the other. One whose first is
/// above its last is empty.
record EntryPage(WalletId wallet, long first, long last, boolean newestFirst, int limit) {
  private static final String NUMBERED_WITHIN = "pk = :pk AND sk BETWEEN :first AND :last";

  EntryPage {
    if (limit < 1) {
      throw new IllegalArgumentException("a page has at least one entry: " + limit);
    }
  }

  static EntryPage before(WalletId wallet, long before, int limit) {
    return new EntryPage(wallet, 1, Math.max(before, 1) - 1, true, limit);
  }

  static EntryPage after(WalletId wallet, long after, int limit) {
    if (after == Long.MAX_VALUE) {
      return new EntryPage(wallet, 1, 0, false, limit);
    }
    return new EntryPage(wallet, Math.max(after, 0) + 1, Long.MAX_VALUE, false, limit);
  }

  List<Entry> read(Reads reads) {
    if (first > last) {
      return List.of();
    }
    return reads.query(request(reads.table()), limit).stream().map(EntryItem::read).toList();
  }

  private QueryRequest request(String table) {
    return QueryRequest.builder()
        .tableName(table)
        .consistentRead(true)
        .scanIndexForward(!newestFirst)
        .keyConditionExpression(NUMBERED_WITHIN)
        .expressionAttributeValues(
            Map.of(
                ":pk", Values.text(Keys.partition(wallet)),
                ":first", Values.text(Keys.entry(first)),
                ":last", Values.text(Keys.entry(last))))
        .build();
  }
}
