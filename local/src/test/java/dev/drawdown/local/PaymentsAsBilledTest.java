package dev.drawdown.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.adapters.catalog.Catalogs;
import dev.drawdown.domain.catalog.Catalog;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/// P1, P2, P3, P4, P5, P6, P7, P8, P9, P10: situations in which a service easily claws back paid
/// credits or suspends a paying customer, by signed events over HTTP. Each checks the standing, the
/// credits left of each plan, and the advice of a refusal.
@ParameterizedClass(name = "swept: {0}")
@ValueSource(booleans = {true, false})
class PaymentsAsBilledTest {
  private static final String PAY = "update-payment-method";
  private static final String TOP_UP = "top-up";
  private static final String CHOOSE = "choose-plan";
  private static final String WAIT = "wait";
  private static final String FAILED = "invoice.payment_failed";
  private static final String UPDATED = "customer.subscription.updated";
  private static final String DELETED = "customer.subscription.deleted";
  private static final String CHECKOUT = "checkout.session.completed";

  @Parameter boolean swept;

  private Customer ada;

  @AfterEach
  void stop() {
    ada.close();
  }

  @Test
  void a_customer_who_bought_a_second_plan_by_mistake_has_both_and_loses_only_that_one() {
    ada = Customer.of("outsmart", swept);
    ada.on("2027-03-01").pays("plan", "plus", "interval", "year", "subscription", "sub_plus");
    ada.uses(20).shows("active", "280", WAIT, TOP_UP);
    ada.on("2027-03-02").pays("plan", "solo", "subscription", "sub_solo");
    ada.shows("active", "280 + 100", WAIT, TOP_UP);

    ada.on("2027-04-02").event(FAILED, "subscription", "sub_solo", "last", true);
    ada.on("2027-04-06").shows("active", "280", WAIT, TOP_UP).uses(1);

    ada.event(DELETED, "subscription", "sub_solo");
    ada.shows("active", "279", WAIT, TOP_UP).uses(279).shows("active", "0", WAIT, TOP_UP);
  }

  @Test
  void an_office_that_bought_a_second_pool_plan_loses_only_that_one() {
    ada = Customer.office(swept);
    ada.on("2027-03-01").pays("plan", "office", "interval", "year", "subscription", "sub_1");
    ada.joins();
    ada.on("2027-03-02").pays("plan", "office", "quantity", 2, "subscription", "sub_2");
    ada.shows("active", "1000 + 500");

    ada.on("2027-04-02").event(FAILED, "subscription", "sub_2", "last", true);
    ada.on("2027-04-06").shows("active", "500", CHOOSE);

    ada.event(DELETED, "subscription", "sub_2").shows("active", "500", CHOOSE);
    ada.uses(200).shows("active", "310", WAIT, CHOOSE);
  }

  @Test
  void a_renewal_that_a_coupon_or_a_credit_paid_is_a_normal_month() {
    for (List<Object> free :
        List.<List<Object>>of(
            List.of("coupon", 100), List.of("credit", 1900), List.of("balance", true))) {
      ada = Customer.of("outsmart", swept);
      ada.on("2027-03-01").pays("plan", "solo").uses(40);
      ada.on("2027-04-01").renews(free.toArray()).shows("active", "105", TOP_UP, CHOOSE);
      ada.on("2027-04-20").shows("active", "105", TOP_UP, CHOOSE);
      ada.on("2027-05-01").renews(free.toArray()).shows("active", "105", TOP_UP, CHOOSE);
    }
  }

  @Test
  void a_month_paid_early_waits_for_its_start() {
    ada = Customer.of("outsmart", swept);
    ada.on("2027-03-01").pays("plan", "solo").uses(40);

    ada.on("2027-03-12").renews().shows("active", "60", WAIT, TOP_UP, CHOOSE);

    ada.on("2027-03-31T23:59:59Z").shows("active", "60", WAIT, TOP_UP, CHOOSE);
    ada.on("2027-04-01").shows("active", "105", TOP_UP, CHOOSE);
  }

  @Test
  void three_months_on_one_invoice_are_granted_each_in_its_month() {
    ada = Customer.of("outsmart", swept);
    ada.on("2027-03-01").pays("plan", "solo", "periods", 3).uses(30);
    ada.shows("active", "70", WAIT, TOP_UP, CHOOSE).resetsAt("2027-04-01T00:00:00Z");

    ada.on("2027-04-01").shows("active", "100", TOP_UP, CHOOSE).uses(30);
    ada.on("2027-05-01").shows("active", "100", WAIT, TOP_UP, CHOOSE);
  }

