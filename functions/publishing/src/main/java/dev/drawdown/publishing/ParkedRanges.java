package dev.drawdown.publishing;

import dev.drawdown.adapters.store.Outcome;
import dev.drawdown.adapters.store.Stores.ParkedList;
import dev.drawdown.adapters.store.Stores.ParkedStore;
import dev.drawdown.domain.ledger.LedgerRange;
import dev.drawdown.domain.parking.Parked;
import dev.drawdown.publishing.Republishing.PublishedPage;
import java.util.Optional;
import java.util.function.Consumer;

/// The ranges of entries that are parked because they couldn't be published. An operator publishes
/// or drops each range as a whole.
public final class ParkedRanges {
  private final ParkedStore<LedgerRange, LedgerRange> store;
  private final Republishing republishing;

  public ParkedRanges(PublishingPorts ports) {
    this(ports.parked(), new Republishing(ports));
  }

  ParkedRanges(ParkedStore<LedgerRange, LedgerRange> store, Republishing republishing) {
    this.store = store;
    this.republishing = republishing;
  }

  public ParkedList<LedgerRange, LedgerRange> list() {
    return store;
  }

  /// Publishes the range, and unparks it if the bus took all of it. Returns the outcome of the
  /// unparking, or nothing if the bus didn't take all. A range that was parked again meanwhile
  /// stays parked.
  ///
  /// The bus comes first. A command that stops between the two steps publishes the range again next
  /// time.
  public Optional<Outcome> publish(Parked<LedgerRange> parked, Consumer<PublishedPage> progress) {
    return republishing.publish(parked.work(), progress)
        ? Optional.of(drop(parked))
        : Optional.empty();
  }

  /// Unparks the range without publishing it.
  public Outcome drop(Parked<LedgerRange> parked) {
    return store.unpark(parked);
  }
}
