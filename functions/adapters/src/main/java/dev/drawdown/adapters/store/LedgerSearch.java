package dev.drawdown.adapters.store;

import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.ledger.Entry;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// Walks a ledger page by page, oldest first.
public final class LedgerSearch {
  private static final int PAGE = 100;

  private final Store store;

  public LedgerSearch(Store store) {
    this.store = store;
  }

  /// The first entry after number `after` that is meant.
  public Optional<Entry> first(AccountId account, long after, Predicate<Entry> meant) {
    List<Entry> page = store.entriesAfter(account, after, PAGE);
    while (!page.isEmpty()) {
      Optional<Entry> found = page.stream().filter(meant).findFirst();
      if (found.isPresent()) {
        return found;
      }
      page = store.entriesAfter(account, page.getLast().number(), PAGE);
    }
    return Optional.empty();
  }

  /// Every entry up to and with number `last`.
  public void forEach(AccountId account, long last, Consumer<Entry> each) {
    long seen = 0;
    while (seen < last) {
      List<Entry> page = store.entriesAfter(account, seen, (int) Math.min(PAGE, last - seen));
      if (page.isEmpty()) {
        return;
      }
      page.forEach(each);
      seen = page.getLast().number();
    }
  }
}
