package dev.drawdown.publishing;

import dev.drawdown.domain.ledger.LedgerRange;
import java.io.PrintStream;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Publishes entries again, whether or not they were published before, and tells of each page what
/// came of it.
final class Republishing {
  private final PublishingPorts ports;
  private final EntryReader reader;
  private final Supplier<PublishDeadline> deadlines;
  private final PrintStream out;

  Republishing(PublishingPorts ports, Supplier<PublishDeadline> deadlines, PrintStream out) {
    this.ports = ports;
    this.reader = new EntryReader(ports.entries());
    this.deadlines = deadlines;
    this.out = out;
  }

  /// Whether all of it is on the bus now. A range that is open is through where no entry is there.
  boolean publish(LedgerRange entries) {
    boolean all = true;
    for (long first = entries.first(); first <= entries.last(); first += EntryReader.MOST) {
      LedgerRange page = page(entries, first);
      FoundEntries found = reader.read(page);
      if (found.isNothing()) {
        boolean ended = entries.isOpen() && first > entries.first();
        return ended ? all : isGone(page);
      }
      all &= publish(found, page, entries.isOpen());
    }
    return all;
  }

  private static LedgerRange page(LedgerRange entries, long first) {
    long last = Math.min(first + EntryReader.MOST - 1, entries.last());
    return new LedgerRange(entries.wallet(), first, last);
  }

  private boolean publish(FoundEntries found, LedgerRange page, boolean open) {
    BusWriter.Result result = BusWriter.put(found.publishables(), ports.bus(), deadlines.get());
    int put = found.publishables().size() - result.left().size() - result.refused().size();
    out.println(page + "\t" + put + " put");
    Stream<UnpublishableEntries> untold =
        Stream.of(
                found.unpublishable().stream(),
                missing(found, open),
                result.refused().stream(),
                result.left().stream()
                    .map(left -> new UnpublishableEntries(left.entry(), result.trouble())))
            .flatMap(each -> each);
    List<UnpublishableEntries> all = untold.toList();
    all.forEach(entry -> out.println(entry.entries() + "\t" + entry.reason()));
    return all.isEmpty();
  }

  /// Of a range that is open, what comes after the last entry found isn't missing.
  private static Stream<UnpublishableEntries> missing(FoundEntries found, boolean open) {
    return found.missing().stream()
        .filter(entries -> !open || entries.first() < found.last())
        .map(UnpublishableEntries::missing);
  }

  private boolean isGone(LedgerRange page) {
    out.println(LedgerRange.from(page.wallet(), page.first()) + "\tnot in the ledger");
    return false;
  }
}
