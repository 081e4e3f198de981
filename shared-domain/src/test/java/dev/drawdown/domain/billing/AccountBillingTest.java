package dev.drawdown.domain.billing;

import static dev.drawdown.domain.billing.Billed.account;
import static dev.drawdown.domain.billing.Paid.day;
import static dev.drawdown.domain.billing.Paid.plan;
import static dev.drawdown.domain.billing.Paid.plus;
import static dev.drawdown.domain.billing.Paid.solo;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// P2, V1: all subscriptions of one account together.
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
}
