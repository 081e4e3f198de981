package dev.drawdown.adapters.dynamodb;

import static dev.drawdown.adapters.dynamodb.Scripts.cancelled;
import static dev.drawdown.adapters.dynamodb.Scripts.reason;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drawdown.adapters.store.Outcome;
import dev.drawdown.adapters.store.Outcome.Contended;
import dev.drawdown.adapters.store.Outcome.Stale;
import dev.drawdown.adapters.store.Sample;
import dev.drawdown.adapters.store.StoreFailure;
import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.charge.Charge;
import dev.drawdown.domain.charge.ChargeWrite;
import dev.drawdown.domain.commit.Commit;
import dev.drawdown.domain.ledger.WalletId;
import dev.drawdown.domain.wallet.AccountWallet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

class TransactionCancellationTest {
  private static final AccountId ACCOUNT = new AccountId("ada");
  private static final WalletId WALLET_ID = WalletId.of(ACCOUNT);
  private static final AccountWallet WALLET = Sample.opening(ACCOUNT).wallet();
  private static final Charge CHARGE = Sample.charge("k", Sample.DOCUMENT);

  /// Four items: the wallet, its entry, the charge, the document.
  private static final Commit COMMIT =
      Sample.commit(
          Sample.opening(ACCOUNT),
          new ChargeWrite.OpenCharge(CHARGE),
          new ChargeWrite.KeepDocument(Sample.DOCUMENT, CHARGE.id(), Optional.empty()));

  @ParameterizedTest
  @CsvSource({
    "TransactionConflict, false",
    "ProvisionedThroughputExceeded, true",
    "ThrottlingError, true"
  })
  void a_retryable_cancellation_names_its_reason(String code, boolean throttled) {
    assertThat(outcome(cancelled("None", "None", code, "None")))
        .isEqualTo(new Contended(code, throttled));
  }

  @Test
  void the_first_of_several_retryable_reasons_is_named() {
    assertThat(outcome(cancelled("None", "ThrottlingError", "TransactionConflict", "None")))
        .isEqualTo(new Contended("ThrottlingError", true));
  }

  @Test
  void contended_wallets_are_named() {
    assertThat(outcome(cancelled("TransactionConflict", "TransactionConflict", "None", "None")))
        .isEqualTo(new Contended("TransactionConflict", false, Set.of(WALLET_ID)));
  }

  @Test
  void a_failed_condition_on_the_wallet_returns_the_wallet() {
    TransactionCanceledException cancelled =
        cancelled(
            List.of(
                reason("ConditionalCheckFailed", WalletItem.of(WALLET)),
                reason("None", Map.of()),
                reason("None", Map.of()),
                reason("None", Map.of())));

    assertThat(outcome(cancelled)).isEqualTo(new Stale(List.of(WALLET), Optional.empty(), false));
  }

  @Test
  void failed_conditions_return_all_their_items() {
    TransactionCanceledException cancelled =
        cancelled(
            List.of(
                reason("ConditionalCheckFailed", WalletItem.of(WALLET)),
                reason("ConditionalCheckFailed", Map.of()),
                reason("ConditionalCheckFailed", ChargeItem.of(WALLET_ID, CHARGE)),
                reason(
                    "ConditionalCheckFailed",
                    ChargeItem.document(WALLET_ID, Sample.DOCUMENT, CHARGE.id()))));

    assertThat(outcome(cancelled)).isEqualTo(new Stale(List.of(WALLET), Optional.of(CHARGE), true));
  }

  @Test
  void a_failed_condition_without_an_item_returns_none() {
    assertThat(outcome(cancelled("ConditionalCheckFailed", "None", "None", "None")))
        .isEqualTo(Stale.WITHOUT_ITEMS);
    assertThat(outcome(cancelled("None", "ConditionalCheckFailed", "None", "None")))
        .isEqualTo(Stale.WITHOUT_ITEMS);
    assertThat(outcome(cancelled("None", "None", "None", "ConditionalCheckFailed")))
        .isEqualTo(new Stale(List.of(), Optional.empty(), true));
  }

  @Test
  void a_duplicate_item_is_a_failed_condition() {
    assertThat(outcome(cancelled("None", "None", "DuplicateItem", "None")))
        .isEqualTo(Stale.WITHOUT_ITEMS);
  }

  @Test
  void a_failed_condition_overrides_a_conflict_in_any_order() {
    Stale stale = new Stale(List.of(), Optional.empty(), true);

    assertThat(outcome(cancelled("TransactionConflict", "None", "None", "ConditionalCheckFailed")))
        .isEqualTo(stale);
    assertThat(
            outcome(
                cancelled(
                    "None", "ThrottlingError", "TransactionConflict", "ConditionalCheckFailed")))
        .isEqualTo(stale);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"ValidationError", "ItemCollectionSizeLimitExceeded", "AccessDenied", "Novel"})
  void a_final_reason_is_thrown_in_any_combination(String code) {
    assertThrown(cancelled("None", "None", code, "None"));
    assertThrown(cancelled("ConditionalCheckFailed", code, "None", "TransactionConflict"));
  }

  @Test
  void a_cancellation_without_a_reason_is_thrown() {
    assertThrown(cancelled("None", "None", "None", "None"));
    assertThrown(cancelled());
  }

  private static void assertThrown(TransactionCanceledException cancelled) {
    assertThatThrownBy(() -> outcome(cancelled))
        .isInstanceOf(StoreFailure.class)
        .hasCause(cancelled);
  }

  private static Outcome outcome(TransactionCanceledException cancelled) {
    ScriptedClient client = new ScriptedClient(cancelled);
    return new DynamoDbStore(client, Scripts.TABLE, Sample.DUE_TIMES)
        .commits()
        .commit(COMMIT, Sample.token());
  }
}
