package dev.drawdown.adapters.store;

import dev.drawdown.domain.ledger.Entry;
import dev.drawdown.domain.wallet.WalletId;
import java.util.List;
import java.util.stream.Stream;

/// A ledger as a stream, oldest first, that reads a page when it gets there.
public record LedgerPages(Store store, WalletId wallet) {
  private static final int PAGE = 1_000;

  /// The entries with numbers above `number`.
  public Stream<Entry> after(long number) {
    return Stream.iterate(page(number), page -> !page.isEmpty(), this::next).flatMap(List::stream);
  }

  private List<Entry> next(List<Entry> page) {
    return page.size() < PAGE ? List.of() : page(page.getLast().number());
  }

  private List<Entry> page(long after) {
    return store.entriesAfter(wallet, after, PAGE);
  }
}
