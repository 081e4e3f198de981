package dev.drawdown.adapters.dynamodb;

import dev.drawdown.adapters.store.ParkedWallet;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The item of a wallet that couldn't be advanced. Its name is its sort key.
final class ParkedWalletItem {
  private static final String REASON = "reason";
  private static final String AT = "at";

  private ParkedWalletItem() {}

  static Map<String, AttributeValue> of(ParkedWallet parked) {
    return NewItem.of(Keys.parkedWallet(parked.wallet()))
        .text(REASON, parked.reason())
        .instant(AT, parked.at())
        .attributes();
  }

  static ParkedWallet read(Item item) {
    return new ParkedWallet(item.sort(), item.text(REASON), item.instant(AT));
  }
}
