package dev.drawdown.domain.pool;

import static dev.drawdown.domain.fixtures.CatalogFixtures.simple;
import static dev.drawdown.domain.fixtures.Office.POOL;
import static dev.drawdown.domain.fixtures.Times.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.PoolId;
import dev.drawdown.domain.fixtures.Office;
import dev.drawdown.domain.ledger.EntryKind;
import dev.drawdown.domain.ledger.Reason;
import dev.drawdown.domain.ledger.WalletId;
import dev.drawdown.domain.wallet.AccountWallet;
import dev.drawdown.domain.wallet.BillingState;
import dev.drawdown.domain.wallet.Journal;
import dev.drawdown.domain.wallet.Membership;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// A pool has all its shards, by number.
class PoolTest {
  private final Pool pool = Office.paid(simple().pool("office", 9, 3)).written().stored();

  @Test
  void a_pool_has_its_own_shards_in_order_and_a_primary_shard() {
    List<PoolWallet<?>> shards = pool.shards();

    assertThatIllegalArgumentException().isThrownBy(() -> Pool.of(POOL, List.of()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Pool.of(POOL, List.of(shards.get(1), shards.get(0))));
    assertThatIllegalArgumentException().isThrownBy(() -> Pool.of(new PoolId("another"), shards));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Pool.of(POOL, List.of(AccountWallet.unseen(new AccountId("office")))));
  }

  @Test
  void a_pool_is_known_after_a_payment() {
    assertThat(pool.isKnown()).isTrue();
    assertThat(Pool.of(POOL, List.of(PoolWallet.Primary.unseen(POOL))).isKnown()).isFalse();
  }

  @Test
  void a_parked_event_does_not_make_a_pool_known() {
    PoolWallet.Primary unseen = PoolWallet.Primary.unseen(POOL);
    BillingState parked = unseen.billing().parking(NOW);
    PoolWallet.Primary noted =
        Journal.of(unseen)
            .note(
                NOW,
                EntryKind.STANDING,
                Reason.EVENT_PARKED.cause(),
                primary -> primary.withBilling(parked))
            .wallet();

    assertThat(Pool.of(POOL, List.of(noted)).isKnown()).isFalse();
  }

  /// O5: a pool is spread over 1 to 16 shards.
  @Test
  void a_pool_has_1_to_16_shards_and_keeps_the_shards_it_had() {
    PoolWallet.Primary primary = pool.primary();
    assertThat(primary.shards()).isEqualTo(3);

    assertThat(primary.over(16).ever()).isEqualTo(16);
    assertThat(primary.over(1)).extracting("shards", "ever").containsExactly(1, 3);
    assertThatIllegalArgumentException().isThrownBy(() -> primary.over(0));
    assertThatIllegalArgumentException().isThrownBy(() -> primary.over(17));
  }

  @Test
  void a_pool_is_tried_elsewhere_while_it_has_shards_without_contention() {
    Pool once = pool.elsewhere(Set.of(shard(0))).orElseThrow();
    assertThat(once.busy()).containsExactly(0);

    assertThat(once.elsewhere(Set.of(shard(0)))).isEmpty();
    Pool twice = once.elsewhere(Set.of(shard(2))).orElseThrow();
    assertThat(twice.busy()).containsExactlyInAnyOrder(0, 2);
    assertThat(twice.elsewhere(Set.of(shard(1)))).isEmpty();
    assertThat(pool.elsewhere(Set.of(shard(0), shard(1), shard(2)))).isEmpty();
  }

  @Test
  void contention_on_another_wallet_marks_no_shard_as_busy() {
    assertThat(pool.elsewhere(Set.of(WalletId.of(new AccountId("office"))))).isEmpty();
    assertThat(pool.elsewhere(Set.of(new WalletId(new PoolId("another"), 1)))).isEmpty();
    assertThat(pool.elsewhere(Set.of())).isEmpty();
  }

  @Test
  void a_pool_of_one_shard_has_no_other_shard_to_try() {
    Pool single = Office.paid(simple().pool("office", 9)).stored();

    assertThat(single.elsewhere(Set.of(shard(0)))).isEmpty();
  }

  @Test
  void a_decision_is_never_before_the_last_entry_of_any_shard() {
    PoolWallet<?> ahead = pool.shards().get(2).with(book -> book.posted(7, NOW.plusSeconds(5)));

    Pool moved = pool.with(ahead);

    assertThat(moved.timeOf(NOW)).isEqualTo(NOW.plusSeconds(5));
    assertThat(moved.at()).isEqualTo(NOW.plusSeconds(5));
    assertThat(moved.timeOf(NOW.plusSeconds(9))).isEqualTo(NOW.plusSeconds(9));
    assertThat(moved.version()).isEqualTo(1 + 1 + 7);
  }

  @Test
  void an_account_has_the_credits_of_its_own_pool_only() {
    AccountWallet stranger = AccountWallet.unseen(new AccountId("mia"));
    Membership membership = new Membership(POOL, Optional.empty(), 3);
    AccountWallet member = stranger.withMembership(Optional.of(membership));

    assertThat(new AvailableCredits(member, Optional.of(pool)).memberAllowance()).isPresent();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new AvailableCredits(stranger, Optional.of(pool)));
    assertThatIllegalArgumentException().isThrownBy(() -> AvailableCredits.of(member));
  }

  private static WalletId shard(int number) {
    return new WalletId(POOL, number);
  }
}
