package dev.drawdown.publishing;

import dev.drawdown.adapters.dynamodb.WalletChange;
import dev.drawdown.adapters.dynamodb.WalletChange.Grown;
import dev.drawdown.adapters.dynamodb.WalletChange.Nothing;
import dev.drawdown.adapters.dynamodb.WalletChange.Unexpected;
import dev.drawdown.adapters.dynamodb.WalletChange.Unreadable;
import dev.drawdown.adapters.store.Deadline;
import dev.drawdown.adapters.store.Jitter.Pause;
import dev.drawdown.adapters.store.StoreFailure;
import dev.drawdown.domain.ledger.LedgerRange;
import dev.drawdown.domain.parking.Parked;
import dev.drawdown.publishing.EntryReader.FoundEntries;
import dev.drawdown.publishing.EntryReader.PublishableEntry;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Publishes the entries of changed wallets, in order. It parks entries that can never be
/// published, so that the others go on. It leaves entries that can't be published now.
final class Publisher {
  /// The log line of parked entries or a skipped change. The alarm counts it. The wallet's name and
  /// the reason are only in the list of parked entries, because a log must not contain them.
  static final String NOT_PUBLISHED = "Not published";

  private static final System.Logger LOG = System.getLogger(Publisher.class.getName());

  private final PublishingPorts ports;
  private final EntryReader reader;
  private final Supplier<Deadline> deadlines;
  private final Pause pause;

  Publisher(PublishingPorts ports, Supplier<Deadline> deadlines, Pause pause) {
    this.ports = ports;
    this.reader = new EntryReader(ports.entries());
    this.deadlines = deadlines;
    this.pause = pause;
  }

  /// Returns the number of changes, from the first on, whose entries are all on the bus or parked.
  /// Some of the later changes may be done, too.
  int publish(List<WalletChange> changes) {
    Deadline deadline = deadlines.get();
    List<PublishableEntry> publishables = new ArrayList<>();
    int read = 0;
    // Reads the first change even after the deadline, so that repeated invocations make progress.
    while (read < changes.size() && (read == 0 || !deadline.isOver())) {
      try {
        publishables.addAll(publishables(changes.get(read)));
      } catch (StoreFailure unreachable) {
        waits("the table", unreachable.toString());
        break;
      }
      read++;
    }
    BusWriter.Result result = BusWriter.put(publishables, ports.bus(), deadline, pause);
    if (!result.left().isEmpty()) {
      waits("the bus", result.trouble());
    }
    return Math.min(read, firstOf(undone(result), changes));
  }

  private List<PublishableEntry> publishables(WalletChange change) {
    return switch (change) {
      case Grown(LedgerRange entries) when entries.size() > EntryReader.MOST -> {
        park(new UnpublishableEntries(entries, "more entries than one change brings"));
        yield List.of();
      }
      case Grown(LedgerRange entries) -> {
        FoundEntries found = reader.read(entries);
        found.unpublishable().forEach(this::park);
        found.missing().stream().map(UnpublishableEntries::missing).forEach(this::park);
        yield found.publishables();
      }
      case Unreadable(var wallet, String reason) -> {
        park(
            new UnpublishableEntries(LedgerRange.from(wallet, 1), "the wallet's change " + reason));
        yield List.of();
      }
      case Unexpected(String item, String reason) -> {
        LOG.log(Level.WARNING, NOT_PUBLISHED + ": {0}: {1}", hash(item), reason);
        yield List.of();
      }
      case Nothing _ -> List.of();
    };
  }

  private void park(UnpublishableEntries entries) {
    Instant now = ports.clock().instant();
    ports.parked().park(new Parked<>(entries.entries(), entries.reason(), now));
    LedgerRange range = entries.entries();
    String wallet = hash(range.wallet().toString());
    LOG.log(Level.WARNING, NOT_PUBLISHED + ": {0}/{1}", wallet, range.span());
  }

  private String hash(String wallet) {
    return ports.callLog().hash(wallet).orElse("?");
  }

  /// The entries that are neither on the bus nor parked.
  private Stream<LedgerRange> undone(BusWriter.Result result) {
    return Stream.concat(
        result.left().stream().limit(1).map(PublishableEntry::entry),
        result.refused().stream()
            .filter(entries -> !isParked(entries))
            .map(UnpublishableEntries::entries));
  }

  private boolean isParked(UnpublishableEntries entries) {
    try {
      park(entries);
      return true;
    } catch (StoreFailure unreachable) {
      waits("the table", unreachable.toString());
      return false;
    }
  }

  private static void waits(String cause, String trouble) {
    LOG.log(Level.ERROR, "Publishing waits for {0}: {1}", cause, trouble);
  }

  /// The position of the first change that brought one of these entries.
  private static int firstOf(Stream<LedgerRange> entries, List<WalletChange> changes) {
    return entries.mapToInt(entry -> placeOf(entry, changes)).min().orElse(changes.size());
  }

  private static int placeOf(LedgerRange entry, List<WalletChange> changes) {
    for (int place = 0; place < changes.size(); place++) {
      if (changes.get(place) instanceof Grown(LedgerRange entries)
          && entries.contains(entry.wallet(), entry.first())) {
        return place;
      }
    }
    throw new IllegalArgumentException("no change brought " + entry);
  }
}
