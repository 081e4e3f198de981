package dev.drawdown.adapters.dynamodb;

import dev.drawdown.adapters.store.DueShard;
import dev.drawdown.adapters.store.DueWallet;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// What the index of due times has of a wallet: the keys of both, and nothing else.
final class DueItem {
  private DueItem() {}

  static DueWallet read(Map<String, AttributeValue> attributes) {
    Item item = new Item(attributes);
    return new DueWallet(item.partition(), item.instant(Keys.DUE_AT));
  }

  /// Its place in the index, to go on from.
  static Map<String, AttributeValue> place(DueShard shard, DueWallet wallet) {
    Map<String, AttributeValue> place = new HashMap<>();
    place.putAll(new ItemKey(wallet.wallet(), Keys.WALLET).attributes());
    place.put(Keys.DUE, Values.text(Keys.due(shard)));
    place.put(Keys.DUE_AT, Values.instant(wallet.dueAt()));
    return place;
  }
}
