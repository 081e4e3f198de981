package dev.drawdown.adapters.dynamodb;

import dev.drawdown.adapters.dynamodb.Keys.ItemKey;
import dev.drawdown.adapters.store.CallMeter;
import dev.drawdown.adapters.store.Deadline;
import dev.drawdown.adapters.store.Jitter;
import dev.drawdown.adapters.store.Jitter.Pause;
import dev.drawdown.adapters.store.Outcome;
import dev.drawdown.adapters.store.StoreFailure;
import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.ledger.Entry;
import dev.drawdown.domain.ledger.WalletId;
import dev.drawdown.domain.wallet.AccountWallet;
import dev.drawdown.domain.wallet.Wallet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Gatherers;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/// The table that all stores share.
///
/// Reads are strongly consistent, except those of the index of due times. A throttled read, or one
/// with a lost answer, is repeated a few times, but not after the current [Deadline]. Writes are
/// tried once: their callers decide on retries. A final failure throws a [StoreFailure].
///
/// The client must not retry by itself; those of [DynamoDbClients] don't.
record Table(DynamoDbClient client, String name, Pause pause, Jitter jitter) {
  static final Jitter JITTER = Jitter.between(Duration.ofMillis(25), Duration.ofMillis(400));
  static final int TRIES = 3;

  /// The largest number of requests for one batch. DynamoDB leaves out throttled keys, and fails
  /// the whole request only if it read nothing.
  static final int ROUNDS = 6;

  /// The largest number of keys in a batch.
  private static final int MOST_KEYS = 100;

  /// The stored wallet, or an unseen one.
  Wallet<?> wallet(WalletId id) {
    return WalletItem.find(id, fetch(List.of(Keys.of(id, Keys.WALLET))));
  }

  AccountWallet wallet(AccountId account) {
    return WalletItem.find(account, fetch(List.of(Keys.wallet(account))));
  }

  /// The wallet `read`, read again if it lacks the entry with the number `entry`.
  ///
  /// A batch doesn't read at one instant. A record in it may be written with a later entry than the
  /// wallet has. The older wallet would contradict the record: it would lack a charge's hold, as if
  /// the hold had expired.
  AccountWallet withEntry(Optional<Long> entry, AccountWallet read) {
    return entry.filter(number -> number > read.version()).isPresent()
        ? wallet(read.account())
        : read;
  }

  /// The items that exist under these keys. It takes one round trip for each hundred keys.
  Map<ItemKey, Item> fetch(List<ItemKey> keys) {
    Map<ItemKey, Item> found = new HashMap<>();
    keys.stream()
        .map(ItemKey::attributes)
        .gather(Gatherers.windowFixed(MOST_KEYS))
        .forEach(batch -> fetch(batch, found));
    return found;
  }

  /// Adds the items under the keys of one batch to `found`.
  private void fetch(List<Map<String, AttributeValue>> keys, Map<ItemKey, Item> found) {
    List<Map<String, AttributeValue>> missing = keys;
    for (int round = 1; !missing.isEmpty(); round++) {
      if (round > ROUNDS || (round > 1 && Deadline.isCurrentOver())) {
        throw stillThrottled(missing.size(), round - 1);
      }
      if (round > 1) {
        pause.pause(jitter.before(round - 1));
      }
      BatchGetItemResponse answer = batch(missing);
      for (Map<String, AttributeValue> read : answer.responses().getOrDefault(name, List.of())) {
        Item item = Item.stored(read);
        found.put(item.key(), item);
      }
      KeysAndAttributes leftOut = answer.unprocessedKeys().get(name);
      missing = leftOut == null ? List.of() : leftOut.keys();
    }
  }

  /// The existing entries with these numbers, in any order.
  List<Entry> entries(WalletId wallet, Collection<Long> numbers) {
    List<ItemKey> keys =
        numbers.stream().map(number -> Keys.of(wallet, Keys.entry(number))).toList();
    return fetch(keys).values().stream().map(EntryItem::read).toList();
  }

  /// All pages of a query, up to `limit` items.
  List<Item> query(QueryRequest request, int limit) {
    List<Item> found = new ArrayList<>();
    Map<String, AttributeValue> lastKey = Map.of();
    do {
      QueryRequest page = page(request, lastKey, limit - found.size());
      QueryResponse answer = query(page);
      answer.items().stream().map(Item::stored).forEach(found::add);
      lastKey = answer.hasLastEvaluatedKey() ? answer.lastEvaluatedKey() : Map.of();
    } while (!lastKey.isEmpty() && found.size() < limit);
    return found;
  }

