package dev.drawdown.adapters.dynamodb;

import dev.drawdown.adapters.store.Pause;
import dev.drawdown.adapters.store.PublishingStore;
import dev.drawdown.domain.ledger.LedgerRange;
import dev.drawdown.domain.parking.ParkedEntries;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// Parked entries on DynamoDB. Writing one twice is writing it once, so nothing is conditional.
public record DynamoDbPublishingStore(DynamoDbClient client, String table)
    implements PublishingStore {
  @Override
  public void park(ParkedEntries parked) {
    client.putItem(put -> put.tableName(table).item(ParkedEntriesItem.of(parked)));
  }

  @Override
  public void unpark(LedgerRange entries) {
    client.deleteItem(delete -> delete.tableName(table).key(Keys.parked(entries).attributes()));
  }

  @Override
  public List<ParkedEntries> parkedEntries(int limit, Optional<LedgerRange> after) {
    Reads reads = new Reads(client, table, Pause.SLEEPING, Reads.JITTER);
    return ParkedPage.ofEntries(after, limit).read(reads).stream()
        .map(ParkedEntriesItem::read)
        .toList();
  }
}
