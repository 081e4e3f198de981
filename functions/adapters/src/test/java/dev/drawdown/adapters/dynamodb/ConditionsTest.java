package dev.drawdown.adapters.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.adapters.store.Sample;
import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.charge.Charge;
import dev.drawdown.domain.commit.Write;
import dev.drawdown.domain.ledger.Journal;
import dev.drawdown.domain.wallet.Wallet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

class ConditionsTest {
  private static final AccountId ACCOUNT = new AccountId("ada");
  private static final Wallet OPENED = Sample.opening(ACCOUNT).wallet();
  private static final Charge CHARGE = Sample.charge("k", Sample.DOCUMENT);

  /// An item that is put or deleted, and under which condition.
  record Written(String key, String condition, Map<String, AttributeValue> values) {}

  @Test
  void a_first_commit_finds_neither_wallet_nor_entry() {
    assertThat(written(Sample.opening(ACCOUNT)))
        .containsExactly(
            new Written("put wallet", "attribute_not_exists(pk)", Map.of()),
            new Written("put entry#0000000000000000001", "attribute_not_exists(pk)", Map.of()));
  }

  @Test
  void a_later_commit_finds_the_version_that_was_read_and_none_of_its_entries() {
    assertThat(written(Sample.noting(OPENED, 2, "sample")))
        .containsExactly(
            new Written("put wallet", "version = :basedOn", Map.of(":basedOn", number("1"))),
            new Written("put entry#0000000000000000002", "attribute_not_exists(pk)", Map.of()),
            new Written("put entry#0000000000000000003", "attribute_not_exists(pk)", Map.of()));
  }

  @Test
  void a_new_charge_finds_its_key_unused() {
    assertThat(beside(new Write.OpenCharge(CHARGE)))
        .isEqualTo(new Written("put charge#k", "attribute_not_exists(pk)", Map.of()));
  }

  @Test
  void a_changed_charge_finds_nobody_else_has_changed_it() {
    Charge changed = CHARGE.changed(9, CHARGE.drawdown(), CHARGE.state());

    assertThat(beside(new Write.ChangeCharge(changed, 4)))
        .isEqualTo(
            new Written("put charge#k", "changedBy = :before", Map.of(":before", number("4"))));
  }

  @Test
  void a_document_is_kept_where_none_keeps_it() {
    assertThat(beside(new Write.KeepDocument(Sample.DOCUMENT, CHARGE.id(), Optional.empty())))
        .isEqualTo(
            new Written("put document#lab.analyze#lab-7", "attribute_not_exists(pk)", Map.of()));
  }

  @Test
  void a_document_is_taken_over_from_the_charge_that_left_it() {
    Charge left = Sample.charge("left");

    assertThat(beside(new Write.KeepDocument(Sample.DOCUMENT, CHARGE.id(), Optional.of(left.id()))))
        .isEqualTo(
            new Written(
                "put document#lab.analyze#lab-7",
                "charge = :instead",
                Map.of(":instead", AttributeValue.fromS("left"))));
  }

  @Test
  void a_document_is_freed_by_the_charge_that_keeps_it() {
    assertThat(beside(new Write.FreeDocument(Sample.DOCUMENT, CHARGE.id())))
        .isEqualTo(
            new Written(
                "delete document#lab.analyze#lab-7",
                "charge = :charge",
                Map.of(":charge", AttributeValue.fromS("k"))));
  }

  private static Written beside(Write write) {
    return written(Sample.spending(OPENED), write).getLast();
  }

  private static List<Written> written(Journal journal, Write... writes) {
    TransactWriteItemsRequest request =
        Transaction.of("credits", Sample.commit(journal, writes), "token");
    assertThat(request.clientRequestToken()).isEqualTo("token");
    return request.transactItems().stream().map(ConditionsTest::written).toList();
  }

  private static Written written(TransactWriteItem item) {
    if (item.put() != null) {
      Put put = item.put();
      requireAsked(put.tableName(), put.returnValuesOnConditionCheckFailure(), put.item());
      return new Written(
          "put " + put.item().get("sk").s(),
          put.conditionExpression(),
          put.expressionAttributeValues());
    }
    Delete delete = item.delete();
    requireAsked(delete.tableName(), delete.returnValuesOnConditionCheckFailure(), delete.key());
    return new Written(
        "delete " + delete.key().get("sk").s(),
        delete.conditionExpression(),
        delete.expressionAttributeValues());
  }

  private static void requireAsked(
      String table, ReturnValuesOnConditionCheckFailure returned, Map<String, AttributeValue> key) {
    assertThat(table).isEqualTo("credits");
    assertThat(returned).isEqualTo(ReturnValuesOnConditionCheckFailure.ALL_OLD);
    assertThat(key.get("pk").s()).isEqualTo("account#ada");
  }

  private static AttributeValue number(String number) {
    return AttributeValue.fromN(number);
  }
}
