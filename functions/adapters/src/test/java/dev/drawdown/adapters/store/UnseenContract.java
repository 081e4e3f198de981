package dev.drawdown.adapters.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.ChargeId;
import dev.drawdown.domain.charge.Situation;
import dev.drawdown.domain.ledger.WalletId;
import dev.drawdown.domain.wallet.AccountWallet;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Records that were never written.
public interface UnseenContract extends StoreUnderTest {
  @Test
  default void an_unknown_account_reads_as_an_unseen_wallet_and_nothing_else() {
    AccountId account = Sample.account();

    Situation situation =
        store()
            .accounts()
            .load(account, Optional.of(new ChargeId("k")), Optional.of(Sample.DOCUMENT));

    assertThat(situation)
        .isEqualTo(
            new Situation(AccountWallet.unseen(account), Optional.empty(), Optional.empty()));
  }

  @Test
  default void an_unknown_account_has_no_entries() {
    AccountId account = Sample.account();

    assertThat(store().ledgers().entriesBefore(WalletId.of(account), Long.MAX_VALUE, 10)).isEmpty();
    assertThat(store().ledgers().entriesAfter(WalletId.of(account), 0, 10)).isEmpty();
  }

  @Test
  default void reading_writes_nothing() {
    AccountId account = Sample.account();

    assertThat(walletOf(account).version()).isZero();

    assertThat(tried(Sample.opening(account))).isEqualTo(new Outcome.Committed());
  }
}
