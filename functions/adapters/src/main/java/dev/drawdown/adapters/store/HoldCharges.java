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

/// Adds the charge and purchase to the entries of expired holds, and in a pool also the account.
///
/// An expiry entry has only the number of the entry that opened the hold. That entry has the data.
public record HoldCharges(Ledgers ledgers, WalletId wallet) {
  /// At most 100 entries, each with its charge if it has one. This needs no read if all have one
  /// already.
  public List<Entry> withCharges(List<Entry> entries) {
    Set<Long> withoutCharge =
        entries.stream()
            .filter(entry -> entry.cause().charge().isEmpty())
            .flatMap(entry -> entry.cause().hold().stream().boxed())
            .collect(toSet());
    if (withoutCharge.isEmpty()) {
      return entries;
    }
    Map<Long, Entry> opening =
        ledgers.entries(wallet, withoutCharge).stream()
            .collect(toMap(Entry::number, entry -> entry));
    return entries.stream().map(entry -> withCharge(entry, opening)).toList();
  }

  private static Entry withCharge(Entry entry, Map<Long, Entry> opening) {
    return entry.cause().hold().stream()
        .mapToObj(opening::get)
        .filter(Objects::nonNull)
        .findFirst()
        .map(entry::asOpenedBy)
        .orElse(entry);
  }
}
