package dev.drawdown.adapters.store;

import static dev.drawdown.adapters.store.Sample.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.adapters.store.DueTimes.DueWallet;
import dev.drawdown.adapters.store.Outcome.Committed;
import dev.drawdown.adapters.store.Outcome.Stale;
import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.ledger.WalletId;
import dev.drawdown.domain.parking.Parked;
import dev.drawdown.domain.wallet.AccountWallet;
import dev.drawdown.domain.wallet.Wallet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// A wallet that can't be advanced waits for an operator, and the sweep skips it.
public interface ParkedWalletContract extends StoreUnderTest {
  Instant FOUND_AT = Instant.parse("2026-03-14T09:25:00Z");
  Instant UNTIL = Instant.parse("2026-03-15T09:30:00Z");

  @Test
  default void a_parked_wallet_is_kept_with_its_reason_and_postponed() {
    Parked<String> parked = parked(due(Sample.account()), "it lacks a version");

    assertThat(due().park(parked, found(parked), UNTIL)).isEqualTo(new Committed());

    assertThat(store().parkedWallets().find(parked.work())).contains(parked);
    assertThat(wallet(parked).dueAt()).contains(UNTIL);
  }

  @Test
  default void a_wallet_with_a_new_due_time_is_not_parked() {
    Parked<String> parked = parked(due(Sample.account()), "it lacks a version");
    due().reschedule(wallet(parked), Optional.empty());

    assertThat(due().park(parked, found(parked), UNTIL)).isEqualTo(Stale.WITHOUT_ITEMS);

    assertThat(store().parkedWallets().find(parked.work())).isEmpty();
    assertThat(wallet(parked).dueAt()).isEmpty();
  }

  @Test
  default void a_wallet_parked_again_has_the_new_reason() {
    Parked<String> first = parked(due(Sample.account()), "the first");
    due().park(first, found(first), UNTIL);
    Parked<String> second = new Parked<>(first.work(), "the second", UNTIL);

    due().park(second, new DueWallet(first.work(), UNTIL), UNTIL.plusSeconds(300));

    assertThat(store().parkedWallets().find(first.work())).contains(second);
  }

  @Test
  default void a_finished_wallet_is_no_longer_parked() {
    Parked<String> parked = parked(due(Sample.account()), "it lacks a version");
    due().park(parked, found(parked), UNTIL);

    store().parkedWallets().unpark(parked);
    store().parkedWallets().unpark(parked);

    assertThat(store().parkedWallets().find(parked.work())).isEmpty();
    assertThat(all()).doesNotContain(parked);
  }

  @Test
  default void a_wallet_parked_again_since_the_listing_stays() {
    Parked<String> listed = parked(due(Sample.account()), "the first");
    due().park(listed, found(listed), UNTIL);
    Parked<String> again = new Parked<>(listed.work(), "the second", UNTIL);
    due().park(again, new DueWallet(listed.work(), UNTIL), UNTIL.plusSeconds(300));

    assertThat(store().parkedWallets().unpark(listed)).isEqualTo(Stale.WITHOUT_ITEMS);

    assertThat(store().parkedWallets().find(listed.work())).contains(again);
  }

  @Test
  default void parked_wallets_are_listed_page_by_page_by_name() {
    List<Parked<String>> parked = new ArrayList<>();
    for (int wallet = 0; wallet < 5; wallet++) {
      Parked<String> next = parked(due(Sample.account()), "number " + wallet);
      due().park(next, found(next), UNTIL);
      parked.add(next);
    }

    assertThat(all()).containsAll(parked);
    assertThat(all()).extracting(Parked::work).isSorted();
  }

  @Test
  default void a_long_reason_is_cut_short() {
    assertThat(new Parked<>("account#ada", "x".repeat(9_000), NOW).reason()).hasSize(500);
  }

  private List<Parked<String>> all() {
    List<Parked<String>> all = new ArrayList<>();
    List<Parked<String>> page = store().parkedWallets().page(2, Optional.empty());
    while (!page.isEmpty()) {
      all.addAll(page);
      page = store().parkedWallets().page(2, Optional.of(page.getLast().work()));
    }
    return all;
  }

  private AccountWallet due(AccountId account) {
    AccountWallet noted = AccountWallet.unseen(account).withDueAt(Optional.of(FOUND_AT));
    return committed(Sample.noting(noted, 1, "sample"));
  }

  private Wallet<?> wallet(Parked<String> parked) {
    return store().wallets().wallet(WalletId.parse(parked.work()));
  }

  private static Parked<String> parked(Wallet<?> wallet, String reason) {
    return new Parked<>(wallet.id().toString(), reason, NOW);
  }

  private static DueWallet found(Parked<String> parked) {
    return new DueWallet(parked.work(), FOUND_AT);
  }
}
