package dev.drawdown.monthlyreset;

import static dev.drawdown.monthlyreset.Coach.DECEMBER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.adapters.store.DueTimes.DueWallet;
import dev.drawdown.adapters.store.InMemoryStore;
import dev.drawdown.adapters.store.Outcome;
import dev.drawdown.adapters.store.StoreBeside;
import dev.drawdown.adapters.store.Stores;
import dev.drawdown.adapters.store.Stores.ParkedStore;
import dev.drawdown.adapters.store.StuckParked;
import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.ledger.WalletId;
import dev.drawdown.domain.parking.Parked;
import dev.drawdown.monthlyreset.WalletSweeper.WalletSweepResult;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// An operator lists and retries wallets that couldn't be advanced.
class ParkedWalletsTest {
  private static final AccountId ANNA = new AccountId("anna");
  private static final AccountId BEN = new AccountId("ben");
  private static final String ANNAS = "account#anna";

  private final InMemoryStore store = Coach.store();

  @Test
  void all_parked_wallets_are_listed_with_their_reasons() {
    parked(ANNA, "it lacks a version");
    parked(BEN, "it lacks a plan");

    assertThat(wallets(store).list().all())
        .containsExactly(
            new Parked<>(ANNAS, "it lacks a version", DECEMBER),
            new Parked<>("account#ben", "it lacks a plan", DECEMBER));
  }

  @Test
  void a_long_list_is_read_page_by_page() {
    Coach.accounts(205).forEach(account -> parked(account, "why"));

    assertThat(wallets(store).list().all()).hasSize(205).doesNotHaveDuplicates();
  }

  @Test
  void a_fixed_wallet_is_advanced_and_unparked() {
    parked(ANNA, "it lacks a version");

    assertThat(retry(store)).isEqualTo(new WalletSweepResult.Advanced(2));

    assertThat(Coach.ledger(store, ANNA)).hasSize(4);
    assertThat(wallets(store).list().find(ANNAS)).isEmpty();
  }

  @Test
  void a_wallet_that_another_writer_advanced_meanwhile_is_unparked() {
    parked(ANNA, "it lacks a version");
    store.commitAll(Coach.charged(store.wallet(ANNA), "second", 1, DECEMBER).commits());

    assertThat(retry(store)).isEqualTo(new WalletSweepResult.UpToDate());

    assertThat(wallets(store).list().find(ANNAS)).isEmpty();
  }

  @Test
  void a_wallet_that_still_can_not_be_advanced_stays_parked_as_it_is() {
    parked(ANNA, "it lacks a version");
    Stores poisoned =
        new UnreadableStore(store, WalletId.of(ANNA), new IllegalStateException("still"));

    assertThat(retry(poisoned))
        .isEqualTo(
            new WalletSweepResult.PermanentFailure("java.lang.IllegalStateException: still"));

    assertThat(wallets(store).list().find(ANNAS))
        .contains(new Parked<>(ANNAS, "it lacks a version", DECEMBER));
  }

  @Test
  void an_advanced_wallet_that_the_table_does_not_unpark_is_not_done() {
    parked(ANNA, "it lacks a version");
    Outcome contended = new Outcome.Contended("TransactionConflict", false);

    assertThat(retry(stuck(contended)))
        .isEqualTo(new WalletSweepResult.TransientFailure("TransactionConflict", false));

    assertThat(Coach.ledger(store, ANNA)).hasSize(4);
    assertThat(wallets(store).list().find(ANNAS)).isPresent();
  }

  @Test
  void an_advanced_wallet_that_was_parked_again_is_not_done() {
    parked(ANNA, "it lacks a version");

    assertThat(retry(stuck(Outcome.Stale.WITHOUT_ITEMS)))
        .isEqualTo(new WalletSweepResult.TransientFailure("the sweep parked it again", false));
  }

  /// The stores, where unparking a wallet has this outcome.
  private Stores stuck(Outcome outcome) {
    return new StoreBeside() {
      @Override
      public Stores store() {
        return store;
      }

      @Override
      public ParkedStore<String, String> parkedWallets() {
        return new StuckParked<>(store.parkedWallets(), outcome);
      }
    };
  }

  private ParkedWallets wallets(Stores wallets) {
    return new ParkedWallets(Coach.december(wallets));
  }

  private WalletSweepResult retry(Stores wallets) {
    return wallets(wallets).retry(wallets(wallets).list().find(ANNAS).orElseThrow(), DECEMBER);
  }

  private void parked(AccountId account, String reason) {
    store.commitAll(Coach.charged(account, 1));
    String name = WalletId.of(account).toString();
    Instant until = DECEMBER.plusSeconds(86_400);
    store.park(new Parked<>(name, reason, DECEMBER), new DueWallet(name, DECEMBER), until);
  }
}
