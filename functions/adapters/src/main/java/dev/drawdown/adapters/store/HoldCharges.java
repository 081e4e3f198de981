package dev.drawdown.adapters.store;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import dev.drawdown.adapters.store.Stores.Ledgers;
import dev.drawdown.domain.ledger.Entry;
import dev.drawdown.domain.ledger.WalletId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// Names the charges of expired holds and what they were to buy, and in a pool whose they were: an
/// expiry's entry has only the number of the entry that opened the hold, which has all that.
public record HoldCharges(Ledgers ledgers, WalletId wallet) {
  /// At most 100 entries, each with its charge if it has one; no round trip where all have.
  public List<Entry> named(List<Entry> entries) {
    Set<Long> unnamed =
        entries.stream()
            .filter(entry -> entry.cause().charge().isEmpty())
            .flatMap(entry -> entry.cause().hold().stream().boxed())
            .collect(toSet());
    if (unnamed.isEmpty()) {
      return entries;
    }
    Map<Long, Entry> opening =
        ledgers.entries(wallet, unnamed).stream().collect(toMap(Entry::number, entry -> entry));
    return entries.stream().map(entry -> named(entry, opening)).toList();
  }

  private static Entry named(Entry entry, Map<Long, Entry> opening) {
    return entry.cause().hold().stream()
        .mapToObj(opening::get)
        .filter(Objects::nonNull)
        .findFirst()
        .map(entry::asOpenedBy)
        .orElse(entry);
  }
}
