package dev.drawdown.publishing;

import dev.drawdown.adapters.bus.EventBus;
import dev.drawdown.adapters.bus.EventBus.BusEvent;
import dev.drawdown.adapters.bus.EventBus.PutOutcome;
import dev.drawdown.adapters.bus.EventBus.PutOutcome.Failed;
import dev.drawdown.adapters.bus.EventBus.PutOutcome.Put;
import dev.drawdown.adapters.bus.EventBus.PutOutcome.Throttled;
import dev.drawdown.adapters.bus.InMemoryBus;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// A bus with every kind of failure. It takes nothing, a part, or everything and loses the answer,
/// or its caller dies before or after the call.
record FailingBus(InMemoryBus bus, Random random) implements EventBus {
  /// The process died.
  static final class Died extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  @Override
  public List<PutOutcome> put(List<BusEvent> events) {
    return switch (random.nextInt(10)) {
      case 0 -> all(events, new Throttled());
      case 1 -> all(events, new Failed("connection reset"));
      case 2 -> {
        bus.put(events);
        yield all(events, new Failed("timed out"));
      }
      case 3 -> throw new Died();
      case 4 -> {
        bus.put(events);
        throw new Died();
      }
      case 5, 6 -> events.stream().map(this::perhaps).toList();
      default -> bus.put(events);
    };
  }

  private PutOutcome perhaps(BusEvent event) {
    return switch (random.nextInt(3)) {
      case 0 -> new Throttled();
      case 1 -> new Failed("InternalFailure");
      default -> {
        bus.put(List.of(event));
        yield new Put();
      }
    };
  }

  private static List<PutOutcome> all(List<BusEvent> events, PutOutcome outcome) {
    List<PutOutcome> outcomes = new ArrayList<>();
    events.forEach(_ -> outcomes.add(outcome));
    return outcomes;
  }
}
