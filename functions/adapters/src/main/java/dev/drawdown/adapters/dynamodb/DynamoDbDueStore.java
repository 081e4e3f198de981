package dev.drawdown.adapters.dynamodb;

import dev.drawdown.adapters.dynamodb.Keys.ItemKey;
import dev.drawdown.adapters.store.DueTimes.DueShard;
import dev.drawdown.adapters.store.DueTimes.DueWallet;
import dev.drawdown.adapters.store.Outcome;
import dev.drawdown.adapters.store.Stores.DueStore;
import dev.drawdown.domain.parking.Parked;
import dev.drawdown.domain.wallet.Wallet;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/// The sparse index of due times. Two attributes of the wallets' items are its keys.
///
/// It contains nothing but the keys of the index and of the table.
record DynamoDbDueStore(Table table) implements DueStore {
  static final String NAME = "due";

  private static final String DUE_BY = "due = :due AND dueAt <= :by";
  private static final String IS_WALLET = "sk = :wallet";
  private static final String SET_DUE = "SET due = :due, dueAt = :dueAt";
  private static final String CLEAR_DUE = "REMOVE due, dueAt";
  private static final String PUT_OFF = "SET dueAt = :until";

  @Override
  public List<DueWallet> due(DueShard shard, Instant by, int limit, Optional<DueWallet> after) {
    QueryRequest.Builder request =
        QueryRequest.builder()
            .tableName(table.name())
            .indexName(NAME)
            .keyConditionExpression(DUE_BY)
            .expressionAttributeValues(
                Map.of(":due", Attribute.TEXT.of(Keys.due(shard)), ":by", Attribute.INSTANT.of(by)))
            .limit(limit);
    after.ifPresent(wallet -> request.exclusiveStartKey(place(shard, wallet)));
    return table.query(request.build()).items().stream()
        .map(Item::new)
        .map(item -> new DueWallet(item.partition(), item.instant(Keys.DUE_AT)))
        .toList();
  }

  /// The wallet's position in the index, from which a query continues.
  private static Map<String, AttributeValue> place(DueShard shard, DueWallet wallet) {
    Map<String, AttributeValue> place =
        new HashMap<>(new ItemKey(wallet.wallet(), Keys.WALLET).attributes());
    place.put(Keys.DUE, Attribute.TEXT.of(Keys.due(shard)));
    place.put(Keys.DUE_AT, Attribute.INSTANT.of(wallet.dueAt()));
    return place;
  }

  /// Reads the whole table, one megabyte at a time.
  @Override
  public Stream<String> walletNames() {
    ScanRequest request =
        ScanRequest.builder()
            .tableName(table.name())
            .consistentRead(true)
            .filterExpression(IS_WALLET)
            .projectionExpression(Keys.PARTITION)
            .expressionAttributeValues(Map.of(":wallet", Attribute.TEXT.of(Keys.WALLET)))
            .build();
    return table.scan(request).map(item -> item.text(Keys.PARTITION));
  }

  @Override
  public Outcome reschedule(Wallet<?> asRead, Optional<Instant> next) {
    return table.update(rescheduling(asRead, next));
  }

  private UpdateItemRequest rescheduling(Wallet<?> asRead, Optional<Instant> next) {
    NewItem values = new NewItem().number(ConditionalWrites.BASED_ON, asRead.version());
    next.ifPresent(
        at -> values.text(":due", Keys.due(DueShard.of(asRead.id()))).instant(":dueAt", at));
    return UpdateItemRequest.builder()
        .tableName(table.name())
        .key(Keys.of(asRead.id(), Keys.WALLET).attributes())
        .updateExpression(next.isPresent() ? SET_DUE : CLEAR_DUE)
        .conditionExpression(ConditionalWrites.WALLET_IS_AS_READ)
        .expressionAttributeValues(values.attributes())
        .build();
  }

  @Override
  public Outcome park(Parked<String> parked, DueWallet found, Instant until) {
    return table.write(List.of(puttingOff(found, until), putting(parked)));
  }

  /// This update doesn't ask for the stored item, because the item may be unreadable.
  private TransactWriteItem puttingOff(DueWallet found, Instant until) {
    return TransactWriteItem.builder()
        .update(
            update ->
                update
                    .tableName(table.name())
                    .key(new ItemKey(found.wallet(), Keys.WALLET).attributes())
                    .updateExpression(PUT_OFF)
                    .conditionExpression(ConditionalWrites.WALLET_IS_AS_FOUND)
                    .expressionAttributeValues(
                        Map.of(
                            ConditionalWrites.FOUND,
                            Attribute.INSTANT.of(found.dueAt()),
                            ":until",
                            Attribute.INSTANT.of(until))))
        .build();
  }

  private TransactWriteItem putting(Parked<String> parked) {
    Map<String, AttributeValue> item = DynamoDbParked.Kind.WALLETS.item(parked);
    return TransactWriteItem.builder().put(put -> put.tableName(table.name()).item(item)).build();
  }
}
