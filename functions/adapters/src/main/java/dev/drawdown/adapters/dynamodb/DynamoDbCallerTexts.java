package dev.drawdown.adapters.dynamodb;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toSet;

import dev.drawdown.adapters.Digests;
import dev.drawdown.adapters.dynamodb.Keys.ItemKey;
import dev.drawdown.adapters.store.CallerTexts;
import dev.drawdown.adapters.store.Outcome;
import dev.drawdown.adapters.store.Unavailable;
import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.ChargeId;
import dev.drawdown.domain.DocumentId;
import dev.drawdown.domain.PoolId;
import dev.drawdown.domain.charge.Charge;
import dev.drawdown.domain.charge.ChargeRequest.DocumentKey;
import dev.drawdown.domain.ledger.Draw;
import dev.drawdown.domain.ledger.Entry;
import dev.drawdown.domain.ledger.EntryKind;
import dev.drawdown.domain.ledger.Purchase;
import dev.drawdown.domain.ledger.Reason;
import dev.drawdown.domain.ledger.WalletId;
import dev.drawdown.domain.manualchange.ManualChange.Made;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.Update;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/// Blanks callers' texts item by item.
///
/// The key of a document's item has the document's name. So one transaction writes that item under
/// a new name together with its charge.
record DynamoDbCallerTexts(Table table) implements CallerTexts {
  private static final String UNDER_PREFIX = "pk = :pk AND begins_with(sk, :prefix)";
  private static final String WITHOUT_METADATA = "REMOVE metadata";
  private static final String WITHOUT_REASON = "REMOVE metadata, reason";
  private static final String RENAMED = " SET document = :blanked";
  private static final String BLANKED = ":blanked";
  private static final String OTHER_REASON = "SET reason = " + BLANKED;

  /// A manual change and its events must have a reason, so this replaces it.
  private static final String NO_REASON = "blanked";

  /// No other pass blanked the charge's document since it was read.
  private static final String IS_NAMED_AS_READ = " AND document = :document";

  private static final int NAME_BYTES = 16;
  private static final Set<EntryKind> OF_CALLERS = EnumSet.of(EntryKind.REFUND, EntryKind.RELEASE);
  private static final Set<String> OWN_WORDS =
      Arrays.stream(Reason.values()).map(Reason::label).collect(toSet());

  @Override
  public BlankedItems blank(AccountId account) {
    WalletId own = WalletId.of(account);
    List<Charge> charges = items(own, Keys.CHARGE).map(ChargeItem::read).toList();
    Map<DocumentKey, ChargeId> keepers = new HashMap<>();
    items(own, Keys.DOCUMENT)
        .forEach(item -> keepers.put(Keys.documentOf(item.sort()), ChargeItem.keeper(item)));
    List<Outcome> renamed =
        charges.stream()
            .filter(charge -> hasTexts(charge.request().purchase(), charge.id()))
            .map(charge -> blank(own, charge, keepers))
            .toList();
    List<Outcome> emptied =
        Stream.of(
                Stream.of(own),
                charges.stream().flatMap(DynamoDbCallerTexts::pools),
                pools(account))
            .flatMap(wallets -> wallets)
            .distinct()
            .flatMap(wallet -> withTexts(wallet, account).map(entry -> blank(wallet, entry)))
            .toList();
    List<Outcome> unreasoned =
        items(own, Keys.MANUAL_CHANGE)
            .map(ManualChangeItem::read)
            .filter(made -> !made.change().reason().equals(NO_REASON))
            .map(made -> blank(own, made))
            .toList();
    int changed = count(renamed);
    int entries = count(emptied);
    int manual = count(unreasoned);
    int all = renamed.size() + emptied.size() + unreasoned.size();
    return new BlankedItems(changed, entries, manual, all - changed - entries - manual);
  }

  private Stream<Item> items(WalletId wallet, String prefix) {
    QueryRequest request =
        QueryRequest.builder()
            .tableName(table.name())
            .consistentRead(true)
            .keyConditionExpression(UNDER_PREFIX)
            .expressionAttributeValues(
                Map.of(
                    ":pk",
                    AttributeValue.fromS(Keys.partition(wallet)),
                    ":prefix",
                    AttributeValue.fromS(prefix)))
            .build();
    return table.query(request, Integer.MAX_VALUE).stream();
  }

  private static Stream<WalletId> pools(Charge charge) {
    return charge.drawdown().pooled().stream().map(Draw.Pooled::wallet);
  }

  /// The shards of the pools that the account drew from most recently, even if the credits were
  /// returned. A partial capture of a hold forgets the sources of the returned credits.
  private Stream<WalletId> pools(AccountId account) {
    return table.wallet(account).uses().stream()
        .flatMap(
            use ->
                IntStream.range(0, PoolId.MAX_WALLETS)
                    .mapToObj(shard -> new WalletId(use.pool(), shard)));
  }

  private static boolean hasTexts(Purchase bought, ChargeId charge) {
    return named(bought.document(), charge).isPresent() || !bought.metadata().isEmpty();
  }

  /// The document, if its name is a caller's text.
  private static Optional<DocumentId> named(Optional<DocumentId> document, ChargeId charge) {
    return document.filter(name -> !name.equals(blanked(charge)));
  }

