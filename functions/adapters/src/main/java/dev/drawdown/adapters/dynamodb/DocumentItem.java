package dev.drawdown.adapters.dynamodb;

import dev.drawdown.domain.ChargeId;
import dev.drawdown.domain.charge.DocumentKey;
import dev.drawdown.domain.ledger.WalletId;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The item of a document that was paid for: which charge keeps it.
final class DocumentItem {
  private static final String CHARGE = "charge";

  private DocumentItem() {}

  static Map<String, AttributeValue> of(WalletId wallet, DocumentKey document, ChargeId charge) {
    return NewItem.of(wallet, Keys.document(document)).text(CHARGE, charge.value()).attributes();
  }

  static ChargeId read(Item item) {
    return new ChargeId(item.text(CHARGE));
  }
}
