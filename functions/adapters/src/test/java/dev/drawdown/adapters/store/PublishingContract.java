package dev.drawdown.adapters.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.drawdown.domain.PoolId;
import dev.drawdown.domain.ledger.LedgerRange;
import dev.drawdown.domain.ledger.WalletId;
import dev.drawdown.domain.parking.ParkedEntries;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Parked entries are kept once under their names until somebody is done with them.
public interface PublishingContract {
  PublishingStore publishing();

  @Test
  default void parked_entries_come_back_as_they_were_parked() {
    WalletId account = WalletId.of(Sample.account());
    WalletId shard = new WalletId(new PoolId(Sample.account().value()), 15);
    List<ParkedEntries> all =
        List.of(
            parked(LedgerRange.of(account, 1), "isn't there"),
            parked(new LedgerRange(account, 12, 14), "zu groß"),
            parked(LedgerRange.from(shard, 7), "has no version"));

    all.forEach(publishing()::park);

    assertThat(pages(100)).containsAll(all);
  }

  @Test
  default void the_same_entries_are_kept_once_for_the_last_reason() {
    LedgerRange entries = LedgerRange.of(WalletId.of(Sample.account()), 3);
    publishing().park(parked(entries, "first"));

    publishing().park(parked(entries, "second"));

    assertThat(of(entries)).containsExactly(parked(entries, "second"));
  }

  @Test
  default void what_is_done_with_is_gone_and_nothing_else_is() {
    WalletId wallet = WalletId.of(Sample.account());
    ParkedEntries two = parked(new LedgerRange(wallet, 2, 3), "r");
    ParkedEntries open = parked(LedgerRange.from(wallet, 2), "r");
    List.of(two, open).forEach(publishing()::park);

    publishing().unpark(two.entries());
    publishing().unpark(LedgerRange.of(wallet, 2));
    publishing().unpark(LedgerRange.of(WalletId.of(Sample.account()), 2));

    assertThat(of(two.entries())).isEmpty();
    assertThat(of(open.entries())).containsExactly(open);
  }

  @Test
  default void a_long_list_is_paged_without_gap_or_overlap() {
    List<ParkedEntries> all = new ArrayList<>();
    for (int number = 1; number < 12; number++) {
      WalletId wallet = WalletId.of(Sample.account());
      all.add(parked(LedgerRange.of(wallet, number), "r"));
    }
    all.forEach(publishing()::park);

    assertThat(pages(3)).doesNotHaveDuplicates().containsAll(all);
  }

  @Test
  default void a_page_of_no_parked_entries_is_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> publishing().parkedEntries(0, Optional.empty()));
  }

  private List<ParkedEntries> of(LedgerRange entries) {
    return pages(100).stream().filter(parked -> parked.entries().equals(entries)).toList();
  }

  private List<ParkedEntries> pages(int limit) {
    List<ParkedEntries> all = new ArrayList<>();
    List<ParkedEntries> page = publishing().parkedEntries(limit, Optional.empty());
    while (!page.isEmpty()) {
      assertThat(page.size()).isLessThanOrEqualTo(limit);
      all.addAll(page);
      page = publishing().parkedEntries(limit, Optional.of(page.getLast().entries()));
    }
    return all;
  }

  private static ParkedEntries parked(LedgerRange entries, String reason) {
    return new ParkedEntries(entries, reason, Sample.NOW);
  }
}
