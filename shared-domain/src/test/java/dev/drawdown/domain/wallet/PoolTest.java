package dev.drawdown.domain.wallet;

import static dev.drawdown.domain.fixtures.Catalogs.simple;
import static dev.drawdown.domain.fixtures.Office.POOL;
import static dev.drawdown.domain.fixtures.Times.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.PoolId;
import dev.drawdown.domain.fixtures.Office;
import dev.drawdown.domain.ledger.EntryKind;
import dev.drawdown.domain.ledger.Journal;
import dev.drawdown.domain.settling.Reason;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// A pool is all its cells, by number.
class PoolTest {
  private final Pool pool = Office.paid(simple().pool("office", 9, 3)).written().stored();

  @Test
  void a_pool_is_made_of_its_own_cells_in_order_and_has_a_first_one() {
    List<Wallet> cells = pool.cells();

    assertThatIllegalArgumentException().isThrownBy(() -> new Pool(POOL, List.of()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Pool(POOL, List.of(cells.get(1), cells.get(0))));
    assertThatIllegalArgumentException().isThrownBy(() -> new Pool(new PoolId("another"), cells));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Pool(POOL, List.of(Wallet.unseen(new AccountId("office")))));
  }

  @Test
  void a_pool_is_known_once_it_was_paid_for() {
    assertThat(pool.isKnown()).isTrue();
    assertThat(new Pool(POOL, List.of(Wallet.unseen(POOL))).isKnown()).isFalse();
  }

  @Test
  void an_event_that_nobody_understood_makes_no_pool_known() {
    Wallet unseen = Wallet.unseen(POOL);
    Coverage parked = unseen.coverage().withParked(1);
    Wallet told =
        Journal.of(unseen)
            .note(NOW, EntryKind.STANDING, Reason.EVENT_PARKED.cause(), unseen.withCoverage(parked))
            .wallet();

    assertThat(new Pool(POOL, List.of(told)).isKnown()).isFalse();
  }

  @Test
  void a_pool_has_1_to_16_cells_and_never_fewer_than_it_had() {
    Pooling.Lead lead = pool.lead().lead();
    assertThat(lead.cells()).isEqualTo(3);

    assertThat(lead.over(16).ever()).isEqualTo(16);
    assertThat(lead.over(1)).extracting("cells", "ever").containsExactly(1, 3);
    assertThatIllegalArgumentException().isThrownBy(() -> lead.over(0));
    assertThatIllegalArgumentException().isThrownBy(() -> lead.over(17));
  }

  @Test
  void a_pool_is_tried_elsewhere_while_there_are_cells_where_nobody_was_found() {
    Pool once = pool.elsewhere(Set.of(cell(0))).orElseThrow();
    assertThat(once.busy()).containsExactly(0);

    assertThat(once.elsewhere(Set.of(cell(0)))).isEmpty();
    Pool twice = once.elsewhere(Set.of(cell(2))).orElseThrow();
    assertThat(twice.busy()).containsExactlyInAnyOrder(0, 2);
    assertThat(twice.elsewhere(Set.of(cell(1)))).isEmpty();
    assertThat(pool.elsewhere(Set.of(cell(0), cell(1), cell(2)))).isEmpty();
  }

  @Test
  void who_is_busy_with_another_wallet_is_in_nobodys_way() {
    assertThat(pool.elsewhere(Set.of(WalletId.of(new AccountId("office"))))).isEmpty();
    assertThat(pool.elsewhere(Set.of(new WalletId(new PoolId("another"), 1)))).isEmpty();
    assertThat(pool.elsewhere(Set.of())).isEmpty();
  }

  @Test
  void a_pool_of_one_cell_is_nowhere_else() {
    Pool single = Office.paid(simple().pool("office", 9)).stored();

    assertThat(single.elsewhere(Set.of(cell(0)))).isEmpty();
  }

  @Test
  void a_decision_is_never_before_the_last_entry_of_any_cell() {
    Wallet ahead = pool.cells().get(2).dated(7, NOW.plusSeconds(5));

    Pool moved = pool.with(ahead);

    assertThat(moved.timeOf(NOW)).isEqualTo(NOW.plusSeconds(5));
    assertThat(moved.at()).isEqualTo(NOW.plusSeconds(5));
    assertThat(moved.timeOf(NOW.plusSeconds(9))).isEqualTo(NOW.plusSeconds(9));
    assertThat(moved.version()).isEqualTo(1 + 1 + 7);
  }

  @Test
  void an_account_has_the_funds_of_its_own_pool_and_of_no_other() {
    Wallet stranger = Wallet.unseen(new AccountId("mia"));
    Membership membership = new Membership(POOL, Optional.empty(), 3);
    Wallet member = stranger.withPooling(stranger.member().in(Optional.of(membership)));

    assertThat(new Funds(member, Optional.of(pool)).share()).isPresent();
    assertThatIllegalArgumentException().isThrownBy(() -> new Funds(stranger, Optional.of(pool)));
    assertThatIllegalArgumentException().isThrownBy(() -> Funds.of(member));
  }

  private static WalletId cell(int number) {
    return new WalletId(POOL, number);
  }
}
