package dev.drawdown.adapters.dynamodb;

import dev.drawdown.domain.charge.ChargeWrite;
import dev.drawdown.domain.ledger.WalletId;
import dev.drawdown.domain.wallet.Journal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/// What is written in the partition of one wallet.
record WalletWrites(Conditional conditional, WalletId wallet) {
  List<TransactWriteItem> of(Journal journal) {
    List<TransactWriteItem> items = new ArrayList<>();
    items.add(put(journal));
    journal.entries().stream()
        .map(entry -> conditional.putNew(EntryItem.of(wallet, entry)))
        .forEach(items::add);
    return items;
  }

  private TransactWriteItem put(Journal journal) {
    Map<String, AttributeValue> item = WalletItem.of(journal.wallet());
    if (journal.basedOn() == 0) {
      return conditional.putNew(item);
    }
    AttributeValue basedOn = Values.number(journal.basedOn());
    return conditional.put(
        item, Conditions.WALLET_IS_AS_READ, Map.of(Conditions.BASED_ON, basedOn));
  }

  TransactWriteItem of(ChargeWrite.OpenCharge open) {
    return conditional.putNew(ChargeItem.of(wallet, open.charge()));
  }

  TransactWriteItem of(ChargeWrite.ChangeCharge change) {
    return conditional.put(
        ChargeItem.of(wallet, change.charge()),
        Conditions.CHARGE_IS_AS_READ,
        Map.of(Conditions.BEFORE, Values.number(change.changedBefore())));
  }

  TransactWriteItem of(ChargeWrite.KeepDocument keep) {
    Map<String, AttributeValue> item = DocumentItem.of(wallet, keep.document(), keep.charge());
    if (keep.instead().isEmpty()) {
      return conditional.putNew(item);
    }
    AttributeValue instead = Values.text(keep.instead().get().value());
    return conditional.put(item, Conditions.DOCUMENT_IS_LEFT, Map.of(Conditions.INSTEAD, instead));
  }

  TransactWriteItem of(ChargeWrite.FreeDocument free) {
    return conditional.delete(
        Keys.of(wallet, Keys.document(free.document())),
        Conditions.DOCUMENT_IS_KEPT,
        Map.of(Conditions.CHARGE, Values.text(free.charge().value())));
  }
}
