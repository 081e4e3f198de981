package dev.drawdown.adapters.dynamodb;

import dev.drawdown.adapters.dynamodb.Keys.ItemKey;
import dev.drawdown.adapters.store.AuditStore;
import dev.drawdown.adapters.store.Outcome;
import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.ChargeId;
import dev.drawdown.domain.PaymentId;
import dev.drawdown.domain.audit.WalletRecords;
import dev.drawdown.domain.audit.WalletRepair.RepairDecision;
import dev.drawdown.domain.charge.Charge;
import dev.drawdown.domain.charge.ChargeRequest.DocumentKey;
import dev.drawdown.domain.ledger.Entry;
import dev.drawdown.domain.ledger.WalletId;
import dev.drawdown.domain.topup.Payment;
import dev.drawdown.domain.topup.Payment.StoredPayment;
import dev.drawdown.domain.wallet.Wallet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionCheck;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/// Reads whole partitions, and repairs them.
record DynamoDbAuditStore(Table table) implements AuditStore {
  private static final String IN_PARTITION = "pk = :pk";

  /// A sort key after every item of a partition.
  private static final String AFTER_ALL = "~";

  /// A scan returns the items of one partition one after the other.
  @Override
  public Stream<WalletId> wallets(Segment segment, Optional<WalletId> after) {
    ScanRequest.Builder request =
        ScanRequest.builder()
            .tableName(table.name())
            .consistentRead(true)
            .segment(segment.number())
            .totalSegments(segment.of())
            .projectionExpression(Keys.PARTITION);
    after.ifPresent(id -> request.exclusiveStartKey(Keys.of(id, AFTER_ALL).attributes()));
    AtomicReference<String> last = new AtomicReference<>("");
    return table
        .scan(request.build())
        .map(item -> item.text(Keys.PARTITION))
        .filter(partition -> !partition.equals(last.getAndSet(partition)))
        .flatMap(partition -> Keys.walletIn(partition).stream());
  }

  @Override
  public WalletRecords records(WalletId wallet) {
    Wallet<?> state = WalletItem.unseen(wallet);
    List<Entry> entries = new ArrayList<>();
    Map<ChargeId, Charge> charges = new HashMap<>();
    Map<DocumentKey, ChargeId> documents = new HashMap<>();
    for (Item item : table.query(partition(wallet), Integer.MAX_VALUE)) {
      String sort = item.sort();
      if (sort.equals(Keys.WALLET)) {
        state = WalletItem.read(item);
      } else if (sort.startsWith(Keys.ENTRY)) {
        entries.add(EntryItem.read(item));
      } else if (sort.startsWith(Keys.CHARGE)) {
        charges.put(Keys.chargeOf(sort), ChargeItem.read(item));
      } else if (sort.startsWith(Keys.DOCUMENT)) {
        documents.put(Keys.documentOf(sort), ChargeItem.keeper(item));
      }
    }
    return new WalletRecords(state, entries, charges, documents);
  }

  private QueryRequest partition(WalletId wallet) {
    return QueryRequest.builder()
        .tableName(table.name())
        .consistentRead(true)
        .keyConditionExpression(IN_PARTITION)
        .expressionAttributeValues(Map.of(":pk", AttributeValue.fromS(Keys.partition(wallet))))
        .build();
  }

  @Override
  public Wallet<?> wallet(WalletId id) {
    return table.wallet(id);
  }

  @Override
  public Optional<Entry> entry(WalletId id, long number) {
    return table.entries(id, List.of(number)).stream().findFirst();
  }

  @Override
  public Optional<Charge> charge(AccountId account, ChargeId id) {
    return table.fetch(List.of(Keys.of(WalletId.of(account), Keys.charge(id)))).values().stream()
        .map(ChargeItem::read)
        .findFirst();
  }

  @Override
  public Optional<Payment> payment(PaymentId id) {
    return table.fetch(List.of(Keys.payment(id))).values().stream()
        .map(PaymentItem::read)
        .map(StoredPayment::payment)
        .findFirst();
  }

  @Override
  public Outcome repair(WalletRecords records, RepairDecision.Repairable decision) {
    WalletId wallet = records.wallet().id();
    List<TransactWriteItem> items = new ArrayList<>();
    items.add(isAsRead(records.wallet()));
    Stream.of(
            decision.entries().stream().map(Entry::number).map(Keys::entry),
            decision.charges().stream().map(Keys::charge),
            decision.documents().stream().map(Keys::document))
        .flatMap(sorts -> sorts)
        .map(sort -> delete(Keys.of(wallet, sort)))
        .forEach(items::add);
    ConditionalWrites conditional = new ConditionalWrites(table.name());
    decision.kept().entrySet().stream()
        .map(kept -> ChargeItem.document(wallet, kept.getKey(), kept.getValue()))
        .map(conditional::putNew)
        .forEach(items::add);
    return table.write(items);
  }

  private TransactWriteItem isAsRead(Wallet<?> wallet) {
    ConditionCheck.Builder check =
        ConditionCheck.builder()
            .tableName(table.name())
            .key(Keys.of(wallet.id(), Keys.WALLET).attributes());
    if (wallet.version() == 0) {
      check.conditionExpression(ConditionalWrites.IS_ABSENT);
    } else {
      check
          .conditionExpression(ConditionalWrites.WALLET_IS_AS_READ)
          .expressionAttributeValues(
              Map.of(
                  ConditionalWrites.BASED_ON,
                  AttributeValue.fromN(Long.toString(wallet.version()))));
    }
    return TransactWriteItem.builder().conditionCheck(check.build()).build();
  }

  private TransactWriteItem delete(ItemKey key) {
    Delete delete = Delete.builder().tableName(table.name()).key(key.attributes()).build();
    return TransactWriteItem.builder().delete(delete).build();
  }
}