  @Test
  void three_months_of_a_renewal_bring_the_bonus_after_the_first() {
    ada = Customer.of("outsmart", swept);
    ada.on("2027-03-01").renews("plan", "solo", "periods", 3);
    ada.shows("active", "100", WAIT, TOP_UP, CHOOSE);

    ada.on("2027-04-01").shows("active", "105", TOP_UP, CHOOSE);
    ada.on("2027-05-01").shows("active", "105", TOP_UP, CHOOSE);
  }

  @Test
  void seats_in_tiers_add_up() {
    ada = Customer.office(swept);

    ada.on("2027-03-01")
        .pays(
            "plan",
            "office",
            "lines",
            List.of(
                Map.of("quantity", 5, "amount", 39_500), Map.of("quantity", 3, "amount", 21_000)));

    ada.joins().shows("active", "4000");
  }

  @Test
  void a_sixth_seat_on_the_last_day_brings_one_seat() {
    ada = Customer.office(swept);
    ada.on("2027-03-01").pays("plan", "office", "quantity", 5);
    ada.joins().uses(1000).uses(1000).uses(510);

    ada.on("2027-03-31").changesTo("plan", "office", "quantity", 6);

    ada.shows("active", "500", WAIT, CHOOSE);
  }

  /// OutSmart: "resets to the new plan's amount".
  @Test
  void an_upgrade_in_outsmart_resets_the_balance() {
    ada = Customer.of("outsmart", swept);
    ada.on("2027-03-01").pays("plan", "solo").uses(90);

    ada.on("2027-03-16").changesTo("plan", "plus").shows("active", "300", WAIT, TOP_UP);
  }

  @Test
  void an_upgrade_in_ai_employee_adds_the_difference() {
    ada = Customer.of("ai-employee", swept);
    ada.on("2027-03-01").pays("plan", "starter").uses(400);

    ada.on("2027-03-16").changesTo("plan", "professional");

    ada.uses(1000).shows("active", "600", WAIT, TOP_UP, CHOOSE);
  }

  @Test
  void a_change_of_intervals_and_back_brings_nothing_fresh_within_the_paid_time() {
    ada = Customer.of("outsmart", swept);
    ada.on("2027-03-01").pays("plan", "plus").uses(300);

    ada.on("2027-03-10").changesTo("interval", "year").shows("active", "0", WAIT, TOP_UP);
    ada.on("2027-03-11").changesTo("interval", "month", "balance", true);
    ada.shows("active", "0", WAIT, TOP_UP);
    ada.on("2027-03-12").changesTo("interval", "year", "balance", true);
    ada.shows("active", "0", WAIT, TOP_UP).resetsAt("2027-04-01T00:00:00Z");

    ada.on("2027-03-31T23:59:59Z").shows("active", "0", WAIT, TOP_UP);
    ada.on("2027-04-01").shows("active", "300", WAIT, TOP_UP);
  }

  @Test
  void a_first_partial_month_is_granted() {
    ada = Customer.of("outsmart", swept);

    ada.on("2027-03-20")
        .pays("plan", "solo", "proration", true, "periodEnd", "2027-04-01T00:00:00Z");

    ada.shows("active", "100", WAIT, TOP_UP, CHOOSE).resetsAt("2027-04-01T00:00:00Z");
  }

  @Test
  void a_line_that_can_not_be_granted_parks_its_whole_invoice() {
    Map<String, Object> solo = Map.of("plan", "solo");
    Map<String, Object> office = Map.of("plan", "office");
    for (List<?> lines : List.of(List.of(solo, office), List.of(office, solo))) {
      ada = Customer.of("outsmart", swept);
      ada.on("2027-03-01").answered("parked", "invoice.paid", "lines", lines);

      ada.shows("active", "none", CHOOSE).hasInAll(10);
    }
  }

  @Test
  void only_the_ai_plan_counts_beside_the_products_own_prices() {
    ada = Customer.of("outsmart", swept);
    Map<String, Object> base = Map.of("price", "price_base", "item", "si_base");
    Map<String, Object> plan = Map.of("plan", "solo", "item", "si_ai");
    Map<String, Object> metered =
        Map.of("price", "price_metered", "item", "si_m", "quantity", 900_000_000, "amount", 77);

    ada.on("2027-03-01").pays("lines", List.of(base, plan, metered));

    ada.shows("active", "100", WAIT, TOP_UP, CHOOSE);
  }

