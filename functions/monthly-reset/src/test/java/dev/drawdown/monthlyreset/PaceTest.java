package dev.drawdown.monthlyreset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.adapters.store.Jitter;
import dev.drawdown.monthlyreset.SweepBatches.Pace;
import dev.drawdown.monthlyreset.WalletSweeper.WalletSweepResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class PaceTest {
  private static final WalletSweepResult WELL = new WalletSweepResult.Advanced(2);
  private static final WalletSweepResult THROTTLED =
      new WalletSweepResult.TransientFailure("ThrottlingException", true);
  private static final WalletSweepResult CONFLICT =
      new WalletSweepResult.TransientFailure("TransactionConflict");

  private final List<Duration> pauses = new ArrayList<>();
  private final Pace pace = new Pace(pauses::add, new Jitter(millis(50), millis(1_600), longest()));

  @Test
  void each_good_round_adds_one_up_to_eight() {
    List<Integer> wallets = new ArrayList<>();
    for (int round = 0; round < 6; round++) {
      wallets.add(pace.wallets());
      pace.after(List.of(WELL, CONFLICT));
    }

    assertThat(wallets).containsExactly(4, 5, 6, 7, 8, 8);
    assertThat(pauses).isEmpty();
  }

  @Test
  void throttling_halves_the_pace_down_to_one_with_ever_longer_pauses() {
    List<Integer> wallets = new ArrayList<>();
    for (int round = 0; round < 4; round++) {
      wallets.add(pace.wallets());
      pace.after(List.of(WELL, THROTTLED));
    }

    assertThat(wallets).containsExactly(4, 2, 1, 1);
    assertThat(pauses).containsExactly(millis(50), millis(100), millis(200), millis(400));
  }

  @Test
  void the_pace_recovers_one_by_one() {
    pace.after(List.of(THROTTLED));
    pace.after(List.of(WELL));
    pace.after(List.of(WELL));
    pace.after(List.of(THROTTLED));

    assertThat(pace.wallets()).isEqualTo(2);
    assertThat(pauses).containsExactly(millis(50), millis(50));
  }

  private static Duration millis(long millis) {
    return Duration.ofMillis(millis);
  }

  /// Always picks the longest pause.
  private static RandomGenerator longest() {
    return new Random(0) {
      private static final long serialVersionUID = 1L;

      @Override
      public long nextLong(long bound) {
        return bound - 1;
      }
    };
  }
}
