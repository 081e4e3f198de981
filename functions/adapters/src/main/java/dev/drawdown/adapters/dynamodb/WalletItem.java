package dev.drawdown.adapters.dynamodb;

import dev.drawdown.adapters.store.DueShard;
import dev.drawdown.domain.ledger.Book;
import dev.drawdown.domain.ledger.WalletId;
import dev.drawdown.domain.wallet.BillingState;
import dev.drawdown.domain.wallet.Pooling;
import dev.drawdown.domain.wallet.Wallet;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The item of a wallet: read and written by every charge, so it stays under 8 KB with 100 open
/// holds and 50 packs. One that is noted to fall due is in the index of due times.
final class WalletItem {
  static final String VERSION = "version";
  private static final String AT = "at";
  private static final String BUCKETS = "buckets";
  private static final String HOLDS = "holds";
  private static final String BILLING = "billing";
  private static final String POOLING = "pooling";
  private static final String TRIAL_USED = "trialUsed";
  private static final String EXHAUSTED = "exhausted";

  private WalletItem() {}

  static Map<String, AttributeValue> of(Wallet wallet) {
    NewItem item =
        NewItem.of(wallet.id(), Keys.WALLET)
            .number(VERSION, wallet.version())
            .instant(AT, wallet.at())
            .list(BUCKETS, wallet.buckets().stream().map(BucketMap::of).toList())
            .list(
                HOLDS,
                wallet.holds().stream().map(hold -> HoldList.of(hold, wallet.pooling())).toList())
            .flag(TRIAL_USED, wallet.trialUsed())
            .flag(EXHAUSTED, wallet.exhausted());
    if (!wallet.billing().equals(BillingState.NONE)) {
      item.with(BILLING, BillingMap.of(wallet.billing()));
    }
    if (!wallet.pooling().equals(Pooling.unseen(wallet.id()))) {
      item.with(POOLING, PoolingMap.of(wallet.pooling()));
    }
    wallet
        .dueAt()
        .ifPresent(
            at -> item.text(Keys.DUE, Keys.due(DueShard.of(wallet.id()))).instant(Keys.DUE_AT, at));
    return item.attributes();
  }

  /// The wallet among what was read, or one never seen.
  static Wallet find(WalletId id, Map<ItemKey, Item> from) {
    Item item = from.get(Keys.of(id, Keys.WALLET));
    return item == null ? Wallet.unseen(id) : read(item);
  }

  static Wallet read(Item item) {
    WalletId id = Keys.walletOf(item.partition());
    Pooling pooling =
        item.optionalMap(POOLING)
            .map(map -> PoolingMap.read(map, id))
            .orElseGet(() -> Pooling.unseen(id));
    Book book =
        new Book(
            id,
            item.number(VERSION),
            item.instant(AT),
            item.maps(BUCKETS).stream().map(BucketMap::read).toList(),
            item.list(HOLDS).stream().map(hold -> HoldList.read(hold, pooling)).toList());
    return new Wallet(
        book,
        item.optionalMap(BILLING).map(BillingMap::read).orElse(BillingState.NONE),
        pooling,
        item.flag(TRIAL_USED),
        item.flag(EXHAUSTED),
        item.optionalInstant(Keys.DUE_AT));
  }
}
