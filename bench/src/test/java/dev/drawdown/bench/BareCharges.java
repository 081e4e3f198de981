package dev.drawdown.bench;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/// What a charge can't do without, written by hand: it reads a wallet and a charge in one batch,
/// and writes a wallet, an entry and a charge in one transaction. The items are those that a real
/// charge left, so they are as large, and they are written on the same conditions.
final class BareCharges implements Load.Caller {
  private final DynamoDbClient client;
  private final String table;
  private final Map<Integer, Items> byThread = new ConcurrentHashMap<>();

  /// What a charge of one account wrote last.
  private static final class Items {
    private final Map<String, AttributeValue> wallet;
    private final Map<String, AttributeValue> entry;
    private final Map<String, AttributeValue> charge;
    private long version;

    Items(List<Map<String, AttributeValue>> partition) {
      wallet = last("wallet", partition);
      entry = last("entry#", partition);
      charge = last("charge#", partition);
      version = Long.parseLong(wallet.get("version").n());
    }

    private static Map<String, AttributeValue> last(
        String sort, List<Map<String, AttributeValue>> partition) {
      return partition.stream()
          .filter(item -> item.get("sk").s().startsWith(sort))
          .reduce((_, later) -> later)
          .orElseThrow();
    }
  }

  BareCharges(DynamoDbClient client, String table) {
    this.client = client;
    this.table = table;
  }

  @Override
  public Runnable next(int thread) {
    Items items = byThread.computeIfAbsent(thread, this::opened);
    long number = ++items.version;
    Map<String, AttributeValue> wallet = new HashMap<>(items.wallet);
    wallet.put("version", AttributeValue.fromN(Long.toString(number)));
    Map<String, AttributeValue> entry =
        sorted(items.entry, String.format(Locale.ROOT, "entry#%019d", number));
    Map<String, AttributeValue> charge = sorted(items.charge, "charge#bare-" + number);
    return () -> {
      String version = read(wallet.get("pk"), charge.get("sk"));
      write(version, wallet, entry, charge);
    };
  }

  /// Has an account charged for real, so that there is something to write again and again.
  private Items opened(int thread) {
    String account = "bare-" + thread;
    new RealCharges(client, table, _ -> account).next(thread).run();
    return new Items(
        client
            .query(
                query ->
                    query
                        .tableName(table)
                        .consistentRead(true)
                        .keyConditionExpression("pk = :pk")
                        .expressionAttributeValues(
                            Map.of(":pk", AttributeValue.fromS("account#" + account))))
            .items());
  }

  private static Map<String, AttributeValue> sorted(Map<String, AttributeValue> item, String sort) {
    Map<String, AttributeValue> copy = new HashMap<>(item);
    copy.put("sk", AttributeValue.fromS(sort));
    return copy;
  }

  /// The version of the wallet.
  private String read(AttributeValue partition, AttributeValue charge) {
    List<Map<String, AttributeValue>> keys =
        List.of(
            Map.of("pk", partition, "sk", AttributeValue.fromS("wallet")),
            Map.of("pk", partition, "sk", charge));
    KeysAndAttributes asked = KeysAndAttributes.builder().keys(keys).consistentRead(true).build();
    return client
        .batchGetItem(read -> read.requestItems(Map.of(table, asked)))
        .responses()
        .get(table)
        .getFirst()
        .get("version")
        .n();
  }

  private void write(
      String version,
      Map<String, AttributeValue> wallet,
      Map<String, AttributeValue> entry,
      Map<String, AttributeValue> charge) {
    TransactWriteItem changed =
        put(
            Put.builder()
                .item(wallet)
                .conditionExpression("version = :basedOn")
                .expressionAttributeValues(Map.of(":basedOn", AttributeValue.fromN(version))));
    client.transactWriteItems(
        write ->
            write
                .transactItems(changed, absent(entry), absent(charge))
                .clientRequestToken(UUID.randomUUID().toString())
                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL));
  }

  private TransactWriteItem absent(Map<String, AttributeValue> item) {
    return put(Put.builder().item(item).conditionExpression("attribute_not_exists(pk)"));
  }

  private TransactWriteItem put(Put.Builder put) {
    return TransactWriteItem.builder()
        .put(
            put.tableName(table)
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                .build())
        .build();
  }
}
