package dev.drawdown.domain.charge;

import static dev.drawdown.domain.fixtures.CatalogFixtures.simple;
import static dev.drawdown.domain.fixtures.Run.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.domain.charge.ChargeResult.Charged;
import dev.drawdown.domain.charge.ChargeResult.OutOfCredits;
import dev.drawdown.domain.charge.ChargeResult.PoolHoldsFull;
import dev.drawdown.domain.charge.ChargeResult.TooManyHolds;
import dev.drawdown.domain.fixtures.Account;
import dev.drawdown.domain.fixtures.Office;
import dev.drawdown.domain.pool.Pool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// H5, O5: the limits of open holds of an account, of a member on a pool, and of a shard.
@Tag("long")
class PoolHoldsTest {
  private static final int MOST = Pool.MAX_OPEN_HOLDS_IN_A_SHARD;

  @Test
  void a_pool_of_one_shard_has_at_most_200_open_holds() {
    Office office = Office.paid(simple().pool("office", 1_000));
    hold(office, MOST);
    Account mia = office.member("mia").topUp(5);

    ChargeResult refused = mia.charge("k", run(1).held());

    assertThat(refused).isEqualTo(new PoolHoldsFull(MOST, false));
    assertThat(office.held()).isEqualTo(MOST);
    assertThat(mia.charge("final", run(1))).isInstanceOf(Charged.class);
  }

  @Test
  void a_full_pool_does_not_refuse_a_hold_on_own_credits() {
    Office office = Office.paid(simple().pool("office", 1_000));
    hold(office, MOST);
    Account mia = office.underCatalog(simple().starter(1).pool("office", 1_000)).member("mia");

    assertThat(mia.charge("k1", run(1).held())).isInstanceOf(Charged.class);
    assertThat(mia.charge("k2", run(1).held())).isInstanceOf(PoolHoldsFull.class);
  }

  @Test
  void at_most_20_holds_of_a_member_draw_from_the_pool() {
    Office office = Office.paid(simple().pool("office", 1_000));
    Account mia = office.member("mia").topUp(5);
    holdPool(mia, 20);

    ChargeResult refused = mia.charge("k", run(1).held());

    assertThat(refused).isEqualTo(new PoolHoldsFull(20, true));
    assertThat(office.held()).isEqualTo(20);
    assertThat(mia.charge("final", run(1))).isInstanceOf(Charged.class);
    assertThat(office.member("ben").charge("k", run(1).held())).isInstanceOf(Charged.class);
  }

  /// The draw order is fixed: credits that come after the pool's don't replace them.
  @Test
  void a_hold_on_own_credits_does_not_count_towards_the_20() {
    Office office = Office.paid(simple().starter(21).pool("office", 1_000));
    Account mia = office.member("mia").topUp(50);
    mia.charged("starter", run(19));
    for (int hold = 1; hold <= 20; hold++) {
      mia.charged("k" + hold, run(3).held());
    }
    assertThat(mia.charge("k", run(1).held())).isInstanceOf(PoolHoldsFull.class);

    mia.refund("starter");

    assertThat(mia.charge("k", run(19).held())).isInstanceOf(Charged.class);
    assertThat(mia.charge("more", run(1).held())).isInstanceOf(PoolHoldsFull.class);
  }

  @Test
  void a_members_expired_and_captured_holds_make_room() {
    Office office = Office.paid(simple().pool("office", 1_000));
    Account mia = office.member("mia");
    holdPool(mia, 20);

    mia.capture("k1");
    assertThat(mia.charge("a", run(1).held())).isInstanceOf(Charged.class);
    assertThat(mia.charge("b", run(1).held())).isInstanceOf(PoolHoldsFull.class);
    office.after(Duration.ofMinutes(15));
    assertThat(mia.charge("b", run(1).held())).isInstanceOf(Charged.class);
  }

  @Test
  void missing_credits_are_reported_before_missing_room() {
    Office office = Office.paid(simple().pool("office", 21));
    Account mia = office.member("mia");
    holdPool(mia, 20);

    assertThat(mia.charge("k", run(2).held())).isInstanceOf(OutOfCredits.class);
  }

  @Test
  void expired_holds_of_a_pool_do_not_count() {
    Office office = Office.paid(simple().pool("office", 1_000));
    hold(office, MOST);

    office.after(Duration.ofMinutes(15));

    assertThat(office.member("mia").charge("k", run(1).held())).isInstanceOf(Charged.class);
  }

  @Test
  void captured_and_released_holds_make_room() {
    Office office = Office.paid(simple().pool("office", 1_000));
    List<Account> holders = hold(office, MOST);
    Account mia = office.member("mia");

    holders.getFirst().capture("k1");
    assertThat(mia.charge("k1", run(1).held())).isInstanceOf(Charged.class);
    assertThat(mia.charge("k2", run(1).held())).isInstanceOf(PoolHoldsFull.class);
    holders.getLast().refund("k1");
    assertThat(mia.charge("k2", run(1).held())).isInstanceOf(Charged.class);
  }

  /// H5, O5: an account has at most 100 open holds on any credits. This limit is checked first.
  @Test
  void a_members_holds_on_the_pool_count_among_its_own() {
    Office office = Office.paid(simple().starter(80).pool("office", 1_000, 3));
    Account mia = office.member("mia");
    for (int hold = 1; hold <= Charging.MAX_OPEN_HOLDS; hold++) {
      mia.charged("k" + hold, run(1).held());
    }

    assertThat(mia.charge("k", run(1).held())).isEqualTo(new TooManyHolds(100));
  }

  @Test
  void a_shard_full_of_holds_is_skipped_if_others_cover_the_cost() {
    Office office = Office.paid(simple().pool("office", 1_500, 3));

    hold(office, 3 * MOST);

    assertThat(office.advanced().shards())
        .allSatisfy(shard -> assertThat(shard.holds()).hasSize(MOST));
    assertThat(office.member("mia").charge("k", run(1).held()))
        .isEqualTo(new PoolHoldsFull(MOST, false));
  }

  /// Opens holds of one credit each on the pool.
  private static void holdPool(Account member, int holds) {
    for (int hold = 1; hold <= holds; hold++) {
      member.charged("k" + hold, run(1).held());
    }
  }

  /// Members with `holds` holds of one credit each in all, several per member.
  private static List<Account> hold(Office office, int holds) {
    List<Account> holders = new ArrayList<>();
    for (int member = 0; member < holds / 5; member++) {
      Account holder = office.member("holder-" + member);
      holders.add(holder);
      for (int hold = 1; hold <= 5; hold++) {
        holder.charged("k" + hold, run(1).held());
      }
    }
    return holders;
  }
}
