package dev.drawdown.adapters.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.adapters.store.Outcome.Stale;
import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.Credits;
import dev.drawdown.domain.charge.Charge;
import dev.drawdown.domain.charge.Charge.Returned;
import dev.drawdown.domain.charge.Charge.State;
import dev.drawdown.domain.charge.ChargeWrite;
import dev.drawdown.domain.commit.Write;
import dev.drawdown.domain.ledger.WalletId;
import dev.drawdown.domain.wallet.AccountWallet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// A charge is opened once under its key. Only a caller that read its last change can change it.
public interface ChargeConditionContract extends StoreUnderTest {
  State REFUNDED = new State.Refunded(new Returned(Credits.of(1), Credits.NONE));

  @Test
  default void a_used_key_returns_its_charge_and_nothing_is_written() {
    AccountId account = Sample.account();
    Charge first = Sample.charge("k");
    AccountWallet opened = committed(Sample.opening(account), new ChargeWrite.OpenCharge(first));
    Charge second = Sample.charge("k", Sample.DOCUMENT);

    Outcome outcome = tried(Sample.spending(opened), new ChargeWrite.OpenCharge(second));

    assertThat(outcome).isEqualTo(new Stale(List.of(), Optional.of(first), false));
    assertThat(stored(account, first)).contains(first);
    assertThat(walletOf(account)).isEqualTo(opened);
    assertThat(store().ledgers().entriesAfter(WalletId.of(account), 1, 10)).isEmpty();
  }

  @Test
  default void the_same_key_of_another_account_is_another_charge() {
    Charge charge = Sample.charge("k");
    committed(Sample.opening(Sample.account()), new ChargeWrite.OpenCharge(charge));
    AccountId other = Sample.account();

    committed(Sample.opening(other), new ChargeWrite.OpenCharge(charge));

    assertThat(stored(other, charge)).contains(charge);
  }

  @Test
  default void a_charge_is_changed_if_it_is_unchanged_since_it_was_read() {
    AccountId account = Sample.account();
    Charge charge = Sample.charge("k");
    AccountWallet opened = committed(Sample.opening(account), new ChargeWrite.OpenCharge(charge));
    Charge refunded = charge.changed(2, charge.drawdown(), REFUNDED);

    committed(Sample.spending(opened), new ChargeWrite.ChangeCharge(refunded, 1));

    assertThat(stored(account, charge)).contains(refunded);
  }

  @Test
  default void a_charge_changed_meanwhile_is_returned_as_it_is_now() {
    AccountId account = Sample.account();
    Charge charge = Sample.charge("k");
    AccountWallet opened = committed(Sample.opening(account), new ChargeWrite.OpenCharge(charge));
    Charge captured = charge.changed(2, charge.drawdown(), new State.Captured(Credits.of(1)));
    AccountWallet changed =
        committed(Sample.spending(opened), new ChargeWrite.ChangeCharge(captured, 1));
    Charge refunded = charge.changed(3, charge.drawdown(), REFUNDED);

    Outcome outcome = tried(Sample.spending(changed), new ChargeWrite.ChangeCharge(refunded, 1));

    assertThat(outcome).isEqualTo(new Stale(List.of(), Optional.of(captured), false));
    assertThat(stored(account, charge)).contains(captured);
    assertThat(walletOf(account)).isEqualTo(changed);
  }

  @Test
  default void an_unknown_charge_is_not_changed() {
    AccountId account = Sample.account();
    Charge charge = Sample.charge("k");

    Outcome outcome = tried(Sample.opening(account), new ChargeWrite.ChangeCharge(charge, 1));

    assertThat(outcome).isEqualTo(Stale.WITHOUT_ITEMS);
    assertThat(stored(account, charge)).isEmpty();
    assertThat(walletOf(account)).isEqualTo(AccountWallet.unseen(account));
  }

  @Test
  default void all_items_of_failed_conditions_are_returned_together() {
    AccountId account = Sample.account();
    Charge charge = Sample.charge("k", Sample.DOCUMENT);
    Write open = new ChargeWrite.OpenCharge(charge);
    Write keep = new ChargeWrite.KeepDocument(Sample.DOCUMENT, charge.id(), Optional.empty());
    AccountWallet opened = committed(Sample.opening(account), open, keep);

    Outcome outcome = tried(Sample.opening(account), open, keep);

    assertThat(outcome).isEqualTo(new Stale(List.of(opened), Optional.of(charge), true));
  }
}
