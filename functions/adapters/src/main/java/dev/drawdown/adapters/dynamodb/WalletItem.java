package dev.drawdown.adapters.dynamodb;

import static dev.drawdown.adapters.dynamodb.Attribute.FLAG;
import static dev.drawdown.adapters.dynamodb.Attribute.INSTANT;
import static dev.drawdown.adapters.dynamodb.Attribute.NUMBER;
import static dev.drawdown.adapters.dynamodb.Attribute.TEXT;
import static dev.drawdown.adapters.dynamodb.ItemCodec.field;
import static dev.drawdown.adapters.dynamodb.ItemCodec.optional;
import static dev.drawdown.adapters.dynamodb.ItemCodec.unless;

import dev.drawdown.adapters.dynamodb.ItemCodec.Field;
import dev.drawdown.adapters.dynamodb.Keys.ItemKey;
import dev.drawdown.adapters.store.DueTimes.DueShard;
import dev.drawdown.domain.ledger.Book;
import dev.drawdown.domain.ledger.Bucket;
import dev.drawdown.domain.ledger.Hold;
import dev.drawdown.domain.ledger.WalletId;
import dev.drawdown.domain.wallet.BillingState;
import dev.drawdown.domain.wallet.Pooling;
import dev.drawdown.domain.wallet.Wallet;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The item of a wallet: read and written by every charge, so it stays under 8 KB with 100 open
/// holds and 50 packs. One that is noted to fall due is in the index of due times.
///
/// Its holds name pools by their place in its pooling, and its key says of which kind that is. So
/// it has no [ItemCodec], and its fields are read one after the other.
final class WalletItem {
  static final String VERSION = "version";

  private static final Field<Wallet, Long> VERSION_FIELD = field(VERSION, NUMBER, Wallet::version);
  private static final Field<Wallet, Instant> AT = field("at", INSTANT, Wallet::at);
  private static final Field<Wallet, List<Bucket>> BUCKETS =
      field("buckets", BucketMap.MAP.list(), Wallet::buckets);
  private static final Field<Wallet, BillingState> BILLING =
      unless(BillingState.NONE, "billing", BillingMap.MAP, Wallet::billing);
  private static final Field<Wallet, Boolean> TRIAL_USED =
      field("trialUsed", FLAG, Wallet::trialUsed);
  private static final Field<Wallet, Boolean> EXHAUSTED =
      field("exhausted", FLAG, Wallet::exhausted);
  private static final Field<Wallet, Optional<Instant>> DUE_AT =
      optional(Keys.DUE_AT, INSTANT, Wallet::dueAt);

  private WalletItem() {}

  private static Field<Wallet, List<Hold>> holds(Pooling pooling) {
    return field("holds", DrawList.holds(PoolingMap.Names.of(pooling)), Wallet::holds);
  }

  private static Field<Wallet, Pooling> pooling(WalletId id) {
    return unless(Pooling.unseen(id), "pooling", PoolingMap.of(id), Wallet::pooling);
  }

  private static Field<Wallet, Optional<String>> due(WalletId id) {
    return optional(Keys.DUE, TEXT, wallet -> wallet.dueAt().map(_ -> Keys.due(DueShard.of(id))));
  }

  static Map<String, AttributeValue> of(Wallet wallet) {
    NewItem item = NewItem.of(wallet.id(), Keys.WALLET);
    List.of(
            VERSION_FIELD,
            AT,
            BUCKETS,
            holds(wallet.pooling()),
            BILLING,
            pooling(wallet.id()),
            TRIAL_USED,
            EXHAUSTED,
            DUE_AT,
            due(wallet.id()))
        .forEach(field -> field.write(wallet, item));
    return item.attributes();
  }

  /// The wallet among what was read, or one never seen.
  static Wallet find(WalletId id, Map<ItemKey, Item> from) {
    Item item = from.get(Keys.of(id, Keys.WALLET));
    return item == null ? Wallet.unseen(id) : read(item);
  }

  static Wallet read(Item item) {
    WalletId id = Keys.walletOf(item.partition());
    Pooling pooling = pooling(id).read(item);
    Book book =
        new Book(
            id,
            VERSION_FIELD.read(item),
            AT.read(item),
            BUCKETS.read(item),
            holds(pooling).read(item));
    return new Wallet(
        book,
        BILLING.read(item),
        pooling,
        TRIAL_USED.read(item),
        EXHAUSTED.read(item),
        DUE_AT.read(item));
  }
}