  @Test
  void an_event_without_our_names_is_ignored() {
    ada = Customer.of("outsmart", swept).on("2027-03-01");

    List<String> outcomes =
        List.of(
            ada.outcome("invoice.paid", "subscription", "sub_shoes", "price", "price_shoes"),
            ada.outcome("invoice.paid", "subscription", "sub_hats", "plan", "hats"),
            ada.outcome(FAILED, "subscription", "sub_shoes", "price", "price_shoes"),
            ada.outcome(CHECKOUT, "payment", "pi_shoes", "pack", "shoes"));

    assertThat(outcomes).containsOnly("ignored");
  }

  @Test
  void a_parked_payment_protects_its_account_for_thirty_days() {
    ada = Customer.of("outsmart", swept);
    ada.on("2027-03-01").pays("plan", "solo").uses(40);

    ada.on("2027-04-01").answered("parked", "invoice.paid", "plan", "gold", "price", "price_gold");

    ada.on("2027-04-30T23:59:59Z").shows("active", "60", TOP_UP, CHOOSE);
    ada.on("2027-05-01").shows("suspended", "none", PAY).isRefused("payment-required");
  }

  @Test
  void a_plan_that_runs_or_is_in_grace_prevents_a_suspension_for_a_past_due_one() {
    ada = Customer.of("outsmart", swept);
    ada.on("2027-03-01").pays("plan", "plus", "subscription", "sub_a");
    ada.on("2027-03-20T10:00:00Z").pays("plan", "solo", "subscription", "sub_b");
    ada.on("2027-04-01").event(FAILED, "subscription", "sub_a", "last", true);

    ada.on("2027-04-19").shows("active", "100", WAIT, TOP_UP, CHOOSE);
    ada.on("2027-04-20T10:00:00Z").shows("active", "100", TOP_UP, CHOOSE);
    ada.on("2027-04-20T10:59:59Z").shows("active", "100", TOP_UP, CHOOSE);
    ada.on("2027-04-20T11:00:00Z").renews("subscription", "sub_b");
    ada.shows("active", "105", TOP_UP, CHOOSE);
  }

  @Test
  void a_removed_add_on_ends_with_its_time() {
    ada = Customer.of("outsmart", swept);
    Map<String, Object> plan = Map.of("plan", "plus", "item", "si_plan");
    Map<String, Object> addOn = Map.of("plan", "solo", "item", "si_add_on");
    ada.on("2027-03-01").pays("lines", List.of(plan, addOn));
    ada.shows("active", "300 + 100", WAIT, TOP_UP);

    ada.on("2027-04-01").renews("remove", List.of("si_add_on"), "lines", List.of(plan));

    ada.shows("active", "315", TOP_UP);
    ada.on("2027-04-30").shows("active", "315", TOP_UP);
  }

  @Test
  void a_declined_upgrade_leaves_the_paid_month() {
    ada = Customer.of("outsmart", swept);
    ada.on("2027-03-01").pays("plan", "solo");

    ada.on("2027-03-16")
        .answered("ignored", FAILED, "billingReason", "subscription_update", "plan", "plus");

    ada.shows("active", "100", WAIT, TOP_UP, CHOOSE);
    ada.on("2027-03-31").shows("active", "100", WAIT, TOP_UP, CHOOSE);
  }

  @Test
  void a_paused_customer_never_gets_advice_to_update_a_card() {
    ada = Customer.of("outsmart", swept);
    ada.on("2027-03-01").pays("plan", "solo").uses(10);
    ada.on("2027-03-10").event(UPDATED, "pause", "void").shows("active", "90", TOP_UP, CHOOSE);

    for (String day : List.of("2027-04-01", "2027-04-16", "2027-05-09")) {
      ada.on(day).shows("active", "none", CHOOSE);
    }
    ada.on("2027-05-10").event(UPDATED).shows("active", "none", CHOOSE);
    ada.renews("periodStart", "2027-05-10T00:00:00Z").shows("active", "105", TOP_UP, CHOOSE);
  }

  @Test
  void a_pack_on_a_full_voucher_is_credited_once() {
    ada = Customer.of("outsmart", swept).on("2027-03-01");

    ada.event(CHECKOUT, "pack", "pack-50", "coupon", 100, "session", "cs_1", "times", 2);
    assertThat(
            ada.outcome(
                CHECKOUT, "account", "ada", "pack", "pack-50", "coupon", 100, "session", "cs_1"))
        .isEqualTo("known");

    ada.shows("active", "none", CHOOSE).hasInAll(60);
  }

