package dev.drawdown.adapters.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.adapters.store.Outcome.Committed;
import dev.drawdown.adapters.store.Outcome.Stale;
import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.charge.Charge;
import dev.drawdown.domain.charge.ChargeWrite;
import dev.drawdown.domain.ledger.WalletId;
import dev.drawdown.domain.wallet.AccountWallet;
import dev.drawdown.domain.wallet.Journal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// A wallet is written only over the version on which its new entries are based.
public interface WalletConditionContract extends StoreUnderTest {
  @Test
  default void commits_over_the_version_that_was_read() {
    AccountId account = Sample.account();
    committed(Sample.opening(account));

    Journal<AccountWallet> spent = Sample.spending(walletOf(account));
    Outcome outcome = tried(spent);

    assertThat(outcome).isEqualTo(new Committed());
    assertThat(walletOf(account)).isEqualTo(spent.wallet());
    assertThat(store().ledgers().entriesAfter(WalletId.of(account), 1, 10))
        .isEqualTo(spent.entries());
  }

  @Test
  default void a_stale_wallet_returns_the_newer_one_and_writes_nothing() {
    AccountId account = Sample.account();
    AccountWallet read = committed(Sample.opening(account));
    AccountWallet newer = committed(Sample.spending(read));
    Charge charge = Sample.charge("late");

    Outcome outcome = tried(Sample.spending(read), new ChargeWrite.OpenCharge(charge));

    assertThat(outcome).isEqualTo(new Stale(List.of(newer), Optional.empty(), false));
    assertThat(walletOf(account)).isEqualTo(newer);
    assertThat(stored(account, charge)).isEmpty();
    assertThat(store().ledgers().entriesAfter(WalletId.of(account), 0, 10)).hasSize(2);
  }

  @Test
  default void an_account_opened_meanwhile_returns_its_wallet() {
    AccountId account = Sample.account();
    AccountWallet opened = committed(Sample.opening(account));

    Outcome outcome = tried(Sample.opening(account));

    assertThat(outcome).isEqualTo(new Stale(List.of(opened), Optional.empty(), false));
  }

  @Test
  default void an_unwritten_wallet_is_not_overwritten() {
    AccountId account = Sample.account();
    AccountWallet imagined = Sample.opening(account).wallet();

    Outcome outcome = tried(Sample.spending(imagined));

    assertThat(outcome).isEqualTo(Stale.WITHOUT_ITEMS);
    assertThat(walletOf(account)).isEqualTo(AccountWallet.unseen(account));
  }

  @Test
  default void a_wallet_with_a_later_version_is_refused_like_an_earlier_one() {
    AccountId account = Sample.account();
    AccountWallet opened = committed(Sample.opening(account));
    AccountWallet imagined = Sample.spending(opened).wallet();

    Outcome outcome = tried(Sample.spending(imagined));

    assertThat(outcome).isEqualTo(new Stale(List.of(opened), Optional.empty(), false));
    assertThat(store().ledgers().entriesAfter(WalletId.of(account), 1, 10)).isEmpty();
  }

  @Test
  default void forty_entries_are_written_at_once() {
    AccountId account = Sample.account();
    Journal<AccountWallet> forty = Sample.noting(AccountWallet.unseen(account), 40, "sample");

    committed(forty);

    assertThat(store().ledgers().entriesAfter(WalletId.of(account), 0, 100))
        .isEqualTo(forty.entries());
    assertThat(walletOf(account).version()).isEqualTo(40);
  }
}
