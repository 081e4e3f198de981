package dev.drawdown.publishing;

import dev.drawdown.adapters.store.Pages;
import dev.drawdown.adapters.store.PublishingStore;
import dev.drawdown.domain.ledger.LedgerRange;
import dev.drawdown.domain.parking.ParkedEntries;
import dev.drawdown.publishing.Republishing.PublishedPage;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// The ranges of entries that are parked because they couldn't be published. An operator publishes
/// or drops each range as it was parked.
public final class ParkedRanges {
  private final PublishingStore store;
  private final Republishing republishing;

  public ParkedRanges(PublishingPorts ports) {
    this(ports.parked(), new Republishing(ports));
  }

  ParkedRanges(PublishingStore store, Republishing republishing) {
    this.store = store;
    this.republishing = republishing;
  }

  /// All of them, in some order of their names. The stream reads the table page by page.
  public Stream<ParkedEntries> all() {
    return Pages.all(store::parkedEntries, ParkedEntries::entries);
  }

  /// What is parked as exactly these entries.
  public Optional<ParkedEntries> find(LedgerRange entries) {
    return all().filter(parked -> parked.entries().equals(entries)).findFirst();
  }

  /// Publishes the range, unparks it if the bus took all of it, and returns whether it did.
  ///
  /// The bus comes first: a command that breaks off between the two publishes the range once more.
  public boolean publish(ParkedEntries parked, Consumer<PublishedPage> progress) {
    boolean all = republishing.publish(parked.entries(), progress);
    if (all) {
      store.unpark(parked.entries());
    }
    return all;
  }

  /// Unparks the range without publishing it.
  public void drop(ParkedEntries parked) {
    store.unpark(parked.entries());
  }
}