  @Test
  void a_customer_on_an_old_price_renews_if_both_prices_are_listed() {
    String plan =
        "'plans': [{'id': 'pro', 'name': 'Pro', 'period': 'billing-cycle', 'credits': 80,";
    ada = Customer.of(catalog(plan + "'stripePrices': ['price_old']}]"), swept);
    ada.on("2027-03-01").pays("plan", "pro").uses(30).shows("active", "50", WAIT);

    ada.soldBy(catalog(plan + "'stripePrices': ['price_new', 'price_old']}]"));

    ada.on("2027-04-01").renews("price", "price_old").shows("active", "80");
  }

  @Test
  void a_year_that_refills_by_month_is_twelve_grants_on_days_counted_from_its_end() {
    ada = Customer.of(catalog(REFILLED), swept);
    ada.on("2027-01-31").pays("plan", "pro", "interval", "year").resetsAt("2027-02-28T00:00:00Z");

    for (String day :
        List.of(
            "2027-02-28",
            "2027-03-31",
            "2027-04-30",
            "2027-05-31",
            "2027-06-30",
            "2027-07-31",
            "2027-08-31",
            "2027-09-30",
            "2027-10-31",
            "2027-11-30",
            "2027-12-31")) {
      ada.uses(80).shows("active", "0", WAIT);
      ada.on(day).shows("active", "80");
    }
    ada.uses(80).on("2028-01-30").shows("active", "0", WAIT).resetsAt("2028-01-31T00:00:00Z");
    ada.on("2028-01-31").shows("active", "0");
    ada.on("2028-02-14").shows("suspended", "none", PAY);
  }

  @Test
  void a_year_without_calls_for_five_months_has_one_month() {
    ada = Customer.of(catalog(REFILLED), swept);
    ada.on("2027-01-31").pays("plan", "pro", "interval", "year").uses(50);

    ada.on("2027-07-01").shows("active", "80").resetsAt("2027-07-31T00:00:00Z");
  }

  private static final String REFILLED =
      "'plans': [{'id': 'pro', 'name': 'Pro', 'period': 'billing-cycle', 'credits': 80,"
          + "'refill': 'month', 'stripePrices': ['price_pro']}]";

  @Test
  void the_default_plan_is_granted_once_a_month_for_any_number_of_returns() {
    ada =
        Customer.of(
            catalog(
                "'defaultPlan': 'free', 'plans': ["
                    + "{'id': 'free', 'name': 'Free', 'period': 'calendar-month', 'credits': 50},"
                    + "{'id': 'pro', 'name': 'Pro', 'period': 'billing-cycle', 'credits': 80}]"),
            swept);
    ada.on("2027-03-01").uses(20).shows("active", "30", WAIT, CHOOSE);

    for (int i = 1; i <= 3; i++) {
      String subscription = "sub_" + i;
      ada.on("2027-03-1" + i).pays("plan", "pro", "subscription", subscription).uses(5);
      ada.event(DELETED, "subscription", subscription).uses(10);
      ada.shows("active", String.valueOf(30 - 10 * i), WAIT, CHOOSE);
    }
    ada.isRefused("out-of-credits").on("2027-04-01").shows("active", "50", CHOOSE);
  }

  @Test
  void a_first_decline_without_a_retry_leaves_three_days() {
    ada = Customer.of("outsmart", swept);
    ada.on("2027-03-01").pays("plan", "solo").uses(10);

    ada.on("2027-04-01").event(FAILED, "last", true).shows("grace", "90", PAY, TOP_UP, CHOOSE);

    ada.on("2027-04-03T23:59:59Z").shows("grace", "90", PAY, TOP_UP, CHOOSE).uses(1);
    ada.on("2027-04-04").shows("suspended", "none", PAY).hasInAll(0);
    ada.isRefused("payment-required");
    ada.renews().shows("active", "105", TOP_UP, CHOOSE);
  }

  private static Catalog catalog(String plans) {
    String action = "{'id': 'letter.generate', 'name': 'Write a letter', 'cost': 1}";
    String json = "{'product': 'letters', 'actions': [" + action + "], " + plans + "}";
    return Catalogs.read(json.replace('\'', '"'));
  }
}
