package dev.drawdown.adapters.dynamodb;

import static dev.drawdown.adapters.dynamodb.Attribute.ACCOUNT;
import static dev.drawdown.adapters.dynamodb.Attribute.CREDITS;
import static dev.drawdown.adapters.dynamodb.Attribute.FLAG;
import static dev.drawdown.adapters.dynamodb.Attribute.NUMBER;
import static dev.drawdown.adapters.dynamodb.Attribute.TEXT;
import static dev.drawdown.adapters.dynamodb.ItemCodec.field;
import static dev.drawdown.adapters.dynamodb.ItemCodec.key;
import static dev.drawdown.adapters.dynamodb.ItemCodec.optionalNumber;

import dev.drawdown.domain.catalog.Pack.PackId;
import dev.drawdown.domain.topup.Payment;
import dev.drawdown.domain.topup.Payment.Credited;
import dev.drawdown.domain.topup.Payment.Reversal;
import dev.drawdown.domain.topup.Payment.ReversalId;
import dev.drawdown.domain.topup.Payment.StoredPayment;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The item of a payment for a pack: the credited pack, if any, and the reversals.
final class PaymentItem {
  private static final ItemCodec<Credited> CREDITED =
      ItemCodec.of(
          Credited::new,
          field("account", ACCOUNT, Credited::owner),
          field("pack", TEXT.as(PackId::new, PackId::value), Credited::pack),
          field("bucket", NUMBER, Credited::bucket),
          field("credits", CREDITS, Credited::credits),
          optionalNumber("paid", Credited::paid));

  private static final ItemCodec<Reversal> REVERSAL =
      ItemCodec.of(
          Reversal::new,
          field("id", TEXT.as(ReversalId::new, ReversalId::value), Reversal::id),
          field("amount", NUMBER, Reversal::amount),
          field("reinstated", FLAG, Reversal::reinstated));

  private static final ItemCodec<Payment> PAYMENT =
      ItemCodec.of(
          Payment::new,
          key(item -> Keys.paymentOf(item.partition())),
          CREDITED.optionalPart("account", Payment::credited),
          field("reversals", REVERSAL.map().list(), Payment::reversals));

  private static final ItemCodec<StoredPayment> CODEC =
      ItemCodec.of(
          StoredPayment::new,
          PAYMENT.part(StoredPayment::payment),
          field("revision", NUMBER, StoredPayment::revision));

  private PaymentItem() {}

  static Map<String, AttributeValue> of(StoredPayment stored) {
    return CODEC.write(stored, NewItem.of(Keys.payment(stored.payment().id()))).attributes();
  }

  static StoredPayment read(Item item) {
    return CODEC.read(item);
  }
}
