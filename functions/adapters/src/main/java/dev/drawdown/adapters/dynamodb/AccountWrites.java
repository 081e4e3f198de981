package dev.drawdown.adapters.dynamodb;

import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.commit.Write;
import dev.drawdown.domain.ledger.Journal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/// What is written in the partition of one account.
record AccountWrites(Conditional conditional, AccountId account) {
  List<TransactWriteItem> of(Journal journal) {
    List<TransactWriteItem> items = new ArrayList<>();
    items.add(wallet(journal));
    journal.entries().stream()
        .map(entry -> conditional.putNew(EntryItem.of(account, entry)))
        .forEach(items::add);
    return items;
  }

  private TransactWriteItem wallet(Journal journal) {
    Map<String, AttributeValue> wallet = WalletItem.of(journal.wallet());
    if (journal.basedOn() == 0) {
      return conditional.putNew(wallet);
    }
    AttributeValue basedOn = Values.number(journal.basedOn());
    return conditional.put(
        wallet, Conditions.WALLET_IS_AS_READ, Map.of(Conditions.BASED_ON, basedOn));
  }

  TransactWriteItem of(Write.OpenCharge open) {
    return conditional.putNew(ChargeItem.of(account, open.charge()));
  }

  TransactWriteItem of(Write.ChangeCharge change) {
    return conditional.put(
        ChargeItem.of(account, change.charge()),
        Conditions.CHARGE_IS_AS_READ,
        Map.of(Conditions.BEFORE, Values.number(change.changedBefore())));
  }

  TransactWriteItem of(Write.KeepDocument keep) {
    Map<String, AttributeValue> item = DocumentItem.of(account, keep.document(), keep.charge());
    if (keep.instead().isEmpty()) {
      return conditional.putNew(item);
    }
    AttributeValue instead = Values.text(keep.instead().get().value());
    return conditional.put(item, Conditions.DOCUMENT_IS_LEFT, Map.of(Conditions.INSTEAD, instead));
  }

  TransactWriteItem of(Write.FreeDocument free) {
    return conditional.delete(
        Keys.of(account, Keys.document(free.document())),
        Conditions.DOCUMENT_IS_KEPT,
        Map.of(Conditions.CHARGE, Values.text(free.charge().value())));
  }
}