  /// One page of a query.
  QueryResponse query(QueryRequest request) {
    return retried(() -> client.query(request));
  }

  /// All pages of a scan. The stream reads each page when it reaches it.
  Stream<Item> scan(ScanRequest request) {
    return Stream.iterate(
            Optional.of(retried(() -> client.scan(request))),
            Optional::isPresent,
            page -> page.filter(ScanResponse::hasLastEvaluatedKey).map(last -> next(request, last)))
        .flatMap(Optional::stream)
        .flatMap(page -> page.items().stream())
        .map(Item::new);
  }

  private ScanResponse next(ScanRequest request, ScanResponse last) {
    ScanRequest next = request.toBuilder().exclusiveStartKey(last.lastEvaluatedKey()).build();
    return retried(() -> client.scan(next));
  }

  private static QueryRequest page(
      QueryRequest request, Map<String, AttributeValue> lastKey, int limit) {
    QueryRequest.Builder page = request.toBuilder().limit(limit);
    return (lastKey.isEmpty() ? page : page.exclusiveStartKey(lastKey)).build();
  }

  private BatchGetItemResponse batch(List<Map<String, AttributeValue>> keys) {
    KeysAndAttributes asked = KeysAndAttributes.builder().keys(keys).consistentRead(true).build();
    BatchGetItemRequest request =
        BatchGetItemRequest.builder().requestItems(Map.of(name, asked)).build();
    return retried(() -> client.batchGetItem(request));
  }

  private <T> T retried(Supplier<T> read) {
    for (int attempt = 1; ; attempt++) {
      try {
        return read.get();
      } catch (SdkException failure) {
        boolean isLast = attempt == TRIES || Deadline.isCurrentOver();
        if (isLast || Failure.of(failure) == Failure.FINAL) {
          throw Failure.storeFailure(failure);
        }
        pause.pause(jitter.before(attempt));
      }
    }
  }

  private static StoreFailure stillThrottled(int keys, int rounds) {
    return Failure.storeFailure(
        ProvisionedThroughputExceededException.builder()
            .message(keys + " keys are still unprocessed after " + rounds + " rounds")
            .build());
  }

  /// Writes an item and replaces any existing one.
  void put(Map<String, AttributeValue> item) {
    try {
      client.putItem(put -> put.tableName(name).item(item));
    } catch (SdkException failure) {
      throw Failure.storeFailure(failure);
    }
  }

  Outcome update(UpdateItemRequest request) {
    UpdateItemRequest metered =
        request.toBuilder().returnConsumedCapacity(ReturnConsumedCapacity.TOTAL).build();
    return written(() -> meter(client.updateItem(metered).consumedCapacity()));
  }

  Outcome delete(DeleteItemRequest request) {
    return written(() -> client.deleteItem(request));
  }

  /// Writes all `items` or none, without a request token.
  Outcome write(List<TransactWriteItem> items) {
    return write(TransactWriteItemsRequest.builder().transactItems(items).build());
  }

  /// Writes all items of `request` or none. DynamoDB reports the write units with its answer.
  Outcome write(TransactWriteItemsRequest request) {
    TransactWriteItemsRequest metered =
        request.toBuilder().returnConsumedCapacity(ReturnConsumedCapacity.TOTAL).build();
    try {
      TransactWriteItemsResponse written = client.transactWriteItems(metered);
      written.consumedCapacity().forEach(Table::meter);
      return new Outcome.Committed();
    } catch (TransactionCanceledException cancelled) {
      return TransactionCancellation.outcome(request.transactItems(), cancelled);
    } catch (SdkException failure) {
      return Failure.outcome(failure);
    }
  }

  private static void meter(@Nullable ConsumedCapacity consumed) {
    if (consumed != null && consumed.capacityUnits() != null) {
      CallMeter.current().wrote(consumed.capacityUnits());
    }
  }

  private static Outcome written(Runnable write) {
    try {
      write.run();
      return new Outcome.Committed();
    } catch (ConditionalCheckFailedException late) {
      return Outcome.Stale.WITHOUT_ITEMS;
    } catch (SdkException failure) {
      return Failure.outcome(failure);
    }
  }
}
