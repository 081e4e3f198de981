package dev.drawdown.local.stream;

import dev.drawdown.adapters.bus.EventBus;
import dev.drawdown.adapters.bus.EventBus.BusEvent;
import dev.drawdown.adapters.bus.EventBus.PutOutcome;
import dev.drawdown.adapters.json.Json;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// A bus in memory, which passes events to its current listeners. No listener can delay it.
public final class LocalBus implements EventBus {
  private final Set<Listener> listeners = ConcurrentHashMap.newKeySet();

  @Override
  public List<PutOutcome> put(List<BusEvent> events) {
    for (BusEvent event : events) {
      String line = line(event);
      listeners.forEach(listener -> listener.receive(line));
    }
    listeners.removeIf(Listener::isBehind);
    return events.stream().<PutOutcome>map(_ -> new PutOutcome.Put()).toList();
  }

  public void join(Listener listener) {
    listeners.add(listener);
  }

  public void leave(Listener listener) {
    listeners.remove(listener);
  }

  /// The event as one line of JSON: `{"type": ...}` with its detail in the same object.
  private static String line(BusEvent event) {
    String fields = event.detail().substring(event.detail().indexOf('{') + 1);
    return "{\"type\":" + Json.write(event.type()) + (fields.equals("}") ? "" : ",") + fields;
  }

  /// A listener of the bus, with the lines that it hasn't taken yet, up to a bound. A listener
  /// beyond the bound gets no more lines, so that it never has gaps.
  public static final class Listener {
    private final BlockingQueue<String> lines;
    private volatile boolean behind;

    public Listener(int most) {
      lines = new LinkedBlockingQueue<>(most);
    }

    /// Never waits.
    public synchronized void receive(String line) {
      if (!behind && !lines.offer(line)) {
        behind = true;
        lines.clear();
        // This wakes a thread that waits for the next line.
        lines.add(line);
      }
    }

    public boolean isBehind() {
      return behind;
    }

    /// The next line. Empty if none arrives in this time, or the listener has ended.
    public Optional<String> next(Duration budget) throws InterruptedException {
      String line = lines.poll(budget.toMillis(), TimeUnit.MILLISECONDS);
      return Optional.ofNullable(line).filter(_ -> !behind);
    }
  }
}
