package dev.drawdown.publishing;

import dev.drawdown.adapters.store.Deadline;
import dev.drawdown.adapters.store.Jitter.Pause;
import dev.drawdown.domain.ledger.LedgerRange;
import dev.drawdown.publishing.EntryReader.FoundEntries;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Publishes entries again, whether or not they were published before, page by page.
public final class Republishing {
  private final PublishingPorts ports;
  private final EntryReader reader;
  private final Supplier<Deadline> deadlines;
  private final Pause pause;

  public Republishing(PublishingPorts ports) {
    this(ports, () -> Deadline.after(BusWriter.LIMIT, System::nanoTime), Pause.SLEEPING);
  }

  Republishing(PublishingPorts ports, Supplier<Deadline> deadlines, Pause pause) {
    this.ports = ports;
    this.reader = new EntryReader(ports.entries());
    this.deadlines = deadlines;
    this.pause = pause;
  }

  /// The result for one page of at most 100 entries: the number of entries that the bus took, and
  /// the others with their reasons.
  public record PublishedPage(
      LedgerRange entries, int put, List<UnpublishableEntries> unpublished) {
    public PublishedPage {
      unpublished = List.copyOf(unpublished);
    }
  }

  /// Publishes `entries`, and passes the result of each page to `progress` at once. Returns whether
  /// the bus took all of them. An open range ends with the last existing entry.
  public boolean publish(LedgerRange entries, Consumer<PublishedPage> progress) {
    boolean all = true;
    for (long first = entries.first(); first <= entries.last(); first += EntryReader.MOST) {
      LedgerRange page = page(entries, first);
      FoundEntries found = reader.read(page);
      if (found.isNothing()) {
        boolean ended = entries.isOpen() && first > entries.first();
        if (!ended) {
          progress.accept(missing(new LedgerRange(entries.wallet(), first, entries.last())));
        }
        return ended && all;
      }
      PublishedPage published = publish(found, page, entries.isOpen());
      progress.accept(published);
      all &= published.unpublished().isEmpty();
    }
    return all;
  }

  private static LedgerRange page(LedgerRange entries, long first) {
    long last = Math.min(first + EntryReader.MOST - 1, entries.last());
    return new LedgerRange(entries.wallet(), first, last);
  }

  private PublishedPage publish(FoundEntries found, LedgerRange page, boolean open) {
    BusWriter.Result result =
        BusWriter.put(found.publishables(), ports.bus(), deadlines.get(), pause);
    int put = found.publishables().size() - result.left().size() - result.refused().size();
    Stream<UnpublishableEntries> unpublished =
        Stream.of(
                found.unpublishable().stream(),
                missing(found, open),
                result.refused().stream(),
                result.left().stream()
                    .map(left -> new UnpublishableEntries(left.entry(), result.trouble())))
            .flatMap(each -> each);
    return new PublishedPage(page, put, unpublished.toList());
  }

  /// In an open range, entries after the last one aren't missing.
  private static Stream<UnpublishableEntries> missing(FoundEntries found, boolean open) {
    return found.missing().stream()
        .filter(entries -> !open || entries.first() < found.last())
        .map(UnpublishableEntries::missing);
  }

  private static PublishedPage missing(LedgerRange rest) {
    return new PublishedPage(rest, 0, List.of(UnpublishableEntries.missing(rest)));
  }
}
