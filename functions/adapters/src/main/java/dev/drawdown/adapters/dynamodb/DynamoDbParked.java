package dev.drawdown.adapters.dynamodb;

import static dev.drawdown.adapters.dynamodb.Attribute.INSTANT;
import static dev.drawdown.adapters.dynamodb.Attribute.NUMBER;
import static dev.drawdown.adapters.dynamodb.Attribute.OWNER;
import static dev.drawdown.adapters.dynamodb.Attribute.TEXT;
import static dev.drawdown.adapters.dynamodb.Attribute.WALLET;
import static dev.drawdown.adapters.dynamodb.ItemCodec.field;
import static dev.drawdown.adapters.dynamodb.ItemCodec.key;
import static dev.drawdown.adapters.dynamodb.ItemCodec.optional;

import dev.drawdown.adapters.dynamodb.ItemCodec.Field;
import dev.drawdown.adapters.dynamodb.Keys.ItemKey;
import dev.drawdown.adapters.store.Outcome;
import dev.drawdown.adapters.store.Stores.ParkedStore;
import dev.drawdown.domain.ledger.LedgerRange;
import dev.drawdown.domain.parking.Parked;
import dev.drawdown.domain.parking.ReceivedEvent;
import dev.drawdown.domain.subscription.ProviderEventId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/// Parked work of one kind. All work of a kind shares a partition, because there is little of it
/// and operators list it.
record DynamoDbParked<K, W>(Table table, Kind<K, W> kind) implements ParkedStore<K, W> {
  private static final String AFTER = "pk = :pk AND sk > :after";

  /// The parked work is still as it was listed.
  private static final String IS_AS_LISTED = "reason = :reason AND #at = :at";

  private static final String REASON = "reason";
  private static final String AT = "at";

  /// The storage of one kind of parked work: its partition, the prefix of its sort keys, its name,
  /// and its attributes.
  record Kind<K, W>(
      String partition,
      String prefix,
      Function<W, K> name,
      Function<K, String> text,
      ItemCodec<Parked<W>> codec) {
    static final Kind<ProviderEventId, ReceivedEvent> EVENTS =
        new Kind<>(
            "parked",
            "event#",
            ReceivedEvent::id,
            ProviderEventId::value,
            parked(
                ItemCodec.of(
                        ReceivedEvent::new,
                        key(item -> Keys.parkedOf(item.sort())),
                        field("type", TEXT, ReceivedEvent::type),
                        field("body", TEXT, ReceivedEvent::body),
                        optional("ownedBy", OWNER, ReceivedEvent::owner))
                    .part(Parked::work)));

    static final Kind<LedgerRange, LedgerRange> ENTRIES =
        new Kind<>(
            "parked-entries",
            "entries#",
            Function.identity(),
            Keys::range,
            parked(
                ItemCodec.of(
                        LedgerRange::new,
                        field("wallet", WALLET, LedgerRange::wallet),
                        field("first", NUMBER, LedgerRange::first),
                        field("last", NUMBER, LedgerRange::last))
                    .part(Parked::work)));

    /// Wallets have no prefix. [DynamoDbParked#page] starts after a blank, and every name sorts
    /// after a blank.
    static final Kind<String, String> WALLETS =
        new Kind<>(
            "parked-wallets",
            "",
            Function.identity(),
            Function.identity(),
            parked(key(Item::sort)));

    private static <W> ItemCodec<Parked<W>> parked(Field<Parked<W>, W> work) {
      return ItemCodec.of(
          Parked::new,
          work,
          field(REASON, TEXT, Parked::reason),
          field(AT, INSTANT, Parked::since));
    }

    ItemKey keyOf(K name) {
      return new ItemKey(partition, prefix + text.apply(name));
    }

    Map<String, AttributeValue> item(Parked<W> parked) {
      return codec.write(parked, NewItem.of(keyOf(name.apply(parked.work())))).attributes();
    }
  }

  @Override
  public K name(W work) {
    return kind.name().apply(work);
  }

  @Override
  public Optional<Parked<W>> find(K name) {
    return table.fetch(List.of(kind.keyOf(name))).values().stream()
        .map(kind.codec()::read)
        .findFirst();
  }

  @Override
  public List<Parked<W>> page(int limit, Optional<K> after) {
    if (limit < 1) {
      throw new IllegalArgumentException("a page has at least one element: " + limit);
    }
    String last = after.map(kind::keyOf).map(ItemKey::sort).orElse(kind.prefix() + " ");
    QueryRequest request =
        QueryRequest.builder()
            .tableName(table.name())
            .consistentRead(true)
            .keyConditionExpression(AFTER)
            .expressionAttributeValues(
                Map.of(":pk", TEXT.of(kind.partition()), ":after", TEXT.of(last)))
            .build();
    return table.query(request, limit).stream().map(kind.codec()::read).toList();
  }

  /// A repeated call writes the same item, so no condition is needed.
  @Override
  public void park(Parked<W> parked) {
    table.put(kind.item(parked));
  }

  @Override
  public Outcome unpark(Parked<W> parked) {
    Map<String, AttributeValue> item = kind.item(parked);
    return table.delete(
        DeleteItemRequest.builder()
            .tableName(table.name())
            .key(kind.keyOf(name(parked.work())).attributes())
            .conditionExpression(IS_AS_LISTED)
            .expressionAttributeNames(Map.of("#at", AT))
            .expressionAttributeValues(Map.of(":reason", item.get(REASON), ":at", item.get(AT)))
            .build());
  }
}
