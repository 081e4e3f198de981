package dev.drawdown.adapters.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.adapters.store.Stores.DueStore;
import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.charge.Charge;
import dev.drawdown.domain.charge.ChargeRequest.DocumentKey;
import dev.drawdown.domain.commit.Commit;
import dev.drawdown.domain.commit.Write;
import dev.drawdown.domain.wallet.AccountWallet;
import dev.drawdown.domain.wallet.Journal;
import java.util.List;
import java.util.Optional;

/// A store under test, with short methods to use it.
public interface StoreUnderTest {
  /// Stores of wallets with the due times of [Sample#DUE_TIMES].
  Stores store();

  default Stores.Payments payments() {
    return store().payments();
  }

  default DueStore due() {
    return store().due();
  }

  default AccountWallet walletOf(AccountId account) {
    return store().wallets().wallet(account);
  }

  default Optional<Charge> stored(AccountId account, Charge charge) {
    return store().accounts().load(account, Optional.of(charge.id()), Optional.empty()).underKey();
  }

  default Optional<Charge> keeping(AccountId account, DocumentKey document) {
    return store().accounts().load(account, Optional.empty(), Optional.of(document)).onDocument();
  }

  /// Commits records without a wallet, which must succeed.
  default void recordsOnly(Write... writes) {
    Commit commit = new Commit.RecordsOnly(List.of(writes));
    assertThat(store().commits().commit(commit, Sample.token())).isEqualTo(new Outcome.Committed());
  }

  default void assertStale(Write write) {
    Outcome outcome =
        store().commits().commit(new Commit.RecordsOnly(List.of(write)), Sample.token());
    assertThat(outcome).isEqualTo(Outcome.Stale.WITHOUT_ITEMS);
  }

  default Outcome tried(Journal<?> journal, Write... writes) {
    return store().commits().commit(Sample.commit(journal, writes), Sample.token());
  }

  /// Commits a journal, which must succeed, and returns the wallet.
  default AccountWallet committed(Journal<AccountWallet> journal, Write... writes) {
    Commit commit = Sample.commit(journal, writes);
    assertThat(store().commits().commit(commit, Sample.token())).isEqualTo(new Outcome.Committed());
    return journal.wallet();
  }
}
