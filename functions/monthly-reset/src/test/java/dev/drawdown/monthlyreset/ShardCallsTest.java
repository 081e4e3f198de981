package dev.drawdown.monthlyreset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.drawdown.adapters.queue.MessageQueue;
import dev.drawdown.adapters.queue.MessageQueue.Unsent;
import dev.drawdown.adapters.store.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class ShardCallsTest {
  private final List<Integer> batches = new ArrayList<>();
  private final Map<String, Integer> tries = new HashMap<>();
  private final List<Duration> pauses = new ArrayList<>();

  @Test
  void a_call_of_the_queue_takes_at_most_ten() {
    callAll(_ -> true, () -> false);

    assertThat(batches).containsExactly(10, 10, 10, 10, 10, 10, 4);
    assertThat(pauses).isEmpty();
  }

  @Test
  void messages_that_the_queue_did_not_take_are_sent_again_after_a_pause() {
    callAll(body -> !body.equals("{\"shard\":7}") || tries.get(body) > 1, () -> false);

    assertThat(tries).hasSize(64);
    assertThat(tries.remove("{\"shard\":7}")).isEqualTo(2);
    assertThat(tries.values()).containsOnly(1);
    assertThat(pauses).hasSize(1);
  }

  @Test
  void messages_that_the_queue_never_takes_are_reported_and_left_to_the_next_tick() {
    assertThatIllegalStateException()
        .isThrownBy(() -> callAll(body -> !body.contains("3"), () -> false))
        .withMessage("16 shards weren't called: it rains");
    assertThat(pauses).hasSize(5);
  }

  @Test
  void a_call_without_time_does_not_wait() {
    assertThatIllegalStateException()
        .isThrownBy(() -> callAll(_ -> false, () -> true))
        .withMessage("64 shards weren't called: it rains");
    assertThat(pauses).isEmpty();
  }

  private void callAll(Predicate<String> taken, Deadline deadline) {
    MessageQueue queue =
        bodies -> {
          batches.add(bodies.size());
          bodies.forEach(body -> tries.merge(body, 1, Integer::sum));
          return bodies.stream()
              .filter(taken.negate())
              .map(body -> new Unsent(body, "it rains"))
              .toList();
        };
    new ShardCalls(queue, pauses::add, SweepSchedule.JITTER).callAll(deadline);
  }
}
