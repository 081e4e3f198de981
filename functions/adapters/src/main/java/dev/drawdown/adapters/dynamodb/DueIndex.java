package dev.drawdown.adapters.dynamodb;

import dev.drawdown.adapters.store.DueShard;
import dev.drawdown.adapters.store.DueStore;
import dev.drawdown.adapters.store.DueWallet;
import dev.drawdown.adapters.store.Outcome;
import dev.drawdown.adapters.store.ParkedWallet;
import dev.drawdown.domain.wallet.Wallet;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/// The sparse index of due times, whose keys are two attributes of the wallets' items, and the
/// wallets that are parked.
record DueIndex(Reads reads) implements DueStore {
  static final String NAME = "due";

  private static final String DUE_BY = "due = :due AND dueAt <= :by";
  private static final String IS_WALLET = "sk = :wallet";
  private static final String NOTE = "SET due = :due, dueAt = :dueAt";
  private static final String NOTE_NOTHING = "REMOVE due, dueAt";
  private static final String PUT_OFF = "SET dueAt = :until";

  @Override
  public List<DueWallet> due(DueShard shard, Instant by, int limit, Optional<DueWallet> after) {
    QueryRequest.Builder request =
        QueryRequest.builder()
            .tableName(reads.table())
            .indexName(NAME)
            .keyConditionExpression(DUE_BY)
            .expressionAttributeValues(
                Map.of(":due", Values.text(Keys.due(shard)), ":by", Values.instant(by)))
            .limit(limit);
    after.ifPresent(wallet -> request.exclusiveStartKey(DueItem.place(shard, wallet)));
    return reads.query(request.build()).items().stream().map(DueItem::read).toList();
  }

  /// Reads the whole table, a megabyte at a time.
  @Override
  public Stream<String> wallets() {
    ScanRequest request =
        ScanRequest.builder()
            .tableName(reads.table())
            .filterExpression(IS_WALLET)
            .projectionExpression(Keys.PARTITION)
            .expressionAttributeValues(Map.of(":wallet", Values.text(Keys.WALLET)))
            .build();
    return reads.scan(request).map(item -> item.text(Keys.PARTITION));
  }

  @Override
  public Outcome moveOn(Wallet asRead, Optional<Instant> next) {
    try {
      reads.client().updateItem(noting(asRead, next));
      return new Outcome.Committed();
    } catch (ConditionalCheckFailedException late) {
      return Outcome.Stale.WITHOUT_ITEMS;
    } catch (SdkException failure) {
      return Failure.outcome(failure);
    }
  }

  private UpdateItemRequest noting(Wallet asRead, Optional<Instant> next) {
    NewItem values = new NewItem().number(Conditions.BASED_ON, asRead.version());
    next.ifPresent(
        at -> values.text(":due", Keys.due(DueShard.of(asRead.id()))).instant(":dueAt", at));
    return UpdateItemRequest.builder()
        .tableName(reads.table())
        .key(Keys.of(asRead.id(), Keys.WALLET).attributes())
        .updateExpression(next.isPresent() ? NOTE : NOTE_NOTHING)
        .conditionExpression(Conditions.WALLET_IS_AS_READ)
        .expressionAttributeValues(values.attributes())
        .build();
  }

  @Override
  public Outcome park(ParkedWallet parked, DueWallet found, Instant until) {
    List<TransactWriteItem> items = List.of(puttingOff(found, until), putting(parked));
    try {
      reads.client().transactWriteItems(request -> request.transactItems(items));
      return new Outcome.Committed();
    } catch (TransactionCanceledException cancelled) {
      return TransactionCancellation.outcome(items, cancelled);
    } catch (SdkException failure) {
      return Failure.outcome(failure);
    }
  }

  /// Doesn't ask what is there instead: nobody may be able to read it.
  private TransactWriteItem puttingOff(DueWallet found, Instant until) {
    return TransactWriteItem.builder()
        .update(
            update ->
                update
                    .tableName(reads.table())
                    .key(new ItemKey(found.wallet(), Keys.WALLET).attributes())
                    .updateExpression(PUT_OFF)
                    .conditionExpression(Conditions.WALLET_IS_AS_FOUND)
                    .expressionAttributeValues(
                        Map.of(
                            Conditions.FOUND,
                            Values.instant(found.dueAt()),
                            ":until",
                            Values.instant(until))))
        .build();
  }

  private TransactWriteItem putting(ParkedWallet parked) {
    return TransactWriteItem.builder()
        .put(put -> put.tableName(reads.table()).item(ParkedWalletItem.of(parked)))
        .build();
  }

  @Override
  public Optional<ParkedWallet> parkedWallet(String wallet) {
    return reads.fetch(List.of(Keys.parkedWallet(wallet))).values().stream()
        .map(ParkedWalletItem::read)
        .findFirst();
  }

  @Override
  public List<ParkedWallet> parkedWallets(int limit, Optional<String> after) {
    return ParkedPage.ofWallets(after, limit).read(reads).stream()
        .map(ParkedWalletItem::read)
        .toList();
  }

  @Override
  public void unpark(ParkedWallet parked) {
    ItemKey key = Keys.parkedWallet(parked.wallet());
    reads.client().deleteItem(item -> item.tableName(reads.table()).key(key.attributes()));
  }
}
