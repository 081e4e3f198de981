package dev.drawdown.adapters.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.ChargeId;
import dev.drawdown.domain.Credits;
import dev.drawdown.domain.PoolId;
import dev.drawdown.domain.catalog.Action.ActionId;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.domain.charge.ChargeRequest;
import dev.drawdown.domain.charge.Refunding;
import dev.drawdown.domain.charge.Refunding.RefundResult;
import dev.drawdown.domain.charge.Refunding.RefundResult.AlreadyBack;
import dev.drawdown.domain.charge.Situation;
import dev.drawdown.domain.fixtures.CatalogFixtures;
import dev.drawdown.domain.pool.Joining.MembershipSituation;
import dev.drawdown.domain.pool.Pool;
import dev.drawdown.domain.rules.Rules;
import dev.drawdown.domain.wallet.AccountWallet;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// F1: another caller refunds a charge between two readings. The refund counts as made in each mix
/// of old and new items.
class TornReadingTest {
  private static final PoolId OFFICE = new PoolId("office");
  private static final AccountId MIA = new AccountId("mia");
  private static final ChargeId CHARGE = new ChargeId("k1");
  private static final Catalog CATALOG =
      CatalogFixtures.catalog().action("run", 1).pool("office", 100).build();

  private final InMemoryStore store = new InMemoryStore();
  private final Refunding refunding = Rules.of(CATALOG).refunding();
  private final Deque<Situation> torn = new ArrayDeque<>();
  private Situation before;
  private Situation after;

  @BeforeEach
  void another_caller_refunds_a_members_charge() {
    PaidPool.of(OFFICE, "office", CATALOG, Sample.NOW).in(store);
    MembershipSituation joining = new MembershipSituation(store.wallet(MIA), store.pool(OFFICE, 1));
    store.commitAll(
        Rules.of(CATALOG).joining().join(joining, Optional.empty(), Sample.NOW).commits());
    ChargeRequest run =
        new ChargeRequest(new ActionId("run"), Optional.empty(), 10, Optional.empty());
    store.commitAll(Rules.of(CATALOG).charging().charge(CHARGE, run, load(), Sample.NOW).commits());
    before = load();
    store.commitAll(refund(before).commits());
    after = load();
  }

  @Test
  void charge_and_wallet_were_read_before_the_refund_and_the_pool_after() {
    torn.add(withOldCharge(before.wallet(), after.pools()));

    assertThat(refundedAgain()).isInstanceOf(AlreadyBack.class);
  }

  @Test
  void the_charge_was_read_before_the_refund_and_everything_else_after() {
    torn.add(withOldCharge(after.wallet(), after.pools()));

    assertThat(refundedAgain()).isInstanceOf(AlreadyBack.class);
  }

  @Test
  void everything_was_read_before_the_refund() {
    torn.add(before);

    assertThat(refundedAgain()).isInstanceOf(AlreadyBack.class);
  }

  private Situation withOldCharge(AccountWallet wallet, List<Pool> pools) {
    return new Situation(wallet, before.underKey(), before.onDocument(), pools, List.of());
  }

  private RefundResult refundedAgain() {
    Jitter jitter = Jitter.between(Duration.ofMillis(1), Duration.ofMillis(1));
    OptimisticRetry retry =
        new OptimisticRetry(store, () -> new RetryBudget(() -> 0, _ -> {}, jitter));
    SituationSource stored = new SituationSource(store, MIA, CHARGE, Optional.empty());
    RefundResult result = retry.run(new TornAtFirst(torn, stored), this::refund);
    assertThat(store.pool(OFFICE, 1).remaining()).isEqualTo(Credits.of(100));
    assertThat(load()).isEqualTo(after);
    return result;
  }

  private RefundResult refund(Situation found) {
    return refunding.refund(found, Optional.empty(), Sample.NOW);
  }

  private Situation load() {
    return store.load(MIA, Optional.of(CHARGE), Optional.empty());
  }
}