  /// The blanked name of a charge's document. It is unique for each charge and always the same.
  private static DocumentId blanked(ChargeId charge) {
    byte[] hash = Digests.sha256(charge.value().getBytes(UTF_8));
    return new DocumentId("blanked-" + HexFormat.of().formatHex(hash, 0, NAME_BYTES));
  }

  private Outcome blank(WalletId wallet, Charge charge, Map<DocumentKey, ChargeId> keepers) {
    Optional<DocumentKey> named =
        named(charge.request().document(), charge.id())
            .map(name -> new DocumentKey(charge.request().action(), name));
    List<TransactWriteItem> items = new ArrayList<>(List.of(blanking(wallet, charge, named)));
    named
        .filter(key -> charge.id().equals(keepers.get(key)))
        .ifPresent(key -> items.addAll(renaming(wallet, charge.id(), key)));
    return table.write(items);
  }

  private List<TransactWriteItem> renaming(WalletId wallet, ChargeId charge, DocumentKey key) {
    ConditionalWrites conditional = new ConditionalWrites(table.name());
    DocumentKey renamed = new DocumentKey(key.action(), blanked(charge));
    return List.of(
        conditional.delete(
            Keys.of(wallet, Keys.document(key)),
            ConditionalWrites.DOCUMENT_IS_KEPT,
            Map.of(ConditionalWrites.CHARGE, Attribute.TEXT.of(charge.value()))),
        conditional.putNew(ChargeItem.document(wallet, renamed, charge)));
  }

  private TransactWriteItem blanking(WalletId wallet, Charge charge, Optional<DocumentKey> named) {
    Map<String, AttributeValue> values = new HashMap<>();
    values.put(ConditionalWrites.BEFORE, Attribute.NUMBER.of(charge.changedBy()));
    named.ifPresent(
        key -> {
          values.put(BLANKED, Attribute.DOCUMENT.of(blanked(charge.id())));
          values.put(":document", Attribute.DOCUMENT.of(key.document()));
        });
    Update update =
        Update.builder()
            .tableName(table.name())
            .key(Keys.of(wallet, Keys.charge(charge.id())).attributes())
            .updateExpression(WITHOUT_METADATA + (named.isPresent() ? RENAMED : ""))
            .conditionExpression(
                ConditionalWrites.CHARGE_IS_AS_READ + (named.isPresent() ? IS_NAMED_AS_READ : ""))
            .expressionAttributeValues(values)
            .build();
    return TransactWriteItem.builder().update(update).build();
  }

  /// The wallet's entries about the account that have a caller's text: a purchase, or the reason of
  /// a refund. All entries of the account's own wallet are about it.
  private Stream<Entry> withTexts(WalletId wallet, AccountId account) {
    boolean own = wallet.owner().equals(account);
    return items(wallet, Keys.ENTRY)
        .map(EntryItem::read)
        .filter(entry -> own || entry.cause().account().filter(account::equals).isPresent())
        .filter(entry -> hasReason(entry) || hasPurchase(entry));
  }

  private static boolean hasPurchase(Entry entry) {
    return entry.cause().purchase().filter(bought -> hasTexts(bought, charge(entry))).isPresent();
  }

  private static ChargeId charge(Entry entry) {
    return entry.cause().charge().orElseThrow();
  }

  private static boolean hasReason(Entry entry) {
    return OF_CALLERS.contains(entry.kind())
        && entry.cause().reason().filter(words -> !OWN_WORDS.contains(words)).isPresent();
  }

  private Outcome blank(WalletId wallet, Entry entry) {
    ItemKey key = Keys.of(wallet, Keys.entry(entry.number()));
    String without = hasReason(entry) ? WITHOUT_REASON : WITHOUT_METADATA;
    UpdateItemRequest.Builder update =
        UpdateItemRequest.builder()
            .tableName(table.name())
            .key(key.attributes())
            .updateExpression(without)
            .conditionExpression(ConditionalWrites.IS_PRESENT);
    boolean named = entry.cause().purchase().flatMap(Purchase::document).isPresent();
    if (named) {
      update
          .updateExpression(without + RENAMED)
          .expressionAttributeValues(
              Map.of(BLANKED, Attribute.DOCUMENT.of(blanked(charge(entry)))));
    }
    return table.update(update.build());
  }

  /// Blanks the reason of a manual change in its own item and in its entry. No other request
  /// changes these items.
  private Outcome blank(WalletId own, Made made) {
    return table.write(
        List.of(
            withoutReason(Keys.of(own, Keys.MANUAL_CHANGE + made.key())),
            withoutReason(Keys.of(own, Keys.entry(made.entry())))));
  }

  private TransactWriteItem withoutReason(ItemKey key) {
    Update update =
        Update.builder()
            .tableName(table.name())
            .key(key.attributes())
            .updateExpression(OTHER_REASON)
            .conditionExpression(ConditionalWrites.IS_PRESENT)
            .expressionAttributeValues(Map.of(BLANKED, Attribute.TEXT.of(NO_REASON)))
            .build();
    return TransactWriteItem.builder().update(update).build();
  }

  private static int count(List<Outcome> outcomes) {
    return (int) outcomes.stream().filter(DynamoDbCallerTexts::isMade).count();
  }

  /// Whether the change was made. Throws the cause if DynamoDB's answer was lost.
  private static boolean isMade(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Committed _ -> true;
      case Outcome.Stale _, Outcome.Contended _ -> false;
      case Outcome.Unknown(RuntimeException cause) -> throw Unavailable.outcomeUnknown(cause);
    };
  }
}
