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
  private static final Duration SPAN = Duration.ofSeconds(20);

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
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void each_of_64_continuous_callers_is_answered_within_three_seconds(long seed) {
    Answers answers = Crowd.onOneWallet(64, seed).chargeFor(SPAN, BETWEEN);

    assertServed(answers, 0.55);
  }

  /// A caller that has just been answered finds the wallet free. It must not overtake the waiting
  /// callers again and again.
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void each_of_64_callers_that_charge_again_at_once_is_answered_within_three_seconds(long seed) {
    Answers answers = Crowd.onOneWallet(64, seed).chargeFor(SPAN, Duration.ZERO);

    assertServed(answers, 0.60);
  }

  /// All callers are answered in time. Together they reach at least that part of the limit, and
  /// they don't send transactions in vain to reach it.
  private static void assertServed(Answers answers, double leastOfLimit) {
    assertThat(answers.worst()).isLessThan(LONGEST_WAIT);
    assertThat(answers.busy()).isZero();
    assertThat(answers.perSecond()).isGreaterThan(leastOfLimit * SimulatedTable.limit());
    assertThat(answers.triesPerCharge()).isLessThan(10);
  }

  @Test
  void sixteen_shards_reach_ten_times_the_rate_of_one() {
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
