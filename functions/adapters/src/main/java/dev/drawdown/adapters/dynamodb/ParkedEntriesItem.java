package dev.drawdown.adapters.dynamodb;

import dev.drawdown.domain.ledger.LedgerRange;
import dev.drawdown.domain.parking.ParkedEntries;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The item that names parked entries: deleted when they are published.
final class ParkedEntriesItem {
  private static final String WALLET = "wallet";
  private static final String FIRST = "first";
  private static final String LAST = "last";
  private static final String REASON = "reason";
  private static final String AT = "at";

  private ParkedEntriesItem() {}

  static Map<String, AttributeValue> of(ParkedEntries parked) {
    LedgerRange entries = parked.entries();
    return NewItem.of(Keys.parked(entries))
        .text(WALLET, Keys.partition(entries.wallet()))
        .number(FIRST, entries.first())
        .number(LAST, entries.last())
        .text(REASON, parked.reason())
        .instant(AT, parked.at())
        .attributes();
  }

  static ParkedEntries read(Item item) {
    return new ParkedEntries(
        new LedgerRange(Keys.walletOf(item.text(WALLET)), item.number(FIRST), item.number(LAST)),
        item.text(REASON),
        item.instant(AT));
  }
}
