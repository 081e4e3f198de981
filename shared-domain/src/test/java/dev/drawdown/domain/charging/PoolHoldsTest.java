package dev.drawdown.domain.charging;

import static dev.drawdown.domain.fixtures.CatalogFixtures.simple;
import static dev.drawdown.domain.fixtures.Run.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.domain.charging.ChargeResult.Charged;
import dev.drawdown.domain.charging.ChargeResult.TooManyHolds;
import dev.drawdown.domain.fixtures.Account;
import dev.drawdown.domain.fixtures.Office;
import dev.drawdown.domain.wallet.Pool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// H5, O5: how many open holds a shard of a pool may have, of all its members.
class PoolHoldsTest {
  private static final int MOST = Pool.MAX_OPEN_HOLDS_IN_A_SHARD;

  @Test
  void a_pool_of_one_shard_has_at_most_200_open_holds() {
    Office office = Office.paid(simple().pool("office", 1_000));
    hold(office, MOST);
    Account mia = office.member("mia").topUp(5);

    ChargeResult refused = mia.charge("k", run(1).held());

    assertThat(refused).isEqualTo(new TooManyHolds(MOST));
    assertThat(office.held()).isEqualTo(MOST);
    assertThat(mia.charge("final", run(1))).isInstanceOf(Charged.class);
  }

  @Test
  void a_hold_that_needs_nothing_of_the_pool_is_not_in_its_way() {
    Office office = Office.paid(simple().pool("office", 1_000));
    hold(office, MOST);
    Account mia = office.underCatalog(simple().starter(1).pool("office", 1_000)).member("mia");

    assertThat(mia.charge("k1", run(1).held())).isInstanceOf(Charged.class);
    assertThat(mia.charge("k2", run(1).held())).isInstanceOf(TooManyHolds.class);
  }

  @Test
  void expired_holds_of_a_pool_do_not_count() {
    Office office = Office.paid(simple().pool("office", 1_000));
    hold(office, MOST);

    office.after(Duration.ofMinutes(15));

    assertThat(office.member("mia").charge("k", run(1).held())).isInstanceOf(Charged.class);
  }

  @Test
  void what_is_captured_or_released_makes_room() {
    Office office = Office.paid(simple().pool("office", 1_000));
    List<Account> holders = hold(office, MOST);
    Account mia = office.member("mia");

    holders.getFirst().capture("k1");
    assertThat(mia.charge("k1", run(1).held())).isInstanceOf(Charged.class);
    assertThat(mia.charge("k2", run(1).held())).isInstanceOf(TooManyHolds.class);
    holders.getLast().refund("k1");
    assertThat(mia.charge("k2", run(1).held())).isInstanceOf(Charged.class);
  }

  /// H5: at most 100 an account, whosever credits they are.
  @Test
  void a_members_holds_on_the_pool_count_among_its_own() {
    Office office = Office.paid(simple().pool("office", 1_000, 3));
    Account mia = office.member("mia");
    for (int hold = 1; hold <= Charging.MAX_OPEN_HOLDS; hold++) {
      mia.charged(run(1).held());
    }

    assertThat(mia.charge("k", run(1).held())).isEqualTo(new TooManyHolds(100));
  }

  @Test
  void a_shard_that_is_full_of_holds_is_passed_over_where_others_will_do() {
    Office office = Office.paid(simple().pool("office", 1_500, 3));

    hold(office, 3 * MOST);

    assertThat(office.advanced().shards())
        .allSatisfy(shard -> assertThat(shard.holds()).hasSize(MOST));
    assertThat(office.member("mia").charge("k", run(1).held())).isInstanceOf(TooManyHolds.class);
  }

  /// So many members with a hold of one credit each, but where they have several.
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
