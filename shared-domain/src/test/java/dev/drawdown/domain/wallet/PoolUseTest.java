package dev.drawdown.domain.wallet;

import static dev.drawdown.domain.fixtures.Office.POOL;
import static dev.drawdown.domain.fixtures.Wallets.credits;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.PoolId;
import dev.drawdown.domain.ledger.Draw;
import dev.drawdown.domain.ledger.Drawdown;
import dev.drawdown.domain.ledger.WalletId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// O2: a wallet counts a member's draws for each pool, in the last period with a draw.
class PoolUseTest {
  private static final AccountWallet MIA = AccountWallet.unseen(new AccountId("mia"));
  private static final PoolId BRANCH = new PoolId("branch");

  @Test
  void draws_of_one_period_add_up_and_returns_are_subtracted() {
    AccountWallet member =
        MIA.afterDrawing(of(draw(POOL, 4, 3))).afterDrawing(of(draw(POOL, 4, 2)));
    assertThat(member.drawn(POOL, 4)).isEqualTo(credits(5));

    assertThat(member.afterReturning(draw(POOL, 4, 3)).drawn(POOL, 4)).isEqualTo(credits(2));
  }

  @Test
  void a_new_period_starts_from_0_and_forgets_the_previous_one() {
    AccountWallet member =
        MIA.afterDrawing(of(draw(POOL, 4, 3))).afterDrawing(of(draw(POOL, 9, 2)));

    assertThat(member.drawn(POOL, 9)).isEqualTo(credits(2));
    assertThat(member.drawn(POOL, 4)).isEqualTo(credits(0));
    assertThat(member.uses()).hasSize(1);
  }

  @Test
  void a_return_to_an_earlier_period_does_not_count() {
    AccountWallet member =
        MIA.afterDrawing(of(draw(POOL, 4, 3))).afterDrawing(of(draw(POOL, 9, 2)));

    assertThat(member.afterReturning(draw(POOL, 4, 3))).isEqualTo(member);
  }

  /// Another machine may not know yet that a new period began.
  @Test
  void a_late_draw_from_an_earlier_period_leaves_the_current_count_unchanged() {
    AccountWallet member =
        MIA.afterDrawing(of(draw(POOL, 9, 2))).afterDrawing(of(draw(POOL, 4, 3)));

    assertThat(member.drawn(POOL, 9)).isEqualTo(credits(2));
    assertThat(member.afterReturning(draw(POOL, 4, 3)).drawn(POOL, 9)).isEqualTo(credits(2));
  }

  @Test
  void pools_are_counted_apart() {
    AccountWallet member =
        MIA.afterDrawing(of(draw(POOL, 4, 3))).afterDrawing(of(draw(BRANCH, 4, 2)));

    assertThat(member.drawn(POOL, 4)).isEqualTo(credits(3));
    assertThat(member.afterReturning(draw(POOL, 4, 1)).drawn(BRANCH, 4)).isEqualTo(credits(2));
  }

  /// A wallet doesn't grow with the number of pools that its account ever was in.
  @Test
  void the_last_eight_pools_are_counted_and_a_return_to_an_older_one_is_not() {
    AccountWallet member = MIA.afterDrawing(of(draw(POOL, 4, 10)));
    for (int number = 1; number <= 8; number++) {
      member = member.afterDrawing(of(draw(new PoolId("pool-" + number), 1, 1)));
    }
    AccountWallet again = member.afterDrawing(of(draw(POOL, 4, 5)));

    assertThat(member.uses()).hasSize(8);
    assertThat(member.afterReturning(draw(POOL, 4, 10))).isEqualTo(member);
    assertThat(again.afterReturning(draw(POOL, 4, 10)).drawn(POOL, 4)).isEqualTo(credits(0));
  }

  @Test
  void joining_and_leaving_do_not_change_the_drawn_credits() {
    AccountWallet member = MIA.afterDrawing(of(draw(POOL, 4, 3)));

    AccountWallet left =
        member
            .withMembership(Optional.of(new Membership(BRANCH, Optional.empty(), 1)))
            .withMembership(Optional.empty());

    assertThat(left).isEqualTo(member);
  }

  @Test
  void no_pool_is_listed_twice() {
    AccountWallet.PoolUse use = new AccountWallet.PoolUse(POOL, 4, credits(1));

    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new AccountWallet(
                    MIA.account(),
                    MIA.book(),
                    BillingState.NONE,
                    Optional.empty(),
                    List.of(use, use),
                    false,
                    Optional.empty()));
  }

  private static Drawdown of(Draw draw) {
    return new Drawdown(List.of(draw));
  }

  private static Draw.Pooled draw(PoolId pool, long grant, long credits) {
    return new Draw.Pooled(WalletId.of(pool), grant, grant, grant + 1, credits(credits));
  }
}
