package dev.drawdown.adapters.dynamodb;

import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.catalog.PackId;
import dev.drawdown.domain.topup.Credited;
import dev.drawdown.domain.topup.Payment;
import dev.drawdown.domain.topup.Reversal;
import dev.drawdown.domain.topup.ReversalId;
import dev.drawdown.domain.topup.StoredPayment;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The item of a payment for a pack: what it was credited as, if it was, and its reversals.
final class PaymentItem {
  private static final String REVISION = "revision";
  private static final String ACCOUNT = "account";
  private static final String PACK = "pack";
  private static final String BUCKET = "bucket";
  private static final String CREDITS = "credits";
  private static final String REVERSALS = "reversals";
  private static final String ID = "id";
  private static final String AMOUNT = "amount";
  private static final String PAID = "paid";
  private static final String REINSTATED = "reinstated";

  private PaymentItem() {}

  static Map<String, AttributeValue> of(StoredPayment stored) {
    Payment payment = stored.payment();
    NewItem item =
        NewItem.of(Keys.payment(payment.id()))
            .number(REVISION, stored.revision())
            .list(REVERSALS, payment.reversals().stream().map(PaymentItem::map).toList());
    payment.credited().ifPresent(credited -> write(credited, item));
    return item.attributes();
  }

  static StoredPayment read(Item item) {
    Payment payment =
        new Payment(
            Keys.paymentOf(item.partition()),
            credited(item),
            item.maps(REVERSALS).stream().map(PaymentItem::reversal).toList());
    return new StoredPayment(payment, item.number(REVISION));
  }

  private static void write(Credited credited, NewItem item) {
    item.text(ACCOUNT, credited.owner().value())
        .text(PACK, credited.pack().value())
        .number(BUCKET, credited.bucket())
        .credits(CREDITS, credited.credits());
    credited.paid().ifPresent(paid -> item.number(PAID, paid));
  }

  private static Optional<Credited> credited(Item item) {
    return item.optionalText(ACCOUNT)
        .map(
            owner ->
                new Credited(
                    new AccountId(owner),
                    new PackId(item.text(PACK)),
                    item.number(BUCKET),
                    item.credits(CREDITS),
                    item.optionalNumber(PAID).map(OptionalLong::of).orElse(OptionalLong.empty())));
  }

  private static AttributeValue map(Reversal reversal) {
    return new NewItem()
        .text(ID, reversal.id().value())
        .number(AMOUNT, reversal.amount())
        .flag(REINSTATED, reversal.reinstated())
        .map();
  }

  private static Reversal reversal(Item map) {
    return new Reversal(new ReversalId(map.text(ID)), map.number(AMOUNT), map.flag(REINSTATED));
  }
}
