package dev.drawdown.adapters.dynamodb;

import static software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure.ALL_OLD;

import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.commit.Commit;
import dev.drawdown.domain.commit.Write;
import dev.drawdown.domain.ledger.Journal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/// One commit as one request: the wallet, its new entries, and what is written with them, each on
/// its condition and each bringing along what is there instead where the condition fails.
final class Transaction {
  private final String table;
  private final AccountId account;
  private final List<TransactWriteItem> items = new ArrayList<>();

  private Transaction(String table, AccountId account) {
    this.table = table;
    this.account = account;
  }

  static TransactWriteItemsRequest of(String table, Commit commit, String token) {
    Journal journal = commit.journal();
    AccountId account = journal.wallet().owner();
    Transaction transaction = new Transaction(table, account);
    transaction.putWallet(journal);
    journal.entries().forEach(entry -> transaction.putNew(EntryItem.of(account, entry)));
    commit.writes().forEach(transaction::add);
    return TransactWriteItemsRequest.builder()
        .transactItems(transaction.items)
        .clientRequestToken(RequestToken.of(token))
        .build();
  }

  private void putWallet(Journal journal) {
    Map<String, AttributeValue> wallet = WalletItem.of(journal.wallet());
    if (journal.basedOn() == 0) {
      putNew(wallet);
    } else {
      AttributeValue basedOn = Values.number(journal.basedOn());
      put(wallet, Conditions.WALLET_IS_AS_READ, Map.of(Conditions.BASED_ON, basedOn));
    }
  }

  private void add(Write write) {
    switch (write) {
      case Write.OpenCharge(var charge) -> putNew(ChargeItem.of(account, charge));
      case Write.ChangeCharge(var charge, var before) ->
          put(
              ChargeItem.of(account, charge),
              Conditions.CHARGE_IS_AS_READ,
              Map.of(Conditions.BEFORE, Values.number(before)));
      case Write.KeepDocument keep -> add(keep);
      case Write.FreeDocument(var document, var charge) ->
          delete(
              Keys.of(account, Keys.document(document)),
              Conditions.DOCUMENT_IS_KEPT,
              Map.of(Conditions.CHARGE, Values.text(charge.value())));
    }
  }

  private void add(Write.KeepDocument keep) {
    Map<String, AttributeValue> item = DocumentItem.of(account, keep.document(), keep.charge());
    if (keep.instead().isEmpty()) {
      putNew(item);
    } else {
      AttributeValue instead = Values.text(keep.instead().get().value());
      put(item, Conditions.DOCUMENT_IS_LEFT, Map.of(Conditions.INSTEAD, instead));
    }
  }

  private void putNew(Map<String, AttributeValue> item) {
    add(put(item).conditionExpression(Conditions.IS_ABSENT).build());
  }

  private void put(
      Map<String, AttributeValue> item, String condition, Map<String, AttributeValue> values) {
    add(put(item).conditionExpression(condition).expressionAttributeValues(values).build());
  }

  private Put.Builder put(Map<String, AttributeValue> item) {
    return Put.builder().tableName(table).item(item).returnValuesOnConditionCheckFailure(ALL_OLD);
  }

  private void add(Put put) {
    items.add(TransactWriteItem.builder().put(put).build());
  }

  private void delete(
      Map<String, AttributeValue> key, String condition, Map<String, AttributeValue> values) {
    Delete delete =
        Delete.builder()
            .tableName(table)
            .key(key)
            .conditionExpression(condition)
            .expressionAttributeValues(values)
            .returnValuesOnConditionCheckFailure(ALL_OLD)
            .build();
    items.add(TransactWriteItem.builder().delete(delete).build());
  }
}
