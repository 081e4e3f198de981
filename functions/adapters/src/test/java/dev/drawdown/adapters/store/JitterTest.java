package dev.drawdown.adapters.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.drawdown.adapters.store.Jitter.Pause;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JitterTest {
  private static final Duration FIRST = Duration.ofMillis(25);
  private static final Duration LONGEST = Duration.ofMillis(400);

  @Test
  void the_bound_doubles_with_every_retry_up_to_the_longest() {
    Jitter jitter = new Jitter(FIRST, LONGEST, new Random(7));

    assertThat(longestOf(1_000, jitter, 1)).isBetween(Duration.ofMillis(20), FIRST);
    assertThat(longestOf(1_000, jitter, 3))
        .isBetween(Duration.ofMillis(90), Duration.ofMillis(100));
    assertThat(longestOf(1_000, jitter, 5)).isBetween(Duration.ofMillis(390), LONGEST);
    assertThat(longestOf(1_000, jitter, 1_000)).isBetween(Duration.ofMillis(390), LONGEST);
  }

  @Test
  void a_pause_may_be_0() {
    Jitter jitter = new Jitter(FIRST, LONGEST, () -> 0);

    assertThat(jitter.before(9)).isZero();
  }

  @Test
  void invalid_bounds_are_refused() {
    assertThatIllegalArgumentException().isThrownBy(() -> Jitter.between(Duration.ZERO, LONGEST));
    assertThatIllegalArgumentException().isThrownBy(() -> Jitter.between(LONGEST, FIRST));
  }

  @Test
  void an_interrupt_ends_the_pause_and_stays_set() {
    Thread.currentThread().interrupt();

    assertThatIllegalStateException().isThrownBy(() -> Pause.SLEEPING.pause(LONGEST));

    assertThat(Thread.interrupted()).isTrue();
  }

  private static Duration longestOf(int pauses, Jitter jitter, int retry) {
    Duration longest = Duration.ZERO;
    for (int pause = 0; pause < pauses; pause++) {
      Duration next = jitter.before(retry);
      longest = next.compareTo(longest) > 0 ? next : longest;
    }
    return longest;
  }
}
