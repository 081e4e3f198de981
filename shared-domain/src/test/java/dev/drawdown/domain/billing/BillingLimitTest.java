package dev.drawdown.domain.billing;

import static dev.drawdown.domain.billing.BillingLimit.OWNER_FACTS;
import static dev.drawdown.domain.billing.BillingLimit.OWNER_ITEMS;
import static dev.drawdown.domain.billing.BillingLimit.SUBSCRIPTION_FACTS;
import static dev.drawdown.domain.billing.BillingLimit.SUBSCRIPTION_ITEMS;
import static dev.drawdown.domain.billing.BillingLimit.WAITING_TERMS;
import static dev.drawdown.domain.billing.Paid.day;
import static dev.drawdown.domain.billing.Paid.solo;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.domain.catalog.Plan.PlanId;
import dev.drawdown.domain.subscription.SubscriptionId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/// P1: what a subscription and an owner may have at most, and what counts.
class BillingLimitTest {
  private static final Instant NOW = day("2027-03-10");
  private static final Subscription EMPTY = Subscription.unknown(new SubscriptionId("sub-1"));

  @Test
  void a_subscription_may_have_120_terms_that_wait() {
    Subscription full = with(120, BillingLimitTest::waiting);
    Subscription begins = EMPTY.with(solo().from("2027-03-10").fact());

    assertThat(BillingLimit.exceeded(EMPTY, full, NOW)).isEmpty();
    assertThat(BillingLimit.exceeded(begins, with(121, BillingLimitTest::waiting), NOW))
        .contains(WAITING_TERMS);
    assertThat(BillingLimit.exceeded(full, full.with(solo().from("2027-03-10").fact()), NOW))
        .as("a term that starts now doesn't wait")
        .isEmpty();
  }

  @Test
  void a_subscription_may_have_20_items_whose_terms_run() {
    Subscription full = with(20, BillingLimitTest::item);
    Fact one = item(20);
    Fact second = solo().item("item-0").until("2027-05-01").fact();
    Fact over = solo().item("over").from("2027-03-01").until("2027-03-10").fact();

    assertThat(BillingLimit.exceeded(EMPTY, full, NOW)).isEmpty();
    assertThat(BillingLimit.exceeded(full, full.with(one), NOW)).contains(SUBSCRIPTION_ITEMS);
    assertThat(BillingLimit.exceeded(full, full.with(second), NOW)).isEmpty();
    assertThat(BillingLimit.exceeded(full, full.with(over), NOW)).isEmpty();
  }

  @Test
  void each_kind_of_fact_counts_towards_the_1000_of_a_subscription() {
    Subscription almost = with(999, BillingLimitTest::failure);
    Subscription full = almost.with(Paid.failed("2027-04-01"));

    assertThat(BillingLimit.exceeded(EMPTY, full, NOW)).isEmpty();
    List<Fact> more =
        List.of(
            solo().fact(),
            solo().free(),
            Paid.failed("2027-05-01"),
            new Fact.PaymentFailed(NOW, true));
    for (Fact fact : more) {
      assertThat(BillingLimit.exceeded(full, full.with(fact), NOW))
          .as(fact.toString())
          .contains(SUBSCRIPTION_FACTS);
    }
    Fact named = new Fact.TermPaid(solo().term(), Optional.of(new PlanId("solo")));
    assertThat(BillingLimit.exceeded(full, almost.with(named), NOW))
        .as("a paid price counts beside its term")
        .contains(SUBSCRIPTION_FACTS);
    assertThat(BillingLimit.exceeded(full, full.with(Paid.ended("2027-04-01")), NOW)).isEmpty();
  }

  @Test
  void an_owner_may_have_100_items_in_all_and_20_in_one_subscription() {
    List<Subscription> full = subscriptions(100);
    List<Subscription> more = subscriptions(101);

    assertThat(BillingLimit.exceeded(List.of(), full)).isEmpty();
    assertThat(BillingLimit.exceeded(full, more)).contains(OWNER_ITEMS);
    assertThat(BillingLimit.exceeded(more, more)).as("nothing is added").isEmpty();
    Subscription twenty = with(20, BillingLimitTest::item);
    Subscription twentyOne = with(21, BillingLimitTest::item);
    assertThat(BillingLimit.exceeded(List.of(), List.of(twenty, full.getFirst()))).isEmpty();
    assertThat(BillingLimit.exceeded(List.of(twenty), List.of(full.getFirst(), twentyOne)))
        .contains(SUBSCRIPTION_ITEMS);
  }

  @Test
  void an_owner_may_have_400_facts_in_all() {
    List<Subscription> full =
        List.of(with(120, BillingLimitTest::waiting), with(280, BillingLimitTest::failure));
    List<Subscription> more =
        List.of(with(121, BillingLimitTest::waiting), with(280, BillingLimitTest::failure));

    assertThat(BillingLimit.exceeded(List.of(), full)).isEmpty();
    assertThat(BillingLimit.exceeded(full, more)).contains(OWNER_FACTS);
    assertThat(BillingLimit.exceeded(more, more)).as("nothing is added").isEmpty();
  }

  @Test
  void a_reason_names_the_limit() {
    assertThat(OWNER_ITEMS.reason())
        .isEqualTo("more than 100 items of the owner's subscriptions are paid for");
  }

  private static List<Subscription> subscriptions(int count) {
    List<Subscription> all = new ArrayList<>();
    for (int number = 0; number < count; number++) {
      all.add(Subscription.unknown(new SubscriptionId("sub-" + number)).with(solo().fact()));
    }
    return all;
  }

  private static Subscription with(int count, IntFunction<Fact> fact) {
    Subscription known = EMPTY;
    for (int number = 0; number < count; number++) {
      known = known.with(fact.apply(number));
    }
    return known;
  }

  private static Fact item(int number) {
    return solo().item("item-" + number).fact();
  }

  /// A day that is paid ahead.
  private static Fact waiting(int number) {
    LocalDate start = LocalDate.parse("2027-04-01").plusDays(number);
    return solo().from(start.toString()).until(start.plusDays(1).toString()).fact();
  }

  private static Fact failure(int number) {
    return new Fact.PaymentFailed(NOW.minusSeconds(number), false);
  }
}
