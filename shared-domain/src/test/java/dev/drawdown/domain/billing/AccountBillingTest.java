package dev.drawdown.domain.billing;

import static dev.drawdown.domain.billing.Billed.account;
import static dev.drawdown.domain.billing.Paid.day;
import static dev.drawdown.domain.billing.Paid.plan;
import static dev.drawdown.domain.billing.Paid.plus;
import static dev.drawdown.domain.billing.Paid.solo;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.domain.billing.AccountBilling.PlanSource;
import org.junit.jupiter.api.Test;

/// P2, P8, S2, V1: all subscriptions of one account together.
class AccountBillingTest {
  @Test
  void the_displayed_plan_has_most_credits_then_the_latest_end_then_the_smallest_key() {
    assertThat(account().paid("a", solo()).paid("b", plus()).plan()).contains("plus");
    Billed same = account().paid("b", solo()).paid("a", plan("other", 100));
    assertThat(same.plan()).contains("other");
    assertThat(same.paid("c", plan("longer", 100).until("2027-05-01")).plan()).contains("longer");
  }

  @Test
  void refreshes_at_is_of_any_plan_and_resets_at_is_of_the_displayed_plan() {
    Billed both = account().paid("a", plus().until("2027-05-01")).paid("b", solo());

    assertThat(both.billing().resetsAt()).contains(day("2027-05-01"));
  }

  @Test
  void a_paid_plan_comes_before_the_trial_and_the_trial_before_the_default_plan() {
    Billed account = account();

    assertThat(account.billing().source(false, false)).isEqualTo(PlanSource.NONE);
    assertThat(account.billing().source(false, true)).isEqualTo(PlanSource.DEFAULT);
    assertThat(account.billing().source(true, true)).isEqualTo(PlanSource.TRIAL);
    assertThat(account.paid(solo()).billing().source(true, true)).isEqualTo(PlanSource.PAID);
    assertThat(account.at("2027-04-14").billing().source(true, true)).isEqualTo(PlanSource.PAID);
    assertThat(account.at("2027-04-15").billing().source(true, true)).isEqualTo(PlanSource.NONE);
  }
}
