package dev.drawdown.monthlyreset;

import static dev.drawdown.monthlyreset.Coach.DECEMBER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.drawdown.adapters.bus.BusEvent;
import dev.drawdown.adapters.bus.EventBus;
import dev.drawdown.adapters.bus.PutOutcome;
import dev.drawdown.adapters.bus.PutOutcome.Failed;
import dev.drawdown.adapters.bus.PutOutcome.Put;
import dev.drawdown.adapters.bus.PutOutcome.Throttled;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ShardCallsTest {
  private final List<Integer> batches = new ArrayList<>();
  private final Map<String, Integer> tries = new HashMap<>();
  private final List<Duration> pauses = new ArrayList<>();

  @Test
  void a_call_of_the_bus_takes_at_most_ten() {
    callAll(_ -> new Put(), () -> false);

    assertThat(batches).containsExactly(10, 10, 10, 10, 10, 10, 4);
    assertThat(pauses).isEmpty();
  }

  @Test
  void exactly_those_that_the_bus_did_not_take_are_put_again_after_a_pause() {
    callAll(event -> isFirst(event, "{\"shard\":7}") ? new Throttled() : new Put(), () -> false);

    assertThat(tries).hasSize(64);
    assertThat(tries.remove("{\"shard\":7}")).isEqualTo(2);
    assertThat(tries.values()).containsOnly(1);
    assertThat(pauses).hasSize(1);
  }

  @Test
  void what_the_bus_does_not_take_however_often_is_told_and_left_to_the_next_tick() {
    EventBus broken =
        bus(event -> event.detail().contains("3") ? new Failed("it rains") : new Put());

    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                new ShardCalls(broken, pauses::add, SweepSchedule.JITTER)
                    .callAll(DECEMBER, () -> false))
        .withMessage("16 shards weren't called: Failed[reason=it rains]");
    assertThat(pauses).hasSize(5);
  }

  @Test
  void nobody_waits_where_time_is_short() {
    assertThatIllegalStateException()
        .isThrownBy(() -> callAll(_ -> new Throttled(), () -> true))
        .withMessage("64 shards weren't called: Throttled[]");
    assertThat(pauses).isEmpty();
  }

  private boolean isFirst(BusEvent event, String detail) {
    return event.detail().equals(detail) && tries.get(detail) == 1;
  }

  private void callAll(Taking taking, SweepDeadline deadline) {
    new ShardCalls(bus(taking), pauses::add, SweepSchedule.JITTER).callAll(DECEMBER, deadline);
  }

  /// What comes of an event.
  private interface Taking {
    PutOutcome of(BusEvent event);
  }

  private EventBus bus(Taking taking) {
    return events -> {
      batches.add(events.size());
      events.forEach(event -> tries.merge(event.detail(), 1, Integer::sum));
      return events.stream().map(taking::of).toList();
    };
  }
}
