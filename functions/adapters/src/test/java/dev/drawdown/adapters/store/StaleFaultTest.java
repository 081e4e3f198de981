package dev.drawdown.adapters.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.adapters.store.Stores.Accounts;
import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.ChargeId;
import dev.drawdown.domain.PoolId;
import dev.drawdown.domain.catalog.Action.ActionId;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.domain.charge.ChargeRequest;
import dev.drawdown.domain.charge.ChargeRequest.DocumentKey;
import dev.drawdown.domain.charge.Situation;
import dev.drawdown.domain.fixtures.CatalogFixtures;
import dev.drawdown.domain.pool.Joining.MembershipSituation;
import dev.drawdown.domain.pool.Pool;
import dev.drawdown.domain.pool.PoolWallet;
import dev.drawdown.domain.rules.Rules;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The fault [Fault#STALE]: another caller charges while a read is under way.
class StaleFaultTest {
  private static final PoolId OFFICE = new PoolId("office");
  private static final AccountId MIA = new AccountId("mia");
  private static final ChargeId KEY = new ChargeId("key");
  private static final Catalog CATALOG =
      CatalogFixtures.catalog().action("run", 1).starter(10).pool("office", 100, 4).build();

  private final InMemoryStore store = new InMemoryStore();

  @Test
  void a_stale_read_has_an_older_charge_and_the_newer_wallet() {
    FaultyStore stale = stale(10);

    Situation read = load(stale);

    assertThat(read.underKey()).isEmpty();
    assertThat(read.wallet()).isEqualTo(store.wallet(MIA));
    assertThat(read.wallet().version()).isPositive();
    assertThat(stale.counts().soFar()).isEqualTo(Map.of("read STALE", 1));
  }

  @Test
  void a_stale_wallet_without_a_charge_is_the_older_one() {
    FaultyStore stale = stale(10);

    Situation read = stale.accounts().load(MIA, Optional.empty(), Optional.empty());

    assertThat(read.wallet().version()).isZero();
    assertThat(store.wallet(MIA).version()).isPositive();
    assertThat(stale.counts().soFar()).isEqualTo(Map.of("read STALE", 1));
  }

  @Test
  void a_read_without_a_write_meanwhile_is_not_stale_and_not_counted() {
    FaultyStore untouched = new FaultyStore(store, FaultPlan.onReads(Fault.STALE));

    assertThat(load(untouched)).isEqualTo(load(store));
    assertThat(untouched.counts().soFar()).isEmpty();
  }

  /// The charge uses up all shards, so all of them change.
  @Test
  void a_stale_pool_has_older_and_newer_shards_and_the_members_older_wallet() {
    PaidPool.of(OFFICE, "office", CATALOG, Sample.NOW).in(store);
    MembershipSituation joining = new MembershipSituation(store.wallet(MIA), store.pool(OFFICE, 1));
    store.commitAll(
        Rules.of(CATALOG).joining().join(joining, Optional.empty(), Sample.NOW).commits());
    Situation before = load(store);

    Situation read = load(stale(110));

    Situation after = load(store);
    assertThat(read.wallet()).isEqualTo(before.wallet()).isNotEqualTo(after.wallet());
    assertThat(shards(read)).hasSize(4);
    assertThat(shards(read)).filteredOn(shards(before)::contains).hasSize(2);
    assertThat(shards(read)).filteredOn(shards(after)::contains).hasSize(2);
  }

  private static List<PoolWallet<?>> shards(Situation situation) {
    return situation.pool(OFFICE).map(Pool::shards).orElseThrow();
  }

  private static Situation load(Stores stores) {
    return stores.accounts().load(MIA, Optional.of(KEY), Optional.empty());
  }

  /// A store in which another caller charges so many credits after the first read.
  private FaultyStore stale(int credits) {
    return new FaultyStore(new ChargedMeanwhile(store, credits), FaultPlan.onReads(Fault.STALE));
  }

  private record ChargedMeanwhile(InMemoryStore store, int credits)
      implements StoreBeside, Accounts {
    @Override
    public Accounts accounts() {
      return this;
    }

    @Override
    public Situation load(
        AccountId account, Optional<ChargeId> key, Optional<DocumentKey> document) {
      Situation read = store.load(account, key, document);
      Situation underKey = store.load(account, Optional.of(KEY), Optional.empty());
      if (underKey.underKey().isEmpty()) {
        ChargeRequest run =
            new ChargeRequest(new ActionId("run"), Optional.empty(), credits, Optional.empty());
        store.commitAll(
            Rules.of(CATALOG).charging().charge(KEY, run, underKey, Sample.NOW).commits());
      }
      return read;
    }
  }
}
