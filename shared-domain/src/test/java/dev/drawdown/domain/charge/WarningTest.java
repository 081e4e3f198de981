package dev.drawdown.domain.charge;

import static dev.drawdown.domain.fixtures.CatalogFixtures.simple;
import static dev.drawdown.domain.fixtures.Run.run;
import static dev.drawdown.domain.ledger.EntryKind.CHARGE;
import static dev.drawdown.domain.ledger.EntryKind.EXHAUSTED;
import static dev.drawdown.domain.ledger.EntryKind.LOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.domain.fixtures.Account;
import dev.drawdown.domain.ledger.Entry;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// L2: each threshold is reported once a period, exhaustion once until the next grant.
class WarningTest {
  private final Account account = Account.on(simple().monthly(100));

  @Test
  void usage_up_to_the_threshold_is_not_reported() {
    account.given(run(70));

    assertThat(lines()).isEmpty();
  }

  @Test
  void a_charge_that_crosses_a_threshold_reports_it() {
    account.given(run(70), run(1), run(19));
    assertThat(lines()).containsExactly("warn");

    account.given(run(1));
    assertThat(lines()).containsExactly("warn", "critical");
  }

  @Test
  void each_threshold_is_an_entry_even_if_one_charge_crosses_both() {
    account.charged("k1", run(91));

    assertThat(lines()).containsExactly("warn", "critical");
    assertThat(account.ledger(LOW))
        .allSatisfy(entry -> assertThat(entry.cause().charge()).contains(account.find("k1").id()))
        .allSatisfy(entry -> assertThat(entry.postings()).isEmpty());
  }

  @Test
  void a_threshold_is_reported_once_a_period_even_if_it_is_crossed_again() {
    account.charged("k1", run(71));
    account.refund("k1");

    account.given(run(71));

    assertThat(lines()).containsExactly("warn");
  }

  @Test
  void the_next_period_reports_again() {
    account.given(run(91));

    account.at("2026-04-01T00:00:00Z").given(run(71));

    assertThat(lines()).containsExactly("warn", "critical", "warn");
  }

  @Test
  void a_period_that_renewed_without_an_entry_reports_again() {
    account.charged("k1", run(100));
    account.refund("k1");

    account.at("2026-04-01T00:00:00Z").given(run(100));

    assertThat(lines()).containsExactly("warn", "critical", "warn", "critical");
    assertThat(account.ledger(EXHAUSTED)).hasSize(2);
  }

  @Test
  void a_hold_uses_the_allowance_too() {
    account.given(run(71).held());

    assertThat(lines()).containsExactly("warn");
  }

  @Test
  void the_thresholds_are_the_catalogs() {
    Account other = Account.on(simple().monthly(100).thresholds(50, 60)).given(run(50), run(1));

    assertThat(other.ledger(LOW)).hasSize(1);
  }

  @Test
  void starter_credits_run_low_too_but_packs_do_not() {
    Account starter = Account.on(simple().starter(10)).given(run(8));
    Account pack = Account.on(simple()).topUp(10).given(run(10));

    assertThat(starter.ledger(LOW)).hasSize(1);
    assertThat(pack.ledger(LOW)).isEmpty();
  }

  @Test
  void starter_credits_used_under_a_plan_are_reported_by_the_first_charge_after_it() {
    Account tried = Account.on(simple().trial(3, 5).starter(10)).given(run(5), run(8));
    assertThat(tried.ledger(LOW)).hasSize(2);

    tried.after(Duration.ofDays(3)).given(run(1));

    assertThat(tried.ledger(LOW)).hasSize(3);
    assertThat(line(tried.ledger(LOW).getLast())).isEqualTo("warn");
  }

  @Test
  void a_charge_that_leaves_no_credits_reports_it() {
    account.topUp(5).given(run(100));
    assertThat(account.ledger(EXHAUSTED)).isEmpty();

    account.given(run(5));
    assertThat(account.ledger(EXHAUSTED)).hasSize(1);
    assertThat(account.kinds()).endsWith(LOW, LOW, CHARGE, EXHAUSTED);
  }

  @Test
  void a_refund_and_another_charge_do_not_report_exhaustion_again() {
    account.charged("k1", run(100));
    account.refund("k1");

    account.given(run(100));

    assertThat(account.ledger(EXHAUSTED)).hasSize(1);
  }

  @Test
  void an_expired_hold_and_another_charge_do_not_report_exhaustion_again() {
    account.given(run(100).held());

    account.after(Duration.ofMinutes(15)).given(run(100));

    assertThat(account.ledger(EXHAUSTED)).hasSize(1);
  }

  @Test
  void after_a_grant_exhaustion_is_reported_again() {
    account.given(run(100)).topUp(5).given(run(5));
    assertThat(account.ledger(EXHAUSTED)).hasSize(2);

    account.at("2026-04-01T00:00:00Z").given(run(100));
    assertThat(account.ledger(EXHAUSTED)).hasSize(3);
  }

  private List<String> lines() {
    return account.ledger(LOW).stream().map(WarningTest::line).toList();
  }

  private static String line(Entry entry) {
    return entry.cause().reason().orElseThrow();
  }
}
