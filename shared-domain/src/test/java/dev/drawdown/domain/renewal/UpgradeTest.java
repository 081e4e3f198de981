package dev.drawdown.domain.renewal;

import static dev.drawdown.domain.fixtures.CatalogFixtures.OUTSMART;
import static dev.drawdown.domain.fixtures.Facts.paid;
import static dev.drawdown.domain.fixtures.Facts.renewed;
import static dev.drawdown.domain.fixtures.Run.run;
import static dev.drawdown.domain.fixtures.Times.APRIL;
import static dev.drawdown.domain.fixtures.Times.MARCH;
import static dev.drawdown.domain.fixtures.Times.MAY;
import static dev.drawdown.domain.fixtures.Times.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.domain.fixtures.Account;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// P3: a paid upgrade resets the balance; a downgrade and a return grant nothing.
class UpgradeTest {
  @Test
  void a_paid_upgrade_resets_the_balance_and_adds_nothing_to_it() {
    Account account = subscriber().given(run("letter.generate").on("doc-1"));

    account.given(paid("plus", NOW, APRIL));

    assertThat(planLeft(account)).isEqualTo(300);
    assertThat(account.balance().plan().orElseThrow().periodEnd()).contains(APRIL);
  }

  @Test
  void an_upgrade_after_a_downgrade_within_a_period_grants_nothing_twice() {
    Account account = subscriber().given(paid("plus", NOW, APRIL));
    account.given(run("letter.generate").on("doc-1"));

    for (int day = 1; day <= 5; day++) {
      account.after(Duration.ofDays(1));
      account.given(paid("solo", account.clock(), APRIL), paid("plus", account.clock(), APRIL));
    }

    assertThat(planLeft(account)).isEqualTo(299);
  }

  @Test
  void a_downgrade_takes_effect_with_the_next_periods_invoice() {
    Account account = subscriber().given(paid("plus", NOW, APRIL), paid("solo", NOW, APRIL));
    assertThat(planLeft(account)).isEqualTo(300);

    account.at(APRIL).given(renewed("solo", APRIL, MAY));

    assertThat(planLeft(account)).isEqualTo(105);
  }

  @Test
  void a_refund_of_a_charge_on_the_old_plan_expires_with_it() {
    Account account = subscriber();
    account.charged("letter", run("letter.generate").on("doc-1"));
    account.given(paid("plus", NOW, APRIL));

    account.refund("letter");

    assertThat(planLeft(account)).isEqualTo(300);
  }

  @Test
  void a_later_starting_period_counts_even_if_it_ends_earlier() {
    Account yearly =
        Account.on(OUTSMART).given(paid("plus", MARCH, MARCH.plus(Duration.ofDays(365))));

    yearly.given(paid("solo", NOW, APRIL));

    assertThat(planLeft(yearly)).isEqualTo(100);
    assertThat(yearly.balance().plan().orElseThrow().periodEnd()).contains(APRIL);
  }

  private static Account subscriber() {
    return Account.on(OUTSMART).given(paid("solo", MARCH, APRIL));
  }

  private static long planLeft(Account account) {
    return account.planLeft().orElseThrow();
  }
}
