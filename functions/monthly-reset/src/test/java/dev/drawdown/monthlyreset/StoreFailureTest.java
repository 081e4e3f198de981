package dev.drawdown.monthlyreset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drawdown.adapters.store.StoreFailure;
import dev.drawdown.adapters.store.StoreFailure.Kind;
import dev.drawdown.monthlyreset.WalletSweeper.WalletSweepResult;
import org.junit.jupiter.api.Test;

/// A failure of the store is passing, concerns one wallet, or concerns the whole deployment.
class StoreFailureTest {
  @Test
  void throttling_leaves_the_wallet_and_slows_the_pace() {
    assertThat(attempted(Kind.THROTTLED))
        .isEqualTo(new WalletSweepResult.TransientFailure("throttled", true));
  }

  @Test
  void a_lost_answer_leaves_the_wallet() {
    assertThat(attempted(Kind.PASSING))
        .isEqualTo(new WalletSweepResult.TransientFailure("java.lang.IllegalStateException: why"));
  }

  @Test
  void a_write_that_the_table_refuses_concerns_that_wallet_only() {
    assertThat(attempted(Kind.REFUSED))
        .isEqualTo(new WalletSweepResult.PermanentFailure("java.lang.IllegalStateException: why"));
  }

  @Test
  void a_failure_of_the_deployment_is_thrown_unchanged() {
    assertThatThrownBy(() -> attempted(Kind.UNUSABLE)).isInstanceOf(StoreFailure.class);
  }

  private static WalletSweepResult attempted(Kind kind) {
    StoreFailure failure = new StoreFailure(kind, new IllegalStateException("why"));
    return WalletSweeper.attempt(
        "account#anna",
        _ -> {
          throw failure;
        });
  }
}
