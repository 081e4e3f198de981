package dev.drawdown.monthlyreset;

import static dev.drawdown.monthlyreset.Coach.DECEMBER;
import static dev.drawdown.monthlyreset.Coach.NOVEMBER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.adapters.Ports;
import dev.drawdown.adapters.store.BrokenOff;
import dev.drawdown.adapters.store.DueTimes;
import dev.drawdown.adapters.store.DueTimes.DueShard;
import dev.drawdown.adapters.store.FaultyStore;
import dev.drawdown.adapters.store.InMemoryStore;
import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.PoolId;
import dev.drawdown.domain.billing.Fact;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.domain.fixtures.CatalogFixtures;
import dev.drawdown.domain.fixtures.Facts;
import dev.drawdown.domain.fixtures.Statement;
import dev.drawdown.domain.ledger.WalletId;
import dev.drawdown.domain.rules.Rules;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The next sweep completes a sweep that died before or after any call to the table.
class BrokenOffSweepTest {
  private static final DueShard SHARD = new DueShard(7);
  private static final PoolId OFFICE = new PoolId("office");
  private static final Catalog POOLS =
      CatalogFixtures.catalog().action("run", 1).pool("office", 600, 3).build();

  @Test
  void accounts_are_advanced_once_although_sweeps_die() {
    int calls =
        BrokenOff.anywhere(
            "accounts", BrokenOffSweepTest::accounts, store -> sweep(store, Coach.CATALOG, SHARD));

    // One page. For each wallet one read and one step, and two steps for the one with holds.
    assertThat(calls).isEqualTo(1 + 2 + 2 + 3);
  }

  @Test
  void all_shards_of_a_pool_end_with_its_plan_although_sweeps_die() {
    DueShard shard = DueShard.of(WalletId.of(OFFICE));

    int calls =
        BrokenOff.anywhere("a pool", BrokenOffSweepTest::pool, store -> sweep(store, POOLS, shard));

    assertThat(calls).isEqualTo(1 + 1 + 3);
  }

  private static void sweep(FaultyStore store, Catalog catalog, DueShard shard) {
    new Sweep(new Ports(catalog, store, () -> DECEMBER), _ -> {}, SweepSchedule.JITTER)
        .run(shard, DECEMBER, () -> false);
  }

  private static InMemoryStore accounts() {
    InMemoryStore store = Coach.store();
    List<AccountId> three = Coach.accountsIn(SHARD).limit(3).toList();
    store.commitAll(Coach.charged(three.get(0), 1));
    store.commitAll(Coach.charged(three.get(1), 50));
    store.commitAll(Coach.manyHolds(three.get(2), 45));
    return store;
  }

  /// A pool of three shards that has propagated its payment and ends in December.
  private static InMemoryStore pool() {
    InMemoryStore store = new InMemoryStore(DueTimes.of(POOLS));
    for (Statement statement :
        List.of(Facts.paid("office", NOVEMBER, DECEMBER), Facts.ended(DECEMBER))) {
      List<Fact> facts = List.of(statement.fact(OFFICE, POOLS));
      var found = store.renewal(statement.subscription(), facts);
      store.commitAll(Rules.of(POOLS).renewing().apply(facts, found, NOVEMBER).commits());
    }
    new SweepSchedule(new Ports(POOLS, store, () -> NOVEMBER.plusSeconds(300))).tick();
    return store;
  }
}
