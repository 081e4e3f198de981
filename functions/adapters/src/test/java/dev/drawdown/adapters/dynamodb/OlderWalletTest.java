package dev.drawdown.adapters.dynamodb;

import static dev.drawdown.adapters.dynamodb.Scripts.TABLE;
import static dev.drawdown.adapters.dynamodb.Scripts.batch;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.adapters.store.Sample;
import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.Credits;
import dev.drawdown.domain.PaymentId;
import dev.drawdown.domain.catalog.Pack.PackId;
import dev.drawdown.domain.ledger.WalletId;
import dev.drawdown.domain.manualchange.ManualChange;
import dev.drawdown.domain.manualchange.ManualChange.Grant;
import dev.drawdown.domain.manualchange.ManualChange.Made;
import dev.drawdown.domain.manualchange.ManualChanging.ManualChangeSituation;
import dev.drawdown.domain.pool.AvailableCredits;
import dev.drawdown.domain.topup.Payment;
import dev.drawdown.domain.topup.Payment.Credited;
import dev.drawdown.domain.topup.Payment.StoredPayment;
import dev.drawdown.domain.topup.ToppingUp.TopUpSituation;
import dev.drawdown.domain.wallet.AccountWallet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/// A batch reads a wallet just before entry 2 is written, and the record written with that entry
/// just after. A replay would show that wallet's balance, which lacks the credits of the record.
class OlderWalletTest {
  private static final AccountId ACCOUNT = new AccountId("ada");
  private static final AccountWallet OLDER = Sample.opening(ACCOUNT).wallet();
  private static final AccountWallet STORED = Sample.spending(OLDER).wallet();

  @Test
  void a_wallet_older_than_the_payment_read_with_it_is_read_again() {
    StoredPayment payment = new StoredPayment(payment(ACCOUNT), 1);
    ScriptedClient client =
        new ScriptedClient(
            batch(WalletItem.of(OLDER), PaymentItem.of(payment)), batch(WalletItem.of(STORED)));

    TopUpSituation found = store(client).payments().topUp(ACCOUNT, payment.payment().id());

    assertThat(found)
        .isEqualTo(new TopUpSituation(AvailableCredits.of(STORED), Optional.of(payment)));
  }

  /// The number of an entry says nothing about the wallet of another account.
  @Test
  void a_payment_of_another_account_takes_no_second_round_trip() {
    StoredPayment payment = new StoredPayment(payment(new AccountId("ben")), 1);
    ScriptedClient client =
        new ScriptedClient(
            batch(WalletItem.of(OLDER), PaymentItem.of(payment)), batch(WalletItem.of(STORED)));

    TopUpSituation found = store(client).payments().topUp(ACCOUNT, payment.payment().id());

    assertThat(found)
        .isEqualTo(new TopUpSituation(AvailableCredits.of(OLDER), Optional.of(payment)));
    assertThat(client.requests()).hasSize(1);
  }

  @Test
  void a_wallet_older_than_the_manual_change_read_with_it_is_read_again() {
    ManualChange.Key key = new ManualChange.Key("sorry-1");
    ManualChange five = new Grant(Credits.of(5), "sorry for the outage", Optional.empty());
    Made made = new Made(key, five, Optional.empty(), Sample.NOW, 2, List.of());
    ScriptedClient client =
        new ScriptedClient(
            batch(WalletItem.of(OLDER), ManualChangeItem.of(WalletId.of(ACCOUNT), made)),
            batch(WalletItem.of(STORED)));

    ManualChangeSituation found = store(client).manualChanges().load(ACCOUNT, key);

    assertThat(found)
        .isEqualTo(new ManualChangeSituation(AvailableCredits.of(STORED), Optional.of(made)));
  }

  /// A payment for a pack that entry 2 credited to `owner`.
  private static Payment payment(AccountId owner) {
    return Payment.unknown(new PaymentId("pi_1"))
        .credited(
            new Credited(owner, new PackId("pack-50"), 2, Credits.of(50), OptionalLong.empty()));
  }

  private static DynamoDbStore store(ScriptedClient client) {
    return new DynamoDbStore(client, TABLE, Sample.DUE_TIMES, _ -> {}, Scripts.JITTER);
  }
}
