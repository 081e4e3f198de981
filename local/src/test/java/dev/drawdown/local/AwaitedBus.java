package dev.drawdown.local;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.drawdown.adapters.bus.EventBus;
import dev.drawdown.adapters.bus.EventBus.BusEvent;
import dev.drawdown.adapters.bus.EventBus.PutOutcome;
import dev.drawdown.adapters.bus.InMemoryBus;
import dev.drawdown.events.LedgerEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A bus whose every third call fails after it has taken half of the events. A test can wait for
/// its events.
final class AwaitedBus implements EventBus {
  private final InMemoryBus bus = new InMemoryBus();
  private final Map<String, LedgerEvent> byId = new TreeMap<>();
  private int calls;

  @Override
  public synchronized List<PutOutcome> put(List<BusEvent> events) {
    int taken = ++calls % 3 == 0 ? events.size() / 2 : events.size();
    List<BusEvent> first = events.subList(0, taken);
    if (taken > 0) {
      bus.put(first);
      first.stream().map(AwaitedBus::read).forEach(event -> byId.put(event.line().id(), event));
      notifyAll();
    }
    return events.stream().map(event -> outcome(first.contains(event))).toList();
  }

  private static PutOutcome outcome(boolean taken) {
    return taken ? new PutOutcome.Put() : new PutOutcome.Failed("as planned");
  }

  /// The events of a wallet in order, each once. Waits until there are so many.
  synchronized List<LedgerEvent> await(String wallet, long events) throws InterruptedException {
    while (of(wallet).size() < events) {
      wait();
    }
    return of(wallet);
  }

  private List<LedgerEvent> of(String wallet) {
    return byId.values().stream()
        .filter(event -> event.line().wallet().equals(wallet))
        .sorted(Comparator.comparingLong(event -> event.line().number()))
        .toList();
  }

  private static LedgerEvent read(BusEvent event) {
    try {
      return LedgerEvent.read(event.type(), JSON.std.mapFrom(event.detail())).orElseThrow();
    } catch (IOException notJson) {
      throw new UncheckedIOException(notJson);
    }
  }
}
