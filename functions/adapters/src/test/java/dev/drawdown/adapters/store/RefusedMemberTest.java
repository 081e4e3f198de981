package dev.drawdown.adapters.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.drawdown.adapters.store.OptimisticRetry.Source;
import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.ChargeId;
import dev.drawdown.domain.Credits;
import dev.drawdown.domain.PoolId;
import dev.drawdown.domain.catalog.Action.ActionId;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.domain.charge.ChargeRequest;
import dev.drawdown.domain.charge.ChargeResult;
import dev.drawdown.domain.charge.ChargeResult.OutOfCredits;
import dev.drawdown.domain.charge.Charging;
import dev.drawdown.domain.charge.Situation;
import dev.drawdown.domain.commit.Decision;
import dev.drawdown.domain.fixtures.CatalogFixtures;
import dev.drawdown.domain.pool.Joining.MembershipSituation;
import dev.drawdown.domain.pool.Pool;
import dev.drawdown.domain.pool.PoolWallet;
import dev.drawdown.domain.rules.Rules;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Shards aren't read at one instant. If one of them changed in between, their total never existed.
class RefusedMemberTest {
  private static final PoolId OFFICE = new PoolId("office");
  private static final AccountId MIA = new AccountId("mia");
  private static final Catalog CATALOG =
      CatalogFixtures.catalog().action("run", 1).pool("office", 9, 3).build();

  private final InMemoryStore store = new InMemoryStore();
  private final Charging charging = Rules.of(CATALOG).charging();
  private int loads;
  private int colleagues;

  @Test
  void a_refusal_stands_if_two_readings_agree() {
    office(Optional.empty());

    ChargeResult result = charge(10, 0);

    assertThat(result).isInstanceOf(OutOfCredits.class);
    assertThat(loads).isEqualTo(2);
  }

  @Test
  void a_pool_is_not_reported_as_empty_while_colleagues_draw_from_its_shards() {
    office(Optional.empty());

    ChargeResult result = charge(10, 2);

    assertThat(result).isInstanceOf(OutOfCredits.class);
    assertThat(loads).isEqualTo(4);
  }

  @Test
  void a_constantly_changing_pool_is_busy_and_not_empty() {
    office(Optional.empty());

    assertThatExceptionOfType(Unavailable.class)
        .isThrownBy(() -> charge(10, Integer.MAX_VALUE))
        .satisfies(busy -> assertThat(busy.isOutcomeKnown()).isTrue());
  }

  @Test
  void a_refusal_by_the_cap_alone_stands_during_draws_of_colleagues() {
    office(Optional.of(Credits.of(2)));

    ChargeResult result = charge(3, Integer.MAX_VALUE);

    assertThat(result)
        .isInstanceOfSatisfying(
            OutOfCredits.class, refused -> assertThat(refused.limit()).contains(Credits.of(2)));
    assertThat(loads).isEqualTo(2);
  }

  @Test
  void a_primary_shard_older_than_another_shards_state_is_read_again() {
    office(Optional.empty());
    charge(9, 0);
    SituationSource source =
        new SituationSource(store, MIA, new ChargeId("next"), Optional.empty());
    Situation read = source.load();

    PoolWallet.Primary early = PoolWallet.Primary.unseen(OFFICE);
    Pool mixed = new Pool(OFFICE, early, read.pools().getFirst().secondaries(), Set.of());
    Situation torn =
        new Situation(read.wallet(), read.underKey(), read.onDocument(), List.of(mixed), List.of());

    assertThat(source.isTorn(read)).isFalse();
    assertThat(source.isTorn(torn)).isTrue();
  }

  private void office(Optional<Credits> limit) {
    PaidPool.of(OFFICE, "office", CATALOG, Sample.NOW).in(store);
    join(MIA, limit);
  }

  private void join(AccountId account, Optional<Credits> limit) {
    MembershipSituation found =
        new MembershipSituation(store.wallet(account), store.pool(OFFICE, 1));
    store.commitAll(Rules.of(CATALOG).joining().join(found, limit, Sample.NOW).commits());
  }

  /// Mia's charge. Before each of the first `disturbed` readings, a colleague draws and refunds.
  private ChargeResult charge(int credits, int disturbed) {
    ChargeId id = new ChargeId("mias");
    SituationSource plain = new SituationSource(store, MIA, id, Optional.empty());
    Source<Situation> source = new Disturbed(plain, disturbed);
    Jitter jitter = Jitter.between(Duration.ofMillis(100), Duration.ofMillis(100));
    long[] clock = {0};
    RetryBudget budget =
        new RetryBudget(() -> clock[0], pause -> clock[0] += pause.toNanos(), jitter);
    return new OptimisticRetry(store, () -> budget)
        .run(source, found -> charging.charge(id, run(credits), found, Sample.NOW));
  }

  private final class Disturbed implements Source<Situation> {
    private final SituationSource source;
    private int left;

    Disturbed(SituationSource source, int times) {
      this.source = source;
      this.left = times;
    }

    @Override
    public Situation load() {
      loads++;
      if (left > 0) {
        left--;
        colleagueDraws();
      }
      return source.load();
    }

    @Override
    public boolean confirms(Decision refusal, Situation again, Situation earlier) {
      return source.confirms(refusal, again, earlier);
    }
  }

  private void colleagueDraws() {
    AccountId colleague = new AccountId("colleague-" + colleagues);
    ChargeId id = new ChargeId("colleagues");
    colleagues++;
    join(colleague, Optional.empty());
    Situation found = store.load(colleague, Optional.of(id), Optional.empty());
    store.commitAll(charging.charge(id, run(1), found, Sample.NOW).commits());
    Situation charged = store.load(colleague, Optional.of(id), Optional.empty());
    store.commitAll(
        Rules.of(CATALOG).refunding().refund(charged, Optional.empty(), Sample.NOW).commits());
  }

  private static ChargeRequest run(int credits) {
    return new ChargeRequest(new ActionId("run"), Optional.empty(), credits, Optional.empty());
  }
}
