package dev.drawdown.domain.renewal;

import static dev.drawdown.domain.fixtures.CatalogFixtures.OUTSMART;
import static dev.drawdown.domain.fixtures.CatalogFixtures.simple;
import static dev.drawdown.domain.fixtures.Facts.failed;
import static dev.drawdown.domain.fixtures.Facts.paid;
import static dev.drawdown.domain.fixtures.Facts.renewed;
import static dev.drawdown.domain.fixtures.Run.run;
import static dev.drawdown.domain.fixtures.Times.APRIL;
import static dev.drawdown.domain.fixtures.Times.MARCH;
import static dev.drawdown.domain.fixtures.Times.MAY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.domain.billing.Standing;
import dev.drawdown.domain.fixtures.Account;
import dev.drawdown.domain.ledger.EntryKind;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// P7: after the paid period the balance stays usable for a while.
class GraceTest {
  @Test
  void the_balance_stays_usable_without_news() {
    Account account = subscriber().at(APRIL.plus(Duration.ofDays(13)));

    account.charged(run("letter.generate").on("doc-1"));

    assertThat(account.balance().standing()).isEqualTo(Standing.ACTIVE);
    assertThat(account.balance().usage().resetsAt()).isEmpty();
    assertThat(account.planLeft().orElseThrow()).isEqualTo(99);
  }

  @Test
  void a_failed_payment_only_announces_it() {
    Account account = subscriber().at(APRIL).given(failed(APRIL), failed(APRIL));

    assertThat(account.balance().standing()).isEqualTo(Standing.GRACE);
    assertThat(account.ledger(EntryKind.STANDING)).hasSize(1);
    account.charged(run("letter.generate").on("doc-1"));
  }

  @Test
  void later_failures_do_not_move_its_end() {
    Account account = subscriber().at(APRIL).given(failed(APRIL));

    account.at(APRIL.plus(Duration.ofDays(13))).given(failed(APRIL));

    account.after(Duration.ofDays(1));
    assertThat(account.balance().standing()).isEqualTo(Standing.SUSPENDED);
  }

  @Test
  void paid_within_it_the_plan_is_renewed_as_if_nothing_had_happened() {
    Account account = subscriber().at(APRIL).given(failed(APRIL));
    account.given(run("letter.generate").on("doc-1")).after(Duration.ofDays(2));

    account.given(renewed("solo", APRIL, MAY));

    assertThat(account.balance().standing()).isEqualTo(Standing.ACTIVE);
    assertThat(account.planLeft().orElseThrow()).isEqualTo(105);
    assertThat(account.balance().usage().resetsAt()).contains(MAY);
  }

  @Test
  void news_of_a_failure_that_comes_after_the_payment_does_nothing() {
    Account account = subscriber().at(APRIL).given(renewed("solo", APRIL, MAY));

    RenewalResult late = account.told(failed(APRIL));

    assertThat(late).isInstanceOf(RenewalResult.Recorded.class);
    assertThat(account.balance().standing()).isEqualTo(Standing.ACTIVE);
  }

  @Test
  void the_catalog_says_how_long_it_is() {
    Account account =
        Account.on(simple().paid("solo", 100, 5).grace(Duration.ofDays(3)))
            .given(paid("solo", MARCH, APRIL));

    account.at(APRIL.plus(Duration.ofDays(3)));

    assertThat(account.balance().standing()).isEqualTo(Standing.SUSPENDED);
  }

  private static Account subscriber() {
    return Account.on(OUTSMART).given(paid("solo", MARCH, APRIL));
  }
}
