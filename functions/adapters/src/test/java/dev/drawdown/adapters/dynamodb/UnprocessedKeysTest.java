package dev.drawdown.adapters.dynamodb;

import static dev.drawdown.adapters.dynamodb.Scripts.TABLE;
import static dev.drawdown.adapters.dynamodb.Scripts.batch;
import static dev.drawdown.adapters.dynamodb.Scripts.without;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.drawdown.adapters.store.Deadline;
import dev.drawdown.adapters.store.Sample;
import dev.drawdown.adapters.store.StoreFailure;
import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.charge.Charge;
import dev.drawdown.domain.charge.Situation;
import dev.drawdown.domain.ledger.WalletId;
import dev.drawdown.domain.wallet.AccountWallet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

class UnprocessedKeysTest {
  private static final AccountId ACCOUNT = new AccountId("ada");
  private static final WalletId WALLET_ID = WalletId.of(ACCOUNT);
  private static final AccountWallet WALLET = Sample.opening(ACCOUNT).wallet();
  private static final Charge CHARGE = Sample.charge("k");
  private static final Map<String, AttributeValue> WALLET_ITEM = WalletItem.of(WALLET);
  private static final Map<String, AttributeValue> CHARGE_ITEM = ChargeItem.of(WALLET_ID, CHARGE);
  private static final Map<String, AttributeValue> WALLET_KEY =
      Keys.of(WALLET_ID, "wallet").attributes();
  private static final Map<String, AttributeValue> CHARGE_KEY =
      Keys.of(WALLET_ID, "charge#k").attributes();

  private final List<Duration> pauses = new ArrayList<>();

  @Test
  void missing_keys_are_requested_again_and_never_read_as_absent() {
    ScriptedClient client =
        new ScriptedClient(without(batch(WALLET_ITEM), List.of(CHARGE_KEY)), batch(CHARGE_ITEM));

    Situation situation = load(client);

    assertThat(situation).isEqualTo(new Situation(WALLET, Optional.of(CHARGE), Optional.empty()));
    assertThat(asked(client)).containsExactly(List.of(WALLET_KEY, CHARGE_KEY), List.of(CHARGE_KEY));
  }

  @Test
  void a_wallet_that_was_not_returned_is_not_read_as_unseen() {
    ScriptedClient client =
        new ScriptedClient(
            without(batch(), List.of(WALLET_KEY, CHARGE_KEY)),
            without(batch(), List.of(WALLET_KEY)),
            batch(WALLET_ITEM));

    assertThat(load(client).wallet()).isEqualTo(WALLET);
  }

  @Test
  void every_batch_is_read_consistently() {
    ScriptedClient client =
        new ScriptedClient(without(batch(WALLET_ITEM), List.of(CHARGE_KEY)), batch(CHARGE_ITEM));

    load(client);

    assertThat(client.requests(BatchGetItemRequest.class))
        .hasSize(2)
        .allMatch(request -> request.requestItems().get(TABLE).consistentRead());
  }

  @Test
  void the_pauses_between_rounds_are_jittered_within_doubling_bounds() {
    ScriptedClient client =
        new ScriptedClient(
            without(batch(), List.of(WALLET_KEY, CHARGE_KEY)),
            without(batch(), List.of(WALLET_KEY, CHARGE_KEY)),
            batch(WALLET_ITEM));

    load(client);

    assertThat(pauses).hasSize(2);
    assertThat(pauses.getFirst()).isBetween(Duration.ZERO, Duration.ofMillis(25));
    assertThat(pauses.getLast()).isBetween(Duration.ZERO, Duration.ofMillis(50));
  }

  @Test
  void keys_that_stay_unprocessed_end_as_throttling() {
    Object never = without(batch(WALLET_ITEM), List.of(CHARGE_KEY));
    ScriptedClient client = new ScriptedClient(Collections.nCopies(Table.ROUNDS, never).toArray());

    assertThatExceptionOfType(StoreFailure.class)
        .isThrownBy(() -> load(client))
        .withMessageContaining("1 keys are still unprocessed after 6 rounds")
        .extracting(StoreFailure::kind)
        .isEqualTo(StoreFailure.Kind.THROTTLED);
  }

  @Test
  void keys_that_are_unprocessed_at_the_deadline_of_the_call_are_not_requested_again() {
    ScriptedClient client = new ScriptedClient(without(batch(WALLET_ITEM), List.of(CHARGE_KEY)));
    Deadline over = () -> true;

    assertThatExceptionOfType(StoreFailure.class)
        .isThrownBy(() -> over.during(() -> load(client)))
        .withMessageContaining("1 keys are still unprocessed after 1 rounds");

    assertThat(pauses).isEmpty();
  }

  private Situation load(ScriptedClient client) {
    return new DynamoDbStore(client, TABLE, Sample.DUE_TIMES, pauses::add, Scripts.JITTER)
        .accounts()
        .load(ACCOUNT, Optional.of(CHARGE.id()), Optional.empty());
  }

  private static List<List<Map<String, AttributeValue>>> asked(ScriptedClient client) {
    return client.requests(BatchGetItemRequest.class).stream()
        .map(request -> request.requestItems().get(TABLE))
        .map(KeysAndAttributes::keys)
        .toList();
  }
}
