package dev.drawdown.adapters.dynamodb;

import static dev.drawdown.adapters.dynamodb.Scripts.cancelled;
import static dev.drawdown.adapters.dynamodb.Scripts.error;
import static dev.drawdown.adapters.store.Sample.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drawdown.adapters.store.DueTimes.DueWallet;
import dev.drawdown.adapters.store.Outcome;
import dev.drawdown.adapters.store.Outcome.Contended;
import dev.drawdown.adapters.store.Outcome.Stale;
import dev.drawdown.adapters.store.Outcome.Unknown;
import dev.drawdown.adapters.store.Sample;
import dev.drawdown.adapters.store.StoreFailure;
import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.parking.Parked;
import dev.drawdown.domain.wallet.AccountWallet;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;
import software.amazon.awssdk.services.dynamodb.model.Update;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/// The writes of due times, and their outcomes.
class DueIndexTest {
  private static final AccountWallet WALLET = Sample.opening(new AccountId("ada")).wallet();
  private static final DueWallet FOUND = new DueWallet("account#ada", NOW);
  private static final Parked<String> PARKED = new Parked<>("account#ada", "why", NOW);

  @Test
  void a_due_time_is_changed_if_the_wallet_has_the_version_that_was_read() {
    UpdateItemRequest moved = moved(Optional.of(Instant.ofEpochMilli(1_773_480_600_000L)));

    assertThat(moved.key()).isEqualTo(Map.of("pk", text("account#ada"), "sk", text("wallet")));
    assertThat(moved.conditionExpression()).isEqualTo("version = :basedOn");
    assertThat(moved.updateExpression()).isEqualTo("SET due = :due, dueAt = :dueAt");
    assertThat(moved.expressionAttributeValues())
        .isEqualTo(
            Map.of(
                ":basedOn", AttributeValue.fromN("1"),
                ":due", text("due#18"),
                ":dueAt", AttributeValue.fromN("1773480600000")));
  }

  @Test
  void a_wallet_without_a_due_time_leaves_the_index() {
    UpdateItemRequest moved = moved(Optional.empty());

    assertThat(moved.conditionExpression()).isEqualTo("version = :basedOn");
    assertThat(moved.updateExpression()).isEqualTo("REMOVE due, dueAt");
    assertThat(moved.expressionAttributeValues())
        .isEqualTo(Map.of(":basedOn", AttributeValue.fromN("1")));
  }

  @Test
  void a_wallet_is_parked_and_postponed_in_one_transaction_if_its_due_time_is_unchanged() {
    ScriptedClient client = new ScriptedClient(TransactWriteItemsResponse.builder().build());

    store(client).due().park(PARKED, FOUND, NOW.plusSeconds(300));

    List<TransactWriteItem> items =
        client.requests(TransactWriteItemsRequest.class).getFirst().transactItems();
    Update putOff = items.getFirst().update();
    Put parked = items.getLast().put();
    assertThat(items).hasSize(2);
    assertThat(putOff.conditionExpression()).isEqualTo("dueAt = :found");
    assertThat(putOff.updateExpression()).isEqualTo("SET dueAt = :until");
    assertThat(putOff.expressionAttributeValues())
        .isEqualTo(
            Map.of(
                ":found", AttributeValue.fromN("1773480413589"),
                ":until", AttributeValue.fromN("1773480713589")));
    assertThat(parked.item())
        .containsEntry("pk", text("parked-wallets"))
        .containsEntry("sk", text("account#ada"));
  }

  /// A wallet that was just written must get a new due time, too.
  @Test
  void the_names_of_all_wallets_are_read_with_strong_consistency() {
    ScriptedClient client =
        new ScriptedClient(
            ScanResponse.builder().items(List.of(Map.of("pk", text("account#ada")))).build());

    assertThat(store(client).due().walletNames()).containsExactly("account#ada");

    assertThat(client.requests(ScanRequest.class))
        .extracting(ScanRequest::consistentRead)
        .containsExactly(true);
  }

  @Test
  void a_late_change_is_reported_as_stale() {
    SdkException late = ConditionalCheckFailedException.builder().statusCode(400).build();

    assertThat(outcome(late)).isEqualTo(Stale.WITHOUT_ITEMS);
    assertThat(parking(cancelled("ConditionalCheckFailed", "None"))).isEqualTo(Stale.WITHOUT_ITEMS);
  }

  @Test
  void a_conflict_may_be_retried_and_does_not_slow_the_sweep() {
    SdkException conflict =
        TransactionConflictException.builder()
            .awsErrorDetails(error("TransactionConflictException", 400).awsErrorDetails())
            .statusCode(400)
            .build();

    assertThat(outcome(conflict)).isEqualTo(new Contended("TransactionConflictException", false));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ProvisionedThroughputExceededException", "ThrottlingException"})
  void a_throttled_change_may_be_retried_more_slowly(String code) {
    assertThat(outcome(error(code, 400))).isEqualTo(new Contended(code, true));
    assertThat(parking(error(code, 400))).isEqualTo(new Contended(code, true));
  }

  @Test
  void a_lost_answer_is_unknown_and_a_final_failure_is_thrown() {
    SdkException lost = SdkClientException.create("connection reset");
    SdkException last = error("AccessDeniedException", 400);

    assertThat(outcome(lost)).isEqualTo(new Unknown(lost));
    assertThat(parking(lost)).isEqualTo(new Unknown(lost));
    assertThatThrownBy(() -> outcome(last)).isInstanceOf(StoreFailure.class).hasCause(last);
    assertThatThrownBy(() -> parking(last)).isInstanceOf(StoreFailure.class).hasCause(last);
  }

  private static UpdateItemRequest moved(Optional<Instant> next) {
    ScriptedClient client = new ScriptedClient(UpdateItemResponse.builder().build());
    store(client).due().reschedule(WALLET.withDueAt(Optional.of(NOW)), next);
    return client.requests(UpdateItemRequest.class).getFirst();
  }

  private static Outcome outcome(SdkException failure) {
    return store(new ScriptedClient(failure)).due().reschedule(WALLET, Optional.empty());
  }

  private static Outcome parking(SdkException failure) {
    return store(new ScriptedClient(failure)).due().park(PARKED, FOUND, NOW);
  }

  private static DynamoDbStore store(ScriptedClient client) {
    return new DynamoDbStore(client, Scripts.TABLE, Sample.DUE_TIMES);
  }

  private static AttributeValue text(String text) {
    return AttributeValue.fromS(text);
  }
}
