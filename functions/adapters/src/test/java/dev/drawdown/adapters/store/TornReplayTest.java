package dev.drawdown.adapters.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.ChargeId;
import dev.drawdown.domain.Credits;
import dev.drawdown.domain.billing.Fact;
import dev.drawdown.domain.catalog.Action.ActionId;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.domain.charge.Capturing.Amount;
import dev.drawdown.domain.charge.Capturing.CaptureResult;
import dev.drawdown.domain.charge.Charge.State;
import dev.drawdown.domain.charge.ChargeRequest;
import dev.drawdown.domain.charge.ChargeResult;
import dev.drawdown.domain.charge.ChargeResult.AlreadyCharged;
import dev.drawdown.domain.charge.Refunding.RefundResult;
import dev.drawdown.domain.charge.Refunding.RefundResult.AlreadyBack;
import dev.drawdown.domain.charge.Situation;
import dev.drawdown.domain.commit.Decision;
import dev.drawdown.domain.fixtures.CatalogFixtures;
import dev.drawdown.domain.fixtures.Facts;
import dev.drawdown.domain.rules.Rules;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// I1: another caller refunds a charge after a replay has read the charge, and before it reads the
/// wallet. The answer must not show the charge as it was, beside the balance after the refund.
class TornReplayTest {
  private static final AccountId MIA = new AccountId("mia");
  private static final ChargeId OTHER = new ChargeId("other");
  private static final ChargeId CHARGE = new ChargeId("charge");
  private static final ChargeId HOLD = new ChargeId("hold");
  private static final Optional<Duration> QUARTER = Optional.of(Duration.ofMinutes(15));
  private static final Catalog CATALOG =
      CatalogFixtures.catalog().action("run", 1).starter(100).build();

  private final InMemoryStore store = new InMemoryStore();
  private final Rules rules = Rules.of(CATALOG);
  private final Deque<Situation> torn = new ArrayDeque<>();

  @BeforeEach
  void another_charge_on_the_same_bucket() {
    store.commitAll(charge(OTHER, run(), load(OTHER)).commits());
  }

  @Test
  void a_replayed_charge_shows_its_refund_with_the_balance_after_it() {
    store.commitAll(charge(CHARGE, run(), load(CHARGE)).commits());
    Situation before = load(CHARGE);
    refund(CHARGE);
    torn.add(newWallet(before));

    AlreadyCharged replayed =
        (AlreadyCharged) answered(CHARGE, found -> charge(CHARGE, run(), found));

    assertThat(replayed.charge().state()).isInstanceOf(State.Refunded.class);
    assertThat(replayed.available().total()).isEqualTo(Credits.of(90));
  }

  @Test
  void a_repeated_capture_is_refused_after_the_refund() {
    store.commitAll(charge(HOLD, held(), load(HOLD)).commits());
    store.commitAll(capture(load(HOLD)).commits());
    Situation before = load(HOLD);
    refund(HOLD);
    torn.add(newWallet(before));

    assertThat(answered(HOLD, this::capture)).isInstanceOf(CaptureResult.AlreadyCaptured.class);
  }

  /// P8: a paid plan displaced the month, which keeps its credits meanwhile.
  @Test
  void a_second_refund_into_a_displaced_month_gives_nothing_back_twice() {
    Rules monthly =
        Rules.of(
            CatalogFixtures.catalog().action("run", 1).monthly(50).paid("solo", 100, 0).build());
    AccountId ben = new AccountId("ben");
    SituationSource stored = new SituationSource(store, ben, CHARGE, Optional.empty());
    store.commitAll(monthly.charging().charge(CHARGE, run(), stored.load(), Sample.NOW).commits());
    List<Fact> paid =
        List.of(
            Facts.paid("solo", Sample.NOW, Sample.NOW.plus(Duration.ofDays(30)))
                .fact(ben, monthly.catalog()));
    store.commitAll(
        monthly
            .renewing()
            .apply(paid, store.renewal(Facts.SUBSCRIPTION, paid), Sample.NOW)
            .commits());
    Situation before = stored.load();
    Function<Situation, RefundResult> refund =
        found -> monthly.refunding().refund(found, Optional.empty(), Sample.NOW);
    store.commitAll(refund.apply(before).commits());
    torn.add(new Situation(store.wallet(ben), before.underKey(), before.onDocument()));

    assertThat(retry().run(new TornAtFirst(torn, stored), refund)).isInstanceOf(AlreadyBack.class);
  }

  @Test
  void a_replay_with_an_unchanged_wallet_needs_no_second_reading() {
    store.commitAll(charge(CHARGE, run(), load(CHARGE)).commits());

    assertThat(charge(CHARGE, run(), load(CHARGE)).needsSecondReading()).isFalse();
  }

  @Test
  void a_replay_of_a_refunded_charge_needs_no_second_reading() {
    store.commitAll(charge(CHARGE, run(), load(CHARGE)).commits());
    refund(CHARGE);
    store.commitAll(charge(HOLD, held(), load(HOLD)).commits());

    assertThat(charge(CHARGE, run(), load(CHARGE)).needsSecondReading()).isFalse();
  }

  private <D extends Decision> D answered(ChargeId id, Function<Situation, D> decide) {
    SituationSource stored = new SituationSource(store, MIA, id, Optional.empty());
    return retry().run(new TornAtFirst(torn, stored), decide);
  }

  private OptimisticRetry retry() {
    Jitter jitter = Jitter.between(Duration.ofMillis(1), Duration.ofMillis(1));
    return new OptimisticRetry(store, () -> new RetryBudget(() -> 0, _ -> {}, jitter));
  }

  private Situation newWallet(Situation before) {
    return new Situation(store.wallet(MIA), before.underKey(), before.onDocument());
  }

  private Situation load(ChargeId id) {
    return store.load(MIA, Optional.of(id), Optional.empty());
  }

  private ChargeResult charge(ChargeId id, ChargeRequest request, Situation found) {
    return rules.charging().charge(id, request, found, Sample.NOW);
  }

  private CaptureResult capture(Situation found) {
    return rules.capturing().capture(found, Amount.all(), Sample.NOW);
  }

  private void refund(ChargeId id) {
    store.commitAll(rules.refunding().refund(load(id), Optional.empty(), Sample.NOW).commits());
  }

  private static ChargeRequest run() {
    return new ChargeRequest(new ActionId("run"), Optional.empty(), 10, Optional.empty());
  }

  private static ChargeRequest held() {
    return new ChargeRequest(new ActionId("run"), Optional.empty(), 10, QUARTER);
  }
}
