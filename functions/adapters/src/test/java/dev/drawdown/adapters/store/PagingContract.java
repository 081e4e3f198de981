package dev.drawdown.adapters.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.ledger.Entry;
import dev.drawdown.domain.ledger.WalletId;
import dev.drawdown.domain.wallet.AccountWallet;
import dev.drawdown.domain.wallet.Journal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// A ledger is read by number, one page at a time, in both directions.
public interface PagingContract extends StoreUnderTest {
  @Test
  default void pages_back_from_the_newest_without_gap_or_overlap() {
    AccountId account = withEntries(105, "sample");
    List<Long> seen = new ArrayList<>();
    List<Entry> page = store().ledgers().entriesBefore(WalletId.of(account), Long.MAX_VALUE, 25);
    while (!page.isEmpty()) {
      page.forEach(entry -> seen.add(entry.number()));
      page = store().ledgers().entriesBefore(WalletId.of(account), seen.getLast(), 25);
    }

    assertThat(seen).isEqualTo(LongStream.rangeClosed(1, 105).boxed().toList().reversed());
  }

  @Test
  default void pages_forward_from_the_oldest_without_gap_or_overlap() {
    AccountId account = withEntries(105, "sample");
    List<Long> seen = new ArrayList<>();
    List<Entry> page = store().ledgers().entriesAfter(WalletId.of(account), 0, 25);
    while (!page.isEmpty()) {
      page.forEach(entry -> seen.add(entry.number()));
      page = store().ledgers().entriesAfter(WalletId.of(account), seen.getLast(), 25);
    }

    assertThat(seen).isEqualTo(LongStream.rangeClosed(1, 105).boxed().toList());
  }

  @Test
  default void a_page_ends_at_its_limit_or_at_the_end_of_the_ledger() {
    AccountId account = withEntries(12, "sample");

    assertThat(numbers(store().ledgers().entriesAfter(WalletId.of(account), 9, 2)))
        .containsExactly(10L, 11L);
    assertThat(numbers(store().ledgers().entriesAfter(WalletId.of(account), 9, 100)))
        .containsExactly(10L, 11L, 12L);
    assertThat(numbers(store().ledgers().entriesBefore(WalletId.of(account), 11, 2)))
        .containsExactly(10L, 9L);
    assertThat(numbers(store().ledgers().entriesBefore(WalletId.of(account), 3, 100)))
        .containsExactly(2L, 1L);
  }

  @Test
  default void there_are_no_entries_before_the_first_or_after_the_last() {
    AccountId account = withEntries(1, "sample");

    assertThat(store().ledgers().entriesBefore(WalletId.of(account), 1, 10)).isEmpty();
    assertThat(store().ledgers().entriesBefore(WalletId.of(account), 0, 10)).isEmpty();
    assertThat(store().ledgers().entriesBefore(WalletId.of(account), -5, 10)).isEmpty();
    assertThat(store().ledgers().entriesAfter(WalletId.of(account), 1, 10)).isEmpty();
    assertThat(store().ledgers().entriesAfter(WalletId.of(account), Long.MAX_VALUE, 10)).isEmpty();
    assertThat(numbers(store().ledgers().entriesAfter(WalletId.of(account), -5, 10)))
        .containsExactly(1L);
  }

  @Test
  default void entries_are_found_by_their_numbers() {
    AccountId account = withEntries(3, "sample");

    assertThat(numbers(store().ledgers().entries(WalletId.of(account), Set.of(3L, 1L, 9L))))
        .containsExactlyInAnyOrder(1L, 3L);
    assertThat(store().ledgers().entries(WalletId.of(account), Set.of())).isEmpty();
  }

  @Test
  default void a_page_size_of_0_is_refused() {
    AccountId account = Sample.account();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> store().ledgers().entriesBefore(WalletId.of(account), 9, 0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> store().ledgers().entriesAfter(WalletId.of(account), 0, 0));
  }

  @Test
  default void a_page_of_more_than_a_megabyte_is_complete() {
    AccountId account = withEntries(80, "x".repeat(20_000));

    assertThat(store().ledgers().entriesAfter(WalletId.of(account), 0, 100)).hasSize(80);
    assertThat(numbers(store().ledgers().entriesBefore(WalletId.of(account), 81, 79)))
        .hasSize(79)
        .endsWith(2L);
  }

  private AccountId withEntries(int count, String reason) {
    AccountWallet wallet = AccountWallet.unseen(Sample.account());
    while (wallet.version() < count) {
      int step = Math.toIntExact(Math.min(40, count - wallet.version()));
      Journal<AccountWallet> journal = Sample.noting(wallet, step, reason);
      wallet = committed(journal);
    }
    return wallet.account();
  }

  private static List<Long> numbers(List<Entry> entries) {
    return entries.stream().map(Entry::number).toList();
  }
}
