package dev.drawdown.adapters.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.drawdown.adapters.dynamodb.DynamoDbPayments.EventItem;
import dev.drawdown.adapters.store.Sample;
import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.PaymentId;
import dev.drawdown.domain.billing.PaidTime;
import dev.drawdown.domain.billing.RecordedTerm;
import dev.drawdown.domain.billing.Subscription;
import dev.drawdown.domain.catalog.Plan.PlanId;
import dev.drawdown.domain.charge.Charge;
import dev.drawdown.domain.charge.ChargeWrite;
import dev.drawdown.domain.commit.Commit;
import dev.drawdown.domain.commit.Write;
import dev.drawdown.domain.parking.Parked;
import dev.drawdown.domain.parking.ReceivedEvent;
import dev.drawdown.domain.subscription.ProviderEventId;
import dev.drawdown.domain.subscription.SubscriptionId;
import dev.drawdown.domain.topup.Payment;
import dev.drawdown.domain.topup.PaymentWrite;
import dev.drawdown.domain.wallet.AccountWallet;
import dev.drawdown.domain.wallet.Journal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

class ConditionsTest {
  private static final AccountId ACCOUNT = new AccountId("ada");
  private static final AccountWallet OPENED = Sample.opening(ACCOUNT).wallet();
  private static final Instant NOW = Sample.NOW;
  private static final Subscription SUBSCRIPTION =
      Subscription.unknown(new SubscriptionId("sub_1"));
  private static final ProviderEventId EVENT = new ProviderEventId("evt_1");
  private static final Charge CHARGE = Sample.charge("k", Sample.DOCUMENT);

  /// A put or deleted item with its condition.
  record Written(String key, String condition, Map<String, AttributeValue> values) {}

  @Test
  void a_first_commit_expects_neither_wallet_nor_entry() {
    assertThat(written(Sample.opening(ACCOUNT)))
        .containsExactly(
            new Written("put wallet", "attribute_not_exists(pk)", Map.of()),
            new Written("put entry#0000000000000000001", "attribute_not_exists(pk)", Map.of()));
  }

  @Test
  void a_later_commit_expects_the_version_that_was_read_and_no_new_entries() {
    assertThat(written(Sample.noting(OPENED, 2, "sample")))
        .containsExactly(
            new Written("put wallet", "version = :basedOn", Map.of(":basedOn", number("1"))),
            new Written("put entry#0000000000000000002", "attribute_not_exists(pk)", Map.of()),
            new Written("put entry#0000000000000000003", "attribute_not_exists(pk)", Map.of()));
  }

  @Test
  void a_new_charge_expects_an_unused_key() {
    assertThat(beside(new ChargeWrite.OpenCharge(CHARGE)))
        .isEqualTo(new Written("put charge#k", "attribute_not_exists(pk)", Map.of()));
  }

  @Test
  void a_changed_charge_expects_its_last_change_that_was_read() {
    Charge changed = CHARGE.changed(9, CHARGE.drawdown(), CHARGE.state());

    assertThat(beside(new ChargeWrite.ChangeCharge(changed, 4)))
        .isEqualTo(
            new Written("put charge#k", "changedBy = :before", Map.of(":before", number("4"))));
  }

  @Test
  void keeping_a_document_expects_no_other_keeper() {
    assertThat(beside(new ChargeWrite.KeepDocument(Sample.DOCUMENT, CHARGE.id(), Optional.empty())))
        .isEqualTo(
            new Written("put document#lab.analyze#lab-7", "attribute_not_exists(pk)", Map.of()));
  }

  @Test
  void taking_over_a_document_expects_the_previous_keeper() {
    Charge left = Sample.charge("left");

    assertThat(
            beside(
                new ChargeWrite.KeepDocument(Sample.DOCUMENT, CHARGE.id(), Optional.of(left.id()))))
        .isEqualTo(
            new Written(
                "put document#lab.analyze#lab-7",
                "charge = :instead",
                Map.of(":instead", AttributeValue.fromS("left"))));
  }

  @Test
  void freeing_a_document_expects_its_keeper() {
    assertThat(beside(new ChargeWrite.FreeDocument(Sample.DOCUMENT, CHARGE.id())))
        .isEqualTo(
            new Written(
                "delete document#lab.analyze#lab-7",
                "charge = :charge",
                Map.of(":charge", AttributeValue.fromS("k"))));
  }

  @Test
  void a_subscription_expects_the_revision_that_was_read() {
    String key = "put subscription#sub_1/subscription";

    assertThat(recordsOnly(new Write.PutSubscription(SUBSCRIPTION, 0)))
        .containsExactly(new Written(key, "attribute_not_exists(pk)", Map.of()));
    assertThat(recordsOnly(new Write.PutSubscription(SUBSCRIPTION, 4)))
        .containsExactly(
            new Written(key, "revision = :revision", Map.of(":revision", number("4"))));
  }

  @Test
  void a_payment_expects_the_revision_that_was_read() {
    Payment payment = Payment.unknown(new PaymentId("pi_1"));

    assertThat(recordsOnly(new PaymentWrite.PutPayment(payment, 0)))
        .containsExactly(
            new Written("put payment#pi_1/payment", "attribute_not_exists(pk)", Map.of()));
    assertThat(recordsOnly(new PaymentWrite.PutPayment(payment, 4)))
        .containsExactly(
            new Written(
                "put payment#pi_1/payment",
                "revision = :revision",
                Map.of(":revision", number("4"))));
  }

