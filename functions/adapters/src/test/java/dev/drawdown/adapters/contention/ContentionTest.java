package dev.drawdown.adapters.contention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.adapters.contention.Crowd.Answers;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The waits of callers of one wallet or one pool. Transactions take 5 to 10 ms and cancel each
/// other. `docs/performance.md` has the complete tables.
class ContentionTest {
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(3);

  /// The average time between an answer and the caller's next charge.
  private static final Duration BETWEEN = Duration.ofMillis(50);

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void each_of_64_callers_at_the_same_moment_is_answered_within_three_seconds(long seed) {
    Answers answers = Crowd.onOneWallet(64, seed).chargeOnce();

    assertThat(answers.waits()).hasSize(64);
    assertThat(answers.worst()).isLessThan(LONGEST_WAIT);
    assertThat(answers.busy()).isZero();
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2})
  void each_of_64_continuous_callers_is_answered_within_three_seconds_at_half_of_the_limit(
      long seed) {
    Answers answers = Crowd.onOneWallet(64, seed).chargeFor(Duration.ofSeconds(10), BETWEEN);

    assertThat(answers.worst()).isLessThan(LONGEST_WAIT);
    assertThat(answers.busy()).isZero();
    assertThat(answers.perSecond()).isGreaterThan(0.5 * SimulatedTable.limit());
  }

  /// [ContentionBenchmark] asserts the same for 1,000 members, which takes minutes.
  @Test
  void sixteen_shards_reach_ten_times_the_rate_of_one_for_256_members() {
    double one = ofShards(1);
    double sixteen = ofShards(16);

    assertThat(sixteen).isGreaterThan(10 * one);
  }

  private static double ofShards(int shards) {
    return Crowd.onOnePool(shards, 256, 1).chargeFor(Duration.ofSeconds(3), BETWEEN).perSecond();
  }

  @Test
  void the_same_seed_has_the_same_waits() {
    Answers first = Crowd.onOneWallet(8, 7).chargeFor(Duration.ofSeconds(1), BETWEEN);
    Answers second = Crowd.onOneWallet(8, 7).chargeFor(Duration.ofSeconds(1), BETWEEN);

    assertThat(second).isEqualTo(first);
    assertThat(Crowd.onOneWallet(8, 8).chargeFor(Duration.ofSeconds(1), BETWEEN))
        .isNotEqualTo(first);
  }
}
