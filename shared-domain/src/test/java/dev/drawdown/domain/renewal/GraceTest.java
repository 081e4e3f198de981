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

/// P7: after the paid period the balance stays usable for the grace.
class GraceTest {
  @Test
  void the_balance_stays_usable_without_further_facts() {
    Account account = subscriber().at(APRIL.plus(Duration.ofDays(13)));

    account.charged(run("letter.generate").on("doc-1"));

    assertThat(account.balance().standing()).isEqualTo(Standing.ACTIVE);
    assertThat(account.balance().usage().resetsAt()).isEmpty();
    assertThat(account.planLeft().orElseThrow()).isEqualTo(99);
  }

  @Test
  void a_failed_payment_only_changes_the_standing() {
    Account account = subscriber().at(APRIL).given(failed(APRIL), failed(APRIL));

    assertThat(account.balance().standing()).isEqualTo(Standing.GRACE);
    assertThat(account.ledger(EntryKind.STANDING)).hasSize(1);
    account.charged(run("letter.generate").on("doc-1"));
  }

  @Test
  void later_failures_do_not_move_the_end_of_the_grace() {
    Account account = subscriber().at(APRIL).given(failed(APRIL));

    account.at(APRIL.plus(Duration.ofDays(13))).given(failed(APRIL));

    account.after(Duration.ofDays(1));
    assertThat(account.balance().standing()).isEqualTo(Standing.SUSPENDED);
  }

  @Test
  void a_payment_within_the_grace_renews_the_plan_as_usual() {
    Account account = subscriber().at(APRIL).given(failed(APRIL));
    account.given(run("letter.generate").on("doc-1")).after(Duration.ofDays(2));

    account.given(renewed("solo", APRIL, MAY));

    assertThat(account.balance().standing()).isEqualTo(Standing.ACTIVE);
    assertThat(account.planLeft().orElseThrow()).isEqualTo(105);
    assertThat(account.balance().usage().resetsAt()).contains(MAY);
  }

  @Test
  void a_failure_that_arrives_after_the_payment_has_no_effect() {
    Account account = subscriber().at(APRIL).given(renewed("solo", APRIL, MAY));

    RenewalResult late = account.apply(failed(APRIL));

    assertThat(late).isInstanceOf(RenewalResult.Recorded.class);
    assertThat(account.balance().standing()).isEqualTo(Standing.ACTIVE);
  }

  @Test
  void the_catalog_sets_the_length_of_the_grace() {
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
