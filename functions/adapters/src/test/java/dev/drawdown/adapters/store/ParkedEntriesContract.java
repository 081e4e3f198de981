package dev.drawdown.adapters.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.drawdown.adapters.store.Stores.ParkedStore;
import dev.drawdown.domain.PoolId;
import dev.drawdown.domain.ledger.LedgerRange;
import dev.drawdown.domain.ledger.WalletId;
import dev.drawdown.domain.parking.Parked;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Parked entries are kept once under their names until an operator finishes them.
public interface ParkedEntriesContract extends StoreUnderTest {
  private ParkedStore<LedgerRange, LedgerRange> entries() {
    return store().parkedEntries();
  }

  @Test
  default void parked_entries_are_read_back_unchanged() {
    WalletId account = WalletId.of(Sample.account());
    WalletId shard = new WalletId(new PoolId(Sample.account().value()), 15);
    List<Parked<LedgerRange>> all =
        List.of(
            parked(LedgerRange.of(account, 1), "isn't there"),
            parked(new LedgerRange(account, 12, 14), "zu groß"),
            parked(LedgerRange.from(shard, 7), "has no version"));

    all.forEach(entries()::park);

    assertThat(pages(100)).containsAll(all);
  }

  @Test
  default void the_same_entries_are_kept_once_for_the_last_reason() {
    LedgerRange entries = LedgerRange.of(WalletId.of(Sample.account()), 3);
    entries().park(parked(entries, "first"));

    entries().park(parked(entries, "second"));

    assertThat(of(entries)).containsExactly(parked(entries, "second"));
  }

  @Test
  default void only_the_finished_entries_are_removed() {
    WalletId wallet = WalletId.of(Sample.account());
    Parked<LedgerRange> two = parked(new LedgerRange(wallet, 2, 3), "r");
    Parked<LedgerRange> open = parked(LedgerRange.from(wallet, 2), "r");
    List.of(two, open).forEach(entries()::park);

    assertThat(entries().unpark(two)).isEqualTo(new Outcome.Committed());
    assertThat(entries().unpark(parked(LedgerRange.of(wallet, 2), "r")))
        .isEqualTo(Outcome.Stale.WITHOUT_ITEMS);

    assertThat(of(two.work())).isEmpty();
    assertThat(of(open.work())).containsExactly(open);
  }

  @Test
  default void entries_parked_again_since_the_listing_stay() {
    LedgerRange entries = LedgerRange.of(WalletId.of(Sample.account()), 3);
    Parked<LedgerRange> listed = parked(entries, "first");
    Parked<LedgerRange> again = new Parked<>(entries, "first", Sample.NOW.plusSeconds(1));
    entries().park(listed);
    entries().park(again);

    assertThat(entries().unpark(listed)).isEqualTo(Outcome.Stale.WITHOUT_ITEMS);

    assertThat(entries().find(entries)).contains(again);
  }

  @Test
  default void a_long_list_is_paged_without_gap_or_overlap() {
    List<Parked<LedgerRange>> all = new ArrayList<>();
    for (int number = 1; number < 12; number++) {
      WalletId wallet = WalletId.of(Sample.account());
      all.add(parked(LedgerRange.of(wallet, number), "r"));
    }
    all.forEach(entries()::park);

    assertThat(pages(3)).doesNotHaveDuplicates().containsAll(all);
  }

  @Test
  default void a_page_size_of_0_parked_entries_is_refused() {
    assertThatIllegalArgumentException().isThrownBy(() -> entries().page(0, Optional.empty()));
  }

  private List<Parked<LedgerRange>> of(LedgerRange entries) {
    return entries().find(entries).stream().toList();
  }

  private List<Parked<LedgerRange>> pages(int limit) {
    List<Parked<LedgerRange>> all = new ArrayList<>();
    List<Parked<LedgerRange>> page = entries().page(limit, Optional.empty());
    while (!page.isEmpty()) {
      assertThat(page.size()).isLessThanOrEqualTo(limit);
      all.addAll(page);
      page = entries().page(limit, Optional.of(page.getLast().work()));
    }
    return all;
  }

  private static Parked<LedgerRange> parked(LedgerRange entries, String reason) {
    return new Parked<>(entries, reason, Sample.NOW);
  }
}
