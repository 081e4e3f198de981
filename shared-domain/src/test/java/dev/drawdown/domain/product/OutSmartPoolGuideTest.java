package dev.drawdown.domain.product;

import static dev.drawdown.domain.fixtures.CatalogFixtures.OUTSMART;
import static dev.drawdown.domain.fixtures.Facts.paid;
import static dev.drawdown.domain.fixtures.Run.run;
import static dev.drawdown.domain.fixtures.Times.APRIL;
import static dev.drawdown.domain.fixtures.Times.MARCH;
import static dev.drawdown.domain.fixtures.Times.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.domain.catalog.DrawOrder.BucketKind;
import dev.drawdown.domain.charge.Charge;
import dev.drawdown.domain.fixtures.Account;
import dev.drawdown.domain.fixtures.Office;
import dev.drawdown.domain.fixtures.Run;
import dev.drawdown.domain.ledger.Draw;
import dev.drawdown.domain.wallet.Drawing.Spendable;
import org.junit.jupiter.api.Test;

/// OutSmart: the pool that an office's owner buys for all practitioners there.
class OutSmartPoolGuideTest {
  private final Office office = Office.on(OUTSMART).given(paid("office", MARCH, APRIL));
  private int letters;

  @Test
  @Guide({
    "An Office PoolAn office owner buying AI for several practitioners at onceA single subscription"
        + " that everyone at the office (or owner’s offices) can draw from",
    "Office owner buying AI for several practitioners? Go to Office Pool.",
    "One subscription, shared."
  })
  void a_single_subscription_that_everyone_can_draw_from() {
    Account downtown = office.member("mia");
    Account uptown = office.member("ben");

    spend(downtown, 10 + 30);
    spend(uptown, 10 + 40);

    assertThat(office.left()).isEqualTo(500 - 30 - 40);
    assertThat(downtown.total()).isEqualTo(uptown.total()).isEqualTo(430);
  }

  @Test
  @Guide({
    "When you click an AI button, OutSmart deducts credits in a fixed order:",
    "Your personal credits (starter credits or the credits from your AI Plan)",
    "Your share of the Office Pool (if your office owner has one)",
    "Your top-up balance (if you’ve bought one)"
  })
  void pool_credits_go_after_personal_credits_and_before_the_top_up() {
    Account practitioner = office.member("mia", 7).given(paid("sub-mia", "solo", MARCH, APRIL));
    practitioner.pay("pi_1", "pack-50");

    assertThat(practitioner.balance().buckets())
        .extracting(Spendable::kind)
        .containsExactly(BucketKind.PLAN, BucketKind.STARTER, BucketKind.POOL, BucketKind.TOP_UP);
    spend(practitioner, 110);
    assertThat(practitioner.left()).containsExactly(0L, 0L, 7L, 50L);
    spend(practitioner, 7);
    assertThat(practitioner.left()).containsExactly(0L, 0L, 0L, 50L);
    spend(practitioner, 1);
    assertThat(practitioner.left()).containsExactly(0L, 0L, 0L, 49L);
  }

  @Test
  @Guide("The credit counter on the AI button shows the total of all three.")
  void the_counter_shows_personal_pool_and_top_up_credits() {
    Account practitioner = office.member("mia", 7).given(paid("sub-mia", "solo", MARCH, APRIL));
    practitioner.pay("pi_1", "pack-50");

    assertThat(practitioner.total()).isEqualTo(100 + 10 + 7 + 50);
  }

  @Test
  @Guide({
    "You don’t have to pick one.",
    "A practitioner can have starter credits used up, then start an AI Plan, then buy a top-up"
        + " later in the month, then also draw from the office’s pool."
  })
  void starter_then_plan_then_top_up_then_the_pool() {
    Account practitioner = office.person("mia");
    spend(practitioner, 10);
    practitioner.given(paid("sub-mia", "solo", NOW, APRIL));
    practitioner.pay("pi_1", "pack-50");
    practitioner.join("office");

    spend(practitioner, 100);
    Charge next = practitioner.charged(letter());

    assertThat(next.drawdown().draws())
        .singleElement()
        .extracting(Draw::bucket)
        .hasToString("pool-1");
    assertThat(practitioner.left()).containsExactly(0L, 0L, 499L, 50L);
  }

  private void spend(Account practitioner, int credits) {
    for (int credit = 0; credit < credits; credit++) {
      practitioner.charged(letter());
    }
  }

  private Run letter() {
    letters++;
    return run("letter.generate").on("letter-" + letters);
  }
}
