package dev.drawdown.publishing;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import dev.drawdown.adapters.bus.EventBus;
import dev.drawdown.adapters.bus.EventBus.BusEvent;
import dev.drawdown.adapters.json.Json;
import dev.drawdown.adapters.store.HoldCharges;
import dev.drawdown.adapters.store.StoreFailure;
import dev.drawdown.adapters.store.Stores.Ledgers;
import dev.drawdown.domain.ledger.Entry;
import dev.drawdown.domain.ledger.LedgerRange;
import dev.drawdown.domain.ledger.WalletId;
import dev.drawdown.events.LedgerEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Reads entries by their numbers, and turns them into events.
record EntryReader(Ledgers ledgers) {
  /// The largest number of entries in one read. No transaction writes more.
  static final int MOST = 100;

  /// An entry to put on the bus, and its event.
  record PublishableEntry(WalletId wallet, long number, BusEvent event) {
    LedgerRange entry() {
      return LedgerRange.of(wallet, number);
    }
  }

  /// The result of reading a range of entries: those that have an event, those that can't be
  /// published, and those that are missing, each in order.
  record FoundEntries(
      List<PublishableEntry> publishables,
      List<UnpublishableEntries> unpublishable,
      List<LedgerRange> missing) {
    FoundEntries {
      publishables = List.copyOf(publishables);
      unpublishable = List.copyOf(unpublishable);
      missing = List.copyOf(missing);
    }

    private static FoundEntries unpublishable(UnpublishableEntries entries) {
      return new FoundEntries(List.of(), List.of(entries), List.of());
    }

    boolean isNothing() {
      return publishables.isEmpty() && unpublishable.isEmpty();
    }

    /// The number of the last entry that was found, or 0 if there is none.
    long last() {
      return Stream.concat(
              publishables.stream().map(PublishableEntry::number),
              unpublishable.stream().map(entries -> entries.entries().last()))
          .reduce(0L, Math::max);
    }

    /// These entries and the ones after them.
    private FoundEntries then(FoundEntries later) {
      return new FoundEntries(
          joined(publishables, later.publishables),
          joined(unpublishable, later.unpublishable),
          joined(missing, later.missing));
    }

    private static <T> List<T> joined(List<T> first, List<T> second) {
      return Stream.concat(first.stream(), second.stream()).toList();
    }
  }

  /// Reads at most [#MOST] entries. One unreadable entry doesn't affect the others. If the store
  /// can't be reached, it throws the client's exception.
  FoundEntries read(LedgerRange range) {
    try {
      return found(range, entries(range));
    } catch (StoreFailure unreachable) {
      throw unreachable;
    } catch (RuntimeException unreadable) {
      if (range.size() == 1) {
        return FoundEntries.unpublishable(
            new UnpublishableEntries(range, "can't be read: " + unreadable));
      }
      long middle = range.first() + range.size() / 2;
      WalletId wallet = range.wallet();
      return read(new LedgerRange(wallet, range.first(), middle - 1))
          .then(read(new LedgerRange(wallet, middle, range.last())));
    }
  }

  private Map<Long, Entry> entries(LedgerRange range) {
    List<Entry> entries = ledgers.entries(range.wallet(), range.numbers().boxed().collect(toSet()));
    return new HoldCharges(ledgers, range.wallet())
        .withCharges(entries).stream().collect(toMap(Entry::number, entry -> entry));
  }

  private static FoundEntries found(LedgerRange range, Map<Long, Entry> entries) {
    List<PublishableEntry> publishables = new ArrayList<>();
    List<UnpublishableEntries> unpublishable = new ArrayList<>();
    List<LedgerRange> missing = new ArrayList<>();
    for (long number : range.numbers().toArray()) {
      Entry entry = entries.get(number);
      if (entry == null) {
        miss(LedgerRange.of(range.wallet(), number), missing);
        continue;
      }
      try {
        publishables.add(publishable(range.wallet(), entry));
      } catch (IllegalArgumentException lacking) {
        LedgerRange itself = LedgerRange.of(range.wallet(), number);
        unpublishable.add(new UnpublishableEntries(itself, String.valueOf(lacking.getMessage())));
      }
    }
    return new FoundEntries(publishables, unpublishable, missing);
  }

  private static void miss(LedgerRange entry, List<LedgerRange> missing) {
    if (missing.isEmpty() || missing.getLast().last() != entry.first() - 1) {
      missing.add(entry);
    } else {
      LedgerRange before = missing.removeLast();
      missing.add(new LedgerRange(entry.wallet(), before.first(), entry.last()));
    }
  }

  private static PublishableEntry publishable(WalletId wallet, Entry entry) {
    LedgerEvent event = EntryEvent.of(wallet, entry);
    BusEvent put =
        new BusEvent(LedgerEvent.SOURCE, event.type(), entry.at(), Json.write(event.detail()));
    if (put.bytes() > EventBus.MAX_BYTES) {
      throw new IllegalArgumentException(put.bytes() + " bytes are more than the bus takes");
    }
    return new PublishableEntry(wallet, entry.number(), put);
  }
}
