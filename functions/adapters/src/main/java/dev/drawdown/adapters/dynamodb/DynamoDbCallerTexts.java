package dev.drawdown.adapters.dynamodb;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toSet;

import dev.drawdown.adapters.dynamodb.Keys.ItemKey;
import dev.drawdown.adapters.store.CallerTexts;
import dev.drawdown.adapters.store.Outcome;
import dev.drawdown.adapters.store.Unavailable;
import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.ChargeId;
import dev.drawdown.domain.charge.Charge;
import dev.drawdown.domain.charge.ChargeRequest.DocumentId;
import dev.drawdown.domain.charge.ChargeRequest.DocumentKey;
import dev.drawdown.domain.ledger.Draw;
import dev.drawdown.domain.ledger.Entry;
import dev.drawdown.domain.ledger.EntryKind;
import dev.drawdown.domain.ledger.Reason;
import dev.drawdown.domain.ledger.WalletId;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.Update;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/// Blanks callers' texts item by item. A document's item has the name in its key, so it is written
/// anew under another, in one transaction with its charge.
record DynamoDbCallerTexts(Table table) implements CallerTexts {
  private static final String UNDER_PREFIX = "pk = :pk AND begins_with(sk, :prefix)";
  private static final String WITHOUT_REASON = "REMOVE reason";
  private static final String RENAMED = "SET document = :blanked";

  /// Nobody changed the charge, or blanked it, since it was read.
  private static final String IS_AS_READ = "changedBy = :before AND document = :document";

  private static final int NAME_BYTES = 16;
  private static final Set<EntryKind> OF_CALLERS =
      EnumSet.of(EntryKind.REFUND, EntryKind.RELEASE, EntryKind.EXPIRY);
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
            .filter(DynamoDbCallerTexts::namesADocument)
            .map(charge -> rename(own, charge, keepers))
            .toList();
    List<Outcome> emptied =
        Stream.concat(Stream.of(own), charges.stream().flatMap(DynamoDbCallerTexts::pools))
            .distinct()
            .flatMap(wallet -> withReason(wallet, account).map(number -> empty(wallet, number)))
            .toList();
    int changed = count(renamed);
    int entries = count(emptied);
    return new BlankedItems(changed, entries, renamed.size() + emptied.size() - changed - entries);
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
    return charge.drawdown().draws().stream()
        .filter(Draw.Pooled.class::isInstance)
        .map(draw -> ((Draw.Pooled) draw).wallet());
  }

  private static boolean namesADocument(Charge charge) {
    return charge.request().document().filter(name -> !name.equals(blanked(charge))).isPresent();
  }

  /// The same however often it is asked for, and another one for each charge.
  private static DocumentId blanked(Charge charge) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(charge.id().value().getBytes(UTF_8));
      return new DocumentId("blanked-" + HexFormat.of().formatHex(hash, 0, NAME_BYTES));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }

  private Outcome rename(WalletId wallet, Charge charge, Map<DocumentKey, ChargeId> keepers) {
    DocumentId old = charge.request().document().orElseThrow();
    DocumentKey key = new DocumentKey(charge.request().action(), old);
    List<TransactWriteItem> items = new ArrayList<>(List.of(renaming(wallet, charge, old)));
    if (charge.id().equals(keepers.get(key))) {
      Conditional conditional = new Conditional(table.name());
      DocumentKey renamed = new DocumentKey(key.action(), blanked(charge));
      items.add(
          conditional.delete(
              Keys.of(wallet, Keys.document(key)),
              Conditional.DOCUMENT_IS_KEPT,
              Map.of(Conditional.CHARGE, Attribute.TEXT.of(charge.id().value()))));
      items.add(conditional.putNew(ChargeItem.document(wallet, renamed, charge.id())));
    }
    return table.write(TransactWriteItemsRequest.builder().transactItems(items).build());
  }

  private TransactWriteItem renaming(WalletId wallet, Charge charge, DocumentId old) {
    Update update =
        Update.builder()
            .tableName(table.name())
            .key(Keys.of(wallet, Keys.charge(charge.id())).attributes())
            .updateExpression(RENAMED)
            .conditionExpression(IS_AS_READ)
            .expressionAttributeValues(
                Map.of(
                    ":blanked", Attribute.TEXT.of(blanked(charge).value()),
                    ":document", Attribute.TEXT.of(old.value()),
                    ":before", Attribute.NUMBER.of(charge.changedBy())))
            .build();
    return TransactWriteItem.builder().update(update).build();
  }

  /// The entries of the wallet about the account whose reason a caller gave: of refunds, and of
  /// what a refund gave back too late. All entries of its own wallet are about it.
  private Stream<Long> withReason(WalletId wallet, AccountId account) {
    boolean own = wallet.owner().equals(account);
    return items(wallet, Keys.ENTRY)
        .map(EntryItem::read)
        .filter(entry -> own || entry.cause().account().filter(account::equals).isPresent())
        .filter(entry -> OF_CALLERS.contains(entry.kind()))
        .filter(entry -> reason(entry).filter(words -> !OWN_WORDS.contains(words)).isPresent())
        .map(Entry::number);
  }

  private static Optional<String> reason(Entry entry) {
    return entry.cause().reason();
  }

  private Outcome empty(WalletId wallet, long number) {
    ItemKey key = Keys.of(wallet, Keys.entry(number));
    return table.update(
        UpdateItemRequest.builder()
            .tableName(table.name())
            .key(key.attributes())
            .updateExpression(WITHOUT_REASON)
            .conditionExpression(Conditional.IS_PRESENT)
            .build());
  }

  private static int count(List<Outcome> outcomes) {
    return (int) outcomes.stream().filter(DynamoDbCallerTexts::isMade).count();
  }

  /// Whether a change was made. Throws what DynamoDB threw where its answer was lost.
  private static boolean isMade(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Committed _ -> true;
      case Outcome.Stale _, Outcome.Contended _ -> false;
      case Outcome.Unknown(RuntimeException cause) -> throw Unavailable.outcomeUnknown(cause);
    };
  }
}
