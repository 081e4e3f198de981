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

/// O2: what a member has drawn is kept for each pool, of the last period in which it drew.
class PoolUseTest {
  private static final AccountWallet MIA = AccountWallet.unseen(new AccountId("mia"));
  private static final PoolId BRANCH = new PoolId("branch");

  @Test
  void draws_of_one_period_add_up_and_what_returns_is_taken_off() {
    AccountWallet member =
        MIA.afterDrawing(of(draw(POOL, 4, 3))).afterDrawing(of(draw(POOL, 4, 2)));
    assertThat(member.drawn(POOL, 4)).isEqualTo(credits(5));

    assertThat(member.afterReturning(draw(POOL, 4, 3)).drawn(POOL, 4)).isEqualTo(credits(2));
  }

  @Test
  void a_new_period_starts_from_nothing_and_forgets_the_one_before() {
    AccountWallet member =
        MIA.afterDrawing(of(draw(POOL, 4, 3))).afterDrawing(of(draw(POOL, 9, 2)));

    assertThat(member.drawn(POOL, 9)).isEqualTo(credits(2));
    assertThat(member.drawn(POOL, 4)).isEqualTo(credits(0));
    assertThat(member.uses()).hasSize(1);
  }

  @Test
  void what_an_earlier_period_gave_counts_no_more_when_it_returns() {
    AccountWallet member =
        MIA.afterDrawing(of(draw(POOL, 4, 3))).afterDrawing(of(draw(POOL, 9, 2)));

    assertThat(member.afterReturning(draw(POOL, 4, 3))).isEqualTo(member);
  }

  /// Another machine may not have heard yet that a new period began.
  @Test
  void what_is_drawn_late_from_an_earlier_period_leaves_the_current_one_as_it_was() {
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

  /// A wallet doesn't grow with every pool that its account was ever in.
  @Test
  void the_last_eight_pools_are_kept_in_mind_and_what_an_older_one_gets_back_counts_no_more() {
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
  void membership_comes_and_goes_without_changing_what_was_drawn() {
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
