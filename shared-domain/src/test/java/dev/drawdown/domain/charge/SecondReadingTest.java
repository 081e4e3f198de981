package dev.drawdown.domain.charge;

import static dev.drawdown.domain.fixtures.CatalogFixtures.simple;
import static dev.drawdown.domain.fixtures.Facts.paid;
import static dev.drawdown.domain.fixtures.Run.run;
import static dev.drawdown.domain.fixtures.Times.APRIL;
import static dev.drawdown.domain.fixtures.Times.MARCH;
import static dev.drawdown.domain.fixtures.Times.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.domain.Credits;
import dev.drawdown.domain.charge.ChargeResult.PaymentRequired;
import dev.drawdown.domain.charge.ChargeResult.PoolHoldsFull;
import dev.drawdown.domain.charge.ChargeResult.TooManyHolds;
import dev.drawdown.domain.commit.Decision;
import dev.drawdown.domain.fixtures.Account;
import dev.drawdown.domain.fixtures.Office;
import dev.drawdown.domain.manualchange.ManualChange.Grant;
import dev.drawdown.domain.manualchange.ManualChanging;
import dev.drawdown.domain.manualchange.ManualChanging.ManualChangeResult;
import dev.drawdown.domain.manualchange.ManualChanging.ManualChangeResult.ExpiresTooSoon;
import dev.drawdown.domain.manualchange.ManualChanging.ManualChangeResult.TooManyExpiries;
import dev.drawdown.domain.topup.ToppingUp;
import dev.drawdown.domain.topup.ToppingUp.TopUpResult;
import dev.drawdown.domain.topup.ToppingUp.TopUpResult.PlanRequired;
import dev.drawdown.domain.topup.ToppingUp.TopUpResult.TooManyPacks;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A wallet and a record are read at different instants. A refusal or a replay commits nothing, so
/// no condition detects a write in between. If such a write may have caused the answer, a second
/// reading must confirm it. See TornHoldTest and TornReplayTest of the adapters.
class SecondReadingTest {
  @ParameterizedTest(name = "{0} -> {1}, {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # steps                                         | answer         | read
          # it commits: conditions protect it
          charge 8                                        | Charged        | once
          hold 8, capture                                 | Captured       | once
          hold 8, extend PT1H                             | Extended       | once
          charge 8, refund                                | Refunded       | once
          # the credits may have come back
          charge 21                                       | OutOfCredits   | twice
          hold 21                                         | OutOfCredits   | twice
          # the hold may have been captured, released or extended before it expired
          hold 8, wait PT15M, capture                     | HoldExpired    | twice
          hold 8, wait PT15M, extend PT1H                 | HoldExpired    | twice
          hold 8, wait PT15M, release                     | AlreadyBack    | twice
          hold 8, part 5, wait PT15M, release             | AlreadyBack    | twice
          # the charge or the hold never changes again, or its last change decides
          hold 8, extend PT15M                            | SameExpiry     | once
          hold 8, release, capture                        | HoldReleased   | once
          hold 8, capture, capture 3                      | AlreadyCaptured | once
          charge 8, refund, charge 8                      | AlreadyCharged | once
          charge 8, refund, spend 1, charge 8             | AlreadyCharged | once
          hold 8, release, spend 1, hold 8                | AlreadyCharged | once
          charge 8, refund, spend 1, refund               | AlreadyBack    | once
          hold 8, part 5, wait PT15M, capture 5, refund, refund | AlreadyBack | once
          # the charge was the last to change the wallet
          charge 8, charge 8                              | AlreadyCharged | once
          hold 8, hold 8                                  | AlreadyCharged | once
          hold 8, part 3, part 3                          | SameCapture    | once
          hold 8, capture, capture                        | SameCapture    | once
          # the wallet has changed since, and so may the charge
          charge 8, spend 1, charge 8                     | AlreadyCharged | twice
          hold 8, spend 1, hold 8                         | AlreadyCharged | twice
          hold 8, capture, spend 1, hold 8                | AlreadyCharged | twice
          hold 8, part 3, release, spend 1, hold 8        | AlreadyCharged | twice
          hold 8, part 3, spend 1, part 3                 | SameCapture    | twice
          hold 8, capture, spend 1, capture               | SameCapture    | twice
          """)
  void a_second_reading_confirms_an_answer_that_a_write_in_between_may_have_caused(
      String steps, String answer, String read) {
    Scenario played = new Scenario("pack 20").play(steps);

    assertThat(played.answered()).isEqualTo(answer);
    boolean twice = ((Decision) played.answer()).needsSecondReading();
    assertThat(twice ? "twice" : "once").isEqualTo(read);
  }

  /// D5: the same key may have opened the hold meanwhile. Then it is the caller's own.
  @Test
  void a_document_in_progress_is_confirmed() {
    Account account = Account.on(simple()).topUp(20);
    account.charged("k1", run("letter").on("doc-1").held());

    assertThat(account.charge("k2", run("letter").on("doc-1")).needsSecondReading()).isTrue();
  }

  @Test
  void a_refusal_of_a_suspended_account_is_confirmed() {
    Account suspended =
        Account.on(simple().paid("solo", 5, 0))
            .given(paid("solo", MARCH, APRIL))
            .at("2026-04-20T00:00:00Z");

    ChargeResult refused = suspended.charge("k", run(1));

    assertThat(refused).isInstanceOf(PaymentRequired.class);
    assertThat(refused.needsSecondReading()).isTrue();
  }

  @Test
  void too_many_holds_are_confirmed() {
    assertThat(new TooManyHolds(Charging.MAX_OPEN_HOLDS).needsSecondReading()).isTrue();
  }

  @Test
  void too_many_holds_of_a_member_on_a_pool_are_confirmed() {
    Account mia = Office.paid(simple().pool("office", 50)).member("mia");
    for (int hold = 0; hold < 20; hold++) {
      mia.charged(run(1).held());
    }

    ChargeResult refused = mia.charge("k", run(1).held());

    assertThat(refused).isEqualTo(new PoolHoldsFull(20, true));
    assertThat(refused.needsSecondReading()).isTrue();
  }

  /// U2: a plan may have been paid meanwhile, or a pack used up. Or the payment was credited, and
  /// the answer is a replay.
  @Test
  void a_refused_purchase_is_confirmed() {
    Account unpaid = Account.on(simple().packsForPlanHoldersOnly());
    Account full = Account.on(simple());
    for (int number = 1; number <= ToppingUp.MAX_PACKS; number++) {
      full.topUp(1);
    }

    TopUpResult withoutPlan = unpaid.pay("pi_1", "pack");
    TopUpResult beyondLimit = full.pay("pi_1", "pack");

    assertThat(withoutPlan).isInstanceOf(PlanRequired.class);
    assertThat(withoutPlan.needsSecondReading()).isTrue();
    assertThat(beyondLimit).isInstanceOf(TooManyPacks.class);
    assertThat(beyondLimit.needsSecondReading()).isTrue();
  }

  /// G1: the same change may have been made meanwhile under the same key.
  @Test
  void a_refused_grant_is_confirmed() {
    Account account = Account.on(simple());
    for (int day = 1; day <= ManualChanging.MAX_EXPIRIES; day++) {
      account.change("day-" + day, grantUntil(NOW.plus(Duration.ofDays(day))));
    }

    ManualChangeResult expired = account.change("k", grantUntil(NOW));
    ManualChangeResult beyondLimit = account.change("k", grantUntil(APRIL));

    assertThat(expired).isInstanceOf(ExpiresTooSoon.class);
    assertThat(expired.needsSecondReading()).isTrue();
    assertThat(beyondLimit).isInstanceOf(TooManyExpiries.class);
    assertThat(beyondLimit.needsSecondReading()).isTrue();
  }

  private static Grant grantUntil(Instant expiry) {
    return new Grant(Credits.of(1), "sorry for the outage", Optional.of(expiry));
  }
}
