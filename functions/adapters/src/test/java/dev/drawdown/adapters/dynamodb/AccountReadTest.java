package dev.drawdown.adapters.dynamodb;

import static dev.drawdown.adapters.dynamodb.Scripts.TABLE;
import static dev.drawdown.adapters.dynamodb.Scripts.batch;
import static dev.drawdown.adapters.dynamodb.Scripts.error;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drawdown.adapters.store.Deadline;
import dev.drawdown.adapters.store.Sample;
import dev.drawdown.adapters.store.StoreFailure;
import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.charge.Charge;
import dev.drawdown.domain.charge.Situation;
import dev.drawdown.domain.ledger.Entry;
import dev.drawdown.domain.ledger.WalletId;
import dev.drawdown.domain.wallet.AccountWallet;
import dev.drawdown.domain.wallet.Journal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

class AccountReadTest {
  private static final AccountId ACCOUNT = new AccountId("ada");
  private static final WalletId WALLET_ID = WalletId.of(ACCOUNT);
  private static final Journal<AccountWallet> OPENING = Sample.opening(ACCOUNT);
  private static final AccountWallet WALLET = OPENING.wallet();
  private static final Charge CHARGE = Sample.charge("k", Sample.DOCUMENT);

  private final List<Duration> pauses = new ArrayList<>();

  @Test
  void only_a_known_document_takes_a_second_round_trip() {
    ScriptedClient known =
        new ScriptedClient(
            batch(
                WalletItem.of(WALLET),
                ChargeItem.document(WALLET_ID, Sample.DOCUMENT, CHARGE.id())),
            batch(ChargeItem.of(WALLET_ID, CHARGE)));
    ScriptedClient unknown = new ScriptedClient(batch(WalletItem.of(WALLET)));

    assertThat(load(known).onDocument()).contains(CHARGE);
    assertThat(load(unknown).onDocument()).isEmpty();

    assertThat(known.requests()).hasSize(2);
    assertThat(unknown.requests()).hasSize(1);
  }

  @Test
  void a_charge_that_came_with_its_key_is_not_read_again() {
    ScriptedClient client =
        new ScriptedClient(
            batch(
                WalletItem.of(WALLET),
                ChargeItem.of(WALLET_ID, CHARGE),
                ChargeItem.document(WALLET_ID, Sample.DOCUMENT, CHARGE.id())));

    Situation situation =
        store(client)
            .accounts()
            .load(ACCOUNT, Optional.of(CHARGE.id()), Optional.of(Sample.DOCUMENT));

    assertThat(situation)
        .isEqualTo(new Situation(WALLET, Optional.of(CHARGE), Optional.of(CHARGE)));
    assertThat(client.requests()).hasSize(1);
  }

  @Test
  void a_wallet_older_than_the_charge_read_with_it_is_read_again() {
    Charge newer = CHARGE.changed(2, CHARGE.drawdown(), CHARGE.state());
    AccountWallet after = Sample.spending(WALLET).wallet();
    ScriptedClient client =
        new ScriptedClient(
            batch(WalletItem.of(WALLET), ChargeItem.of(WALLET_ID, newer)),
            batch(WalletItem.of(after)));

    Situation situation =
        store(client).accounts().load(ACCOUNT, Optional.of(newer.id()), Optional.empty());

    assertThat(situation.wallet()).isEqualTo(after);
  }

  @Test
  void a_document_that_names_a_missing_charge_is_an_error() {
    ScriptedClient client =
        new ScriptedClient(
            batch(ChargeItem.document(WALLET_ID, Sample.DOCUMENT, CHARGE.id())), batch());

    assertThatIllegalStateException()
        .isThrownBy(() -> load(client))
        .withMessage("account#ada lacks charge k");
  }

  @Test
  void a_throttled_or_lost_read_is_repeated() {
    ScriptedClient client =
        new ScriptedClient(
            error("ThrottlingException", 400),
            ApiCallTimeoutException.create(2_000),
            batch(WalletItem.of(WALLET)));

    assertThat(load(client).wallet()).isEqualTo(WALLET);

    assertThat(pauses).hasSize(2);
  }

  @Test
  void a_read_that_keeps_failing_throws_the_last_failure() {
    SdkException last = error("InternalServerError", 500);
    ScriptedClient client =
        new ScriptedClient(error("ThrottlingException", 400), error("Unavailable", 503), last);

    assertThatThrownBy(() -> load(client)).isInstanceOf(StoreFailure.class).hasCause(last);
  }

  @Test
  void a_read_that_would_fail_again_is_not_repeated() {
    SdkException denied = error("AccessDeniedException", 400);
    ScriptedClient client = new ScriptedClient(denied);

    assertThatThrownBy(() -> load(client)).isInstanceOf(StoreFailure.class).hasCause(denied);

    assertThat(pauses).isEmpty();
  }

  @Test
  void a_lost_read_is_not_repeated_after_the_deadline_of_the_call() {
    SdkException lost = ApiCallTimeoutException.create(2_000);
    ScriptedClient client = new ScriptedClient(lost);
    Deadline over = () -> true;

    assertThatThrownBy(() -> over.during(() -> load(client)))
        .isInstanceOf(StoreFailure.class)
        .hasCause(lost);

    assertThat(pauses).isEmpty();
  }

  @Test
  void a_query_continues_after_its_page_until_the_limit() {
    Map<String, AttributeValue> first = EntryItem.of(WALLET_ID, OPENING.last());
    Entry second = Sample.spending(WALLET).last();
    Map<String, AttributeValue> key = Keys.of(WALLET_ID, Keys.entry(1)).attributes();
    ScriptedClient client =
        new ScriptedClient(
            QueryResponse.builder().items(List.of(first)).lastEvaluatedKey(key).build(),
            QueryResponse.builder().lastEvaluatedKey(key).build(),
            QueryResponse.builder().items(List.of(EntryItem.of(WALLET_ID, second))).build());

    assertThat(store(client).ledgers().entriesAfter(WalletId.of(ACCOUNT), 0, 3))
        .containsExactly(OPENING.last(), second);

    List<QueryRequest> asked = client.requests(QueryRequest.class);
    assertThat(asked).extracting(QueryRequest::limit).containsExactly(3, 2, 2);
    assertThat(asked).allMatch(QueryRequest::consistentRead);
    assertThat(asked.getFirst().hasExclusiveStartKey()).isFalse();
    assertThat(asked.getLast().exclusiveStartKey()).isEqualTo(key);
  }

  private Situation load(ScriptedClient client) {
    return store(client).accounts().load(ACCOUNT, Optional.empty(), Optional.of(Sample.DOCUMENT));
  }

  private DynamoDbStore store(ScriptedClient client) {
    return new DynamoDbStore(client, TABLE, Sample.DUE_TIMES, pauses::add, Scripts.JITTER);
  }
}
