package dev.drawdown.adapters.contention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class VirtualTimeTest {
  private final VirtualTime time = new VirtualTime();
  private final List<String> seen = new ArrayList<>();

  @Test
  void processes_run_in_the_order_in_which_they_wake() {
    time.run(
        List.of(
            () -> {
              sleep(30);
              note("a");
              sleep(30);
              note("a");
            },
            () -> {
              sleep(20);
              note("b");
              sleep(20);
              note("b");
            }));

    assertThat(seen).containsExactly("b at 20", "a at 30", "b at 40", "a at 60");
  }

  @Test
  void processes_that_wake_at_one_instant_run_in_the_order_of_their_sleep_calls() {
    time.run(List.of(() -> note("a"), () -> note("b"), () -> note("c")));

    assertThat(seen).containsExactly("a at 0", "b at 0", "c at 0");
  }

  @Test
  void virtual_hours_take_no_real_time() {
    time.run(List.of(() -> time.sleep(Duration.ofHours(1_000_000))));

    assertThat(Duration.ofNanos(time.nanoTime())).isEqualTo(Duration.ofHours(1_000_000));
  }

  @Test
  void an_exception_of_a_process_is_thrown_after_all_have_ended() {
    assertThatThrownBy(
            () ->
                time.run(
                    List.of(
                        () -> {
                          throw new IllegalStateException("a defect");
                        },
                        () -> {
                          sleep(5);
                          note("b");
                        })))
        .hasRootCauseMessage("a defect");

    assertThat(seen).containsExactly("b at 5");
  }

  private void sleep(long millis) {
    time.sleep(Duration.ofMillis(millis));
  }

  private void note(String name) {
    seen.add(name + " at " + Duration.ofNanos(time.nanoTime()).toMillis());
  }
}
