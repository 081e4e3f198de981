package dev.drawdown.adapters.store;

import dev.drawdown.adapters.store.Stores.Ledgers;
import dev.drawdown.domain.ledger.Entry;
import dev.drawdown.domain.ledger.WalletId;
import java.util.List;
import java.util.stream.Stream;

/// A ledger as a stream, oldest first. The stream reads each page of at most `size` entries when it
/// reaches it.
public record LedgerPages(Ledgers ledgers, WalletId wallet, int size) {
  private static final int WHOLE = 1_000;

  /// A ledger to read to its end.
  public LedgerPages(Ledgers ledgers, WalletId wallet) {
    this(ledgers, wallet, WHOLE);
  }

  /// The entries with numbers above `number`.
  public Stream<Entry> after(long number) {
    return Stream.iterate(page(number), page -> !page.isEmpty(), this::next).flatMap(List::stream);
  }

  private List<Entry> next(List<Entry> page) {
    return page.size() < size ? List.of() : page(page.getLast().number());
  }

  private List<Entry> page(long after) {
    return ledgers.entriesAfter(wallet, after, size);
  }
}
