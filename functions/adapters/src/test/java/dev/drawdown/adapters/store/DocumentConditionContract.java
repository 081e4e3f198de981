package dev.drawdown.adapters.store;

import static dev.drawdown.adapters.store.Sample.DOCUMENT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.adapters.store.Outcome.Stale;
import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.charge.Charge;
import dev.drawdown.domain.charge.ChargeWrite;
import dev.drawdown.domain.charge.Situation;
import dev.drawdown.domain.commit.Write;
import dev.drawdown.domain.wallet.AccountWallet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// One charge at a time keeps a document, and only that charge frees it.
public interface DocumentConditionContract extends StoreUnderTest {
  Charge FIRST = Sample.charge("first", DOCUMENT);
  Charge SECOND = Sample.charge("second", DOCUMENT);
  Stale DOCUMENT_CHANGED = new Stale(List.of(), Optional.empty(), true);

  @Test
  default void a_document_returns_the_charge_that_keeps_it() {
    AccountId account = Sample.account();
    AccountWallet kept = keptByFirst(account);

    Situation underAnotherKey =
        store().accounts().load(account, Optional.of(SECOND.id()), Optional.of(DOCUMENT));
    Situation underItsOwnKey =
        store().accounts().load(account, Optional.of(FIRST.id()), Optional.of(DOCUMENT));

    assertThat(underAnotherKey)
        .isEqualTo(new Situation(kept, Optional.empty(), Optional.of(FIRST)));
    assertThat(underItsOwnKey)
        .isEqualTo(new Situation(kept, Optional.of(FIRST), Optional.of(FIRST)));
  }

  @Test
  default void a_kept_document_is_not_kept_by_another_charge() {
    AccountId account = Sample.account();
    AccountWallet kept = keptByFirst(account);

    Outcome outcome = tried(Sample.spending(kept), open(SECOND), keep(SECOND, Optional.empty()));

    assertThat(outcome).isEqualTo(DOCUMENT_CHANGED);
    assertThat(keeping(account, DOCUMENT)).contains(FIRST);
    assertThat(stored(account, SECOND)).isEmpty();
    assertThat(walletOf(account)).isEqualTo(kept);
  }

  @Test
  default void a_document_passes_from_the_given_back_charge_to_the_next() {
    AccountId account = Sample.account();
    AccountWallet kept = keptByFirst(account);

    committed(Sample.spending(kept), open(SECOND), keep(SECOND, Optional.of(FIRST)));

    assertThat(keeping(account, DOCUMENT)).contains(SECOND);
  }

  @Test
  default void a_document_taken_over_by_another_charge_is_not_taken_over_again() {
    AccountId account = Sample.account();
    AccountWallet kept = keptByFirst(account);
    AccountWallet passed =
        committed(Sample.spending(kept), open(SECOND), keep(SECOND, Optional.of(FIRST)));
    Charge third = Sample.charge("third", DOCUMENT);

    Outcome outcome = tried(Sample.spending(passed), open(third), keep(third, Optional.of(FIRST)));

    assertThat(outcome).isEqualTo(DOCUMENT_CHANGED);
    assertThat(keeping(account, DOCUMENT)).contains(SECOND);
    assertThat(stored(account, third)).isEmpty();
  }

  @Test
  default void a_free_document_is_not_taken_over() {
    AccountId account = Sample.account();

    Outcome outcome =
        tried(Sample.opening(account), open(SECOND), keep(SECOND, Optional.of(FIRST)));

    assertThat(outcome).isEqualTo(DOCUMENT_CHANGED);
    assertThat(keeping(account, DOCUMENT)).isEmpty();
  }

  @Test
  default void a_freed_document_can_be_kept_again() {
    AccountId account = Sample.account();
    AccountWallet kept = keptByFirst(account);

    AccountWallet freed = committed(Sample.spending(kept), free(FIRST));
    assertThat(keeping(account, DOCUMENT)).isEmpty();
    committed(Sample.spending(freed), open(SECOND), keep(SECOND, Optional.empty()));

    assertThat(keeping(account, DOCUMENT)).contains(SECOND);
  }

  @Test
  default void a_document_is_freed_only_by_the_charge_that_keeps_it() {
    AccountId account = Sample.account();
    AccountWallet kept = keptByFirst(account);

    Outcome outcome = tried(Sample.spending(kept), free(SECOND));

    assertThat(outcome).isEqualTo(DOCUMENT_CHANGED);
    assertThat(keeping(account, DOCUMENT)).contains(FIRST);
    assertThat(walletOf(account)).isEqualTo(kept);
  }

  @Test
  default void a_free_document_is_not_freed() {
    AccountId account = Sample.account();

    assertThat(tried(Sample.opening(account), free(FIRST))).isEqualTo(DOCUMENT_CHANGED);
    assertThat(walletOf(account)).isEqualTo(AccountWallet.unseen(account));
  }

  private AccountWallet keptByFirst(AccountId account) {
    return committed(Sample.opening(account), open(FIRST), keep(FIRST, Optional.empty()));
  }

  private static Write open(Charge charge) {
    return new ChargeWrite.OpenCharge(charge);
  }

  private static Write keep(Charge charge, Optional<Charge> instead) {
    return new ChargeWrite.KeepDocument(DOCUMENT, charge.id(), instead.map(Charge::id));
  }

  private static Write free(Charge charge) {
    return new ChargeWrite.FreeDocument(DOCUMENT, charge.id());
  }
}
