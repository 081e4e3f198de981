package dev.drawdown.adapters.dynamodb;

import static dev.drawdown.adapters.dynamodb.Attribute.ACCOUNT;
import static dev.drawdown.adapters.dynamodb.Attribute.ACTION;
import static dev.drawdown.adapters.dynamodb.Attribute.CHARGE;
import static dev.drawdown.adapters.dynamodb.Attribute.CREDITS;
import static dev.drawdown.adapters.dynamodb.Attribute.DOCUMENT;
import static dev.drawdown.adapters.dynamodb.Attribute.INSTANT;
import static dev.drawdown.adapters.dynamodb.Attribute.INT;
import static dev.drawdown.adapters.dynamodb.Attribute.METADATA;
import static dev.drawdown.adapters.dynamodb.Attribute.NUMBER;
import static dev.drawdown.adapters.dynamodb.Attribute.TEXT;
import static dev.drawdown.adapters.dynamodb.Attribute.VALUES;
import static dev.drawdown.adapters.dynamodb.ItemCodec.field;
import static dev.drawdown.adapters.dynamodb.ItemCodec.key;
import static dev.drawdown.adapters.dynamodb.ItemCodec.optional;
import static dev.drawdown.adapters.dynamodb.ItemCodec.optionalNumber;
import static dev.drawdown.adapters.dynamodb.ItemCodec.unless;

import dev.drawdown.domain.Credits;
import dev.drawdown.domain.PaymentId;
import dev.drawdown.domain.ledger.Cause;
import dev.drawdown.domain.ledger.Entry;
import dev.drawdown.domain.ledger.EntryKind;
import dev.drawdown.domain.ledger.Posting;
import dev.drawdown.domain.ledger.Purchase;
import dev.drawdown.domain.ledger.Purchase.Metadata;
import dev.drawdown.domain.ledger.Spending.Tally;
import dev.drawdown.domain.ledger.WalletId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The item of a ledger entry, written once.
///
/// Its key has its number. Its postings are one flat list: bucket, change, bucket, change. Purchase
/// and tally are present if the entry has them, and so are credits that closed buckets kept.
final class EntryItem {
  static final Attribute<List<Posting>> POSTINGS =
      VALUES.as(EntryItem::postings, EntryItem::values);
  private static final ItemCodec<Purchase> PURCHASE =
      ItemCodec.of(
          Purchase::new,
          field("action", ACTION, Purchase::action),
          optional("document", DOCUMENT, Purchase::document),
          field("quantity", INT, Purchase::quantity),
          unless(Metadata.NONE, "metadata", METADATA, Purchase::metadata));

  private static final ItemCodec<Tally> TALLY =
      ItemCodec.of(
          Tally::new,
          unless(0, "charges", INT, Tally::charges),
          unless(0L, "spent", NUMBER, Tally::credits));

  private static final ItemCodec<Cause> CAUSE =
      ItemCodec.of(
          Cause::new,
          optional("reason", TEXT, Cause::reason),
          optional("account", ACCOUNT, Cause::account),
          optional("charge", CHARGE, Cause::charge),
          PURCHASE.optionalPart("action", Cause::purchase),
          TALLY.part(Cause::tally),
          optionalNumber("hold", Cause::hold),
          optional("payment", TEXT.as(PaymentId::new, PaymentId::value), Cause::payment),
          optional("actor", TEXT, Cause::actor));

  private static final ItemCodec<Entry> CODEC =
      ItemCodec.of(
          Entry::new,
          key(item -> Keys.entryNumberOf(item.sort())),
          field("at", INSTANT, Entry::at),
          field("kind", TEXT.as(EntryItem::kind, EntryKind::label), Entry::kind),
          CAUSE.part(Entry::cause),
          field("postings", POSTINGS, Entry::postings),
          field("balanceAfter", CREDITS, Entry::balanceAfter),
          unless(Credits.NONE, "kept", CREDITS, Entry::kept));

  private EntryItem() {}

  static Map<String, AttributeValue> of(WalletId wallet, Entry entry) {
    return CODEC.write(entry, NewItem.of(wallet, Keys.entry(entry.number()))).attributes();
  }

  static Entry read(Item item) {
    return CODEC.read(item);
  }

  private static List<AttributeValue> values(List<Posting> postings) {
    List<AttributeValue> values = new ArrayList<>();
    for (Posting posting : postings) {
      values.add(BucketMap.CODE.of(posting.bucket()));
      values.add(NUMBER.of(posting.change()));
    }
    return values;
  }

  private static List<Posting> postings(List<AttributeValue> values) {
    List<Posting> postings = new ArrayList<>();
    for (int index = 0; index < values.size(); index += 2) {
      postings.add(
          new Posting(
              BucketMap.CODE.required(values.get(index)), NUMBER.required(values.get(index + 1))));
    }
    return postings;
  }

  private static EntryKind kind(String label) {
    return EntryKind.labelled(label)
        .orElseThrow(() -> new IllegalStateException("not a kind of entry: " + label));
  }
}