  @Test
  void a_recorded_term_expects_a_new_name() {
    RecordedTerm term =
        new RecordedTerm(
            new RecordedTerm.Name(new SubscriptionId("sub_1"), "txn_1"),
            new AccountId("anna"),
            new PlanId("solo"),
            new PaidTime(NOW, NOW.plus(Duration.ofDays(30))),
            1);

    assertThat(recordsOnly(new Write.ClaimTerm(term)))
        .containsExactly(
            new Written("put term#sub_1#txn_1/term", "attribute_not_exists(pk)", Map.of()));
  }

  @Test
  void claiming_or_parking_an_event_expects_a_new_event() {
    Parked<ReceivedEvent> parked =
        new Parked<>(
            new ReceivedEvent(EVENT, "invoice.paid", "{}", Optional.empty()), "no plan", NOW);

    assertThat(recordsOnly(new Write.ClaimEvent(EVENT, Sample.NOW)))
        .containsExactly(
            new Written("put event#evt_1/event", "attribute_not_exists(pk)", Map.of()));
    assertThat(recordsOnly(new Write.ParkEvent(parked)))
        .containsExactly(
            new Written("put event#evt_1/event", "attribute_not_exists(pk)", Map.of()),
            new Written("put parked/event#evt_1", "attribute_not_exists(pk)", Map.of()));
  }

  @Test
  void unparking_an_event_expects_a_parked_event() {
    assertThat(recordsOnly(new Write.UnparkEvent(EVENT, Optional.of("a test"), Sample.NOW)))
        .containsExactly(
            new Written(
                "put event#evt_1/event",
                "outcome = :parked",
                Map.of(":parked", AttributeValue.fromS("parked"))),
            new Written("delete parked/event#evt_1", "attribute_exists(pk)", Map.of()));
  }

  /// DynamoDB Local removes nothing, so this checks the attribute that DynamoDB would use.
  @Test
  void a_finished_event_may_be_removed_after_ninety_days_and_a_parked_one_never() {
    long end = NOW.plus(Duration.ofDays(90)).getEpochSecond();
    Parked<ReceivedEvent> parked =
        new Parked<>(
            new ReceivedEvent(EVENT, "invoice.paid", "{}", Optional.empty()), "no plan", NOW);

    assertThat(removed(new Write.ClaimEvent(EVENT, NOW))).containsExactly(number("" + end));
    assertThat(removed(new Write.UnparkEvent(EVENT, Optional.of("a test"), NOW)))
        .containsExactly(number("" + end));
    assertThat(removed(new Write.ParkEvent(parked))).isEmpty();
  }

  @Test
  void the_table_of_the_template_removes_by_that_attribute() throws IOException {
    assertThat(Files.readString(Path.of("../../template.yaml")))
        .contains("TimeToLiveSpecification:\n        AttributeName: " + EventItem.REMOVE_AT + "\n");
  }

  private static List<AttributeValue> removed(Write write) {
    Commit commit = new Commit.RecordsOnly(List.of(write));
    return DynamoDbCommits.request("credits", commit, Sample.token()).transactItems().stream()
        .filter(item -> item.put() != null)
        .flatMap(item -> Stream.ofNullable(item.put().item().get(EventItem.REMOVE_AT)))
        .toList();
  }

  @Test
  void an_accounts_records_are_not_written_without_its_wallet() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> recordsOnly(new ChargeWrite.OpenCharge(CHARGE)))
        .withMessage("an account's items change with its wallet only");
  }

  private static List<Written> recordsOnly(Write write) {
    return written(new Commit.RecordsOnly(List.of(write)));
  }

  private static Written beside(Write write) {
    return written(Sample.spending(OPENED), write).getLast();
  }

  private static List<Written> written(Journal<AccountWallet> journal, Write... writes) {
    return written(Sample.commit(journal, writes));
  }

  private static List<Written> written(Commit commit) {
    UUID token = Sample.token();
    TransactWriteItemsRequest request = DynamoDbCommits.request("credits", commit, token);
    assertThat(request.clientRequestToken()).isEqualTo(token.toString());
    return request.transactItems().stream().map(ConditionsTest::written).toList();
  }

  private static Written written(TransactWriteItem item) {
    if (item.put() != null) {
      Put put = item.put();
      requireAsked(put.tableName(), put.returnValuesOnConditionCheckFailure());
      return new Written(
          "put " + name(put.item()), put.conditionExpression(), put.expressionAttributeValues());
    }
    Delete delete = item.delete();
    requireAsked(delete.tableName(), delete.returnValuesOnConditionCheckFailure());
    return new Written(
        "delete " + name(delete.key()),
        delete.conditionExpression(),
        delete.expressionAttributeValues());
  }

  private static void requireAsked(String table, ReturnValuesOnConditionCheckFailure returned) {
    assertThat(table).isEqualTo("credits");
    assertThat(returned).isEqualTo(ReturnValuesOnConditionCheckFailure.ALL_OLD);
  }

  /// The sort key alone if the partition is the account's.
  private static String name(Map<String, AttributeValue> key) {
    String partition = key.get("pk").s();
    String sort = key.get("sk").s();
    return partition.equals("account#ada") ? sort : partition + "/" + sort;
  }

  private static AttributeValue number(String number) {
    return AttributeValue.fromN(number);
  }
}
