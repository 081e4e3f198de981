package dev.drawdown.monthlyreset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drawdown.adapters.store.StoreFailure;
import dev.drawdown.adapters.store.StoreFailure.Kind;
import dev.drawdown.monthlyreset.WalletSweeper.WalletSweepResult;
import org.junit.jupiter.api.Test;

/// A failure of the store is passing, the wallet's own, or the deployment's.
class StoreFailureTest {
  @Test
  void throttling_leaves_the_wallet_and_slows_the_pace() {
    assertThat(looked(Kind.THROTTLED))
        .isEqualTo(new WalletSweepResult.LeftForLater("throttled", true));
  }

  @Test
  void no_answer_leaves_the_wallet() {
    assertThat(looked(Kind.PASSING))
        .isEqualTo(new WalletSweepResult.LeftForLater("java.lang.IllegalStateException: why"));
  }

  @Test
  void what_can_not_be_written_of_a_wallet_is_its_own_trouble() {
    assertThat(looked(Kind.REFUSED))
        .isEqualTo(new WalletSweepResult.Stuck("java.lang.IllegalStateException: why"));
  }

  @Test
  void what_is_wrong_with_the_deployment_is_thrown_as_it_came() {
    assertThatThrownBy(() -> looked(Kind.UNUSABLE)).isInstanceOf(StoreFailure.class);
  }

  private static WalletSweepResult looked(Kind kind) {
    StoreFailure failure = new StoreFailure(kind, new IllegalStateException("why"));
    return WalletSweeper.looked(
        "account#anna",
        _ -> {
          throw failure;
        });
  }
}
