package dev.drawdown.publishing;

import com.amazonaws.services.lambda.runtime.Context;
import dev.drawdown.adapters.calllog.CallLine;
import dev.drawdown.adapters.dynamodb.WalletChange;
import dev.drawdown.adapters.dynamodb.WalletChange.Grown;
import dev.drawdown.adapters.dynamodb.WalletChange.Nothing;
import dev.drawdown.adapters.dynamodb.WalletChange.Strange;
import dev.drawdown.adapters.dynamodb.WalletChange.Unreadable;
import dev.drawdown.adapters.store.Deadline;
import dev.drawdown.adapters.store.Jitter.Pause;
import dev.drawdown.adapters.store.StoreFailure;
import dev.drawdown.domain.ledger.LedgerRange;
import dev.drawdown.domain.parking.Parked;
import dev.drawdown.publishing.EntryReader.FoundEntries;
import dev.drawdown.publishing.EntryReader.PublishableEntry;
import dev.drawdown.publishing.Republishing.UnpublishableEntries;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Publishes the entries that changes of wallets name, in order. What can't be put and never could
/// is parked, so that the rest goes on; what can't be put now is left.
final class Publisher {
  /// How the log says that entries were parked, or a change was skipped. The alarm looks for it.
  /// The list of what is parked has the wallet's name and the reason, which don't belong into a
  /// log.
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

  CallLine line(Context context, boolean cold) {
    return ports.callLog().line(context, cold);
  }

  /// Returns how many changes, from the first on, are done: everything they name is on the bus or
  /// parked. Of those after them some may be, too.
  int publish(List<WalletChange> changes) {
    Deadline deadline = deadlines.get();
    List<PublishableEntry> publishables = new ArrayList<>();
    int read = 0;
    // The first is tried however late it is: whoever is called again and again gets on.
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
      case Strange(String item, String reason) -> {
        LOG.log(Level.WARNING, NOT_PUBLISHED + ": {0}: {1}", hash(item), reason);
        yield List.of();
      }
      case Nothing _ -> List.of();
    };
  }

  private void park(UnpublishableEntries entries) {
    Instant now = ports.clock().instant().truncatedTo(ChronoUnit.MILLIS);
    ports.parked().park(new Parked<>(entries.entries(), entries.reason(), now));
    LedgerRange range = entries.entries();
    String numbers = range.toString().substring(range.wallet().toString().length());
    LOG.log(Level.WARNING, NOT_PUBLISHED + ": {0}{1}", hash(range.wallet().toString()), numbers);
  }

  private String hash(String wallet) {
    return ports.callLog().hash(wallet).orElse("?");
  }

  /// What is neither on the bus nor parked.
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

  /// The place of the first change that brought one of these entries.
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
