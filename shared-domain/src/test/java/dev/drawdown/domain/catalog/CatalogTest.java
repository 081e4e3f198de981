package dev.drawdown.domain.catalog;

import static dev.drawdown.domain.catalog.DrawOrder.BucketKind.PLAN;
import static dev.drawdown.domain.catalog.DrawOrder.BucketKind.POOL;
import static dev.drawdown.domain.catalog.DrawOrder.BucketKind.STARTER;
import static dev.drawdown.domain.catalog.DrawOrder.BucketKind.TOP_UP;
import static dev.drawdown.domain.fixtures.CatalogFixtures.AI_EMPLOYEE;
import static dev.drawdown.domain.fixtures.CatalogFixtures.ASSISTANT_COACH;
import static dev.drawdown.domain.fixtures.CatalogFixtures.OUTSMART;
import static dev.drawdown.domain.fixtures.CatalogFixtures.catalog;
import static dev.drawdown.domain.fixtures.CatalogFixtures.simple;
import static dev.drawdown.domain.fixtures.Times.utc;
import static dev.drawdown.domain.fixtures.Wallets.credits;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.drawdown.domain.Credits;
import dev.drawdown.domain.catalog.Catalog.FreeTier;
import dev.drawdown.domain.catalog.Catalog.GracePolicy;
import dev.drawdown.domain.catalog.Catalog.Links;
import dev.drawdown.domain.catalog.Pack.Packs;
import dev.drawdown.domain.catalog.Pack.Price;
import dev.drawdown.domain.catalog.Plan.Allowance;
import dev.drawdown.domain.catalog.Plan.Period;
import dev.drawdown.domain.catalog.Plan.PlanId;
import dev.drawdown.domain.fixtures.CatalogBuilder;
import dev.drawdown.domain.fixtures.Times;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A catalog is complete, or it is refused with the place and the reason.
class CatalogTest {
  @Test
  void the_order_names_exactly_the_kinds_of_the_product() {
    assertThat(OUTSMART.drawOrder().kinds()).containsExactly(PLAN, STARTER, POOL, TOP_UP);
    assertThat(ASSISTANT_COACH.drawOrder().kinds()).containsExactly(PLAN);
    assertThat(AI_EMPLOYEE.drawOrder().kinds()).containsExactly(PLAN, TOP_UP);
  }

  @Test
  void an_order_that_names_an_unknown_kind_is_refused() {
    CatalogBuilder catalog = catalog().monthly(50).drawn(PLAN, TOP_UP);

    assertThatExceptionOfType(CatalogProblem.class)
        .isThrownBy(catalog::build)
        .withMessage("drawOrder[1]: names top-up, which the product doesn't have")
        .satisfies(problem -> assertThat(problem.place()).isEqualTo("drawOrder[1]"));
  }

  @Test
  void an_order_that_misses_a_kind_of_the_product_is_refused() {
    CatalogBuilder catalog = simple().monthly(50).drawn(PLAN);

    assertThatExceptionOfType(CatalogProblem.class)
        .isThrownBy(catalog::build)
        .withMessage("drawOrder: misses top-up, which the product has");
  }

  @Test
  void a_plan_for_pools_fills_no_bucket_of_an_account() {
    CatalogBuilder catalog = catalog().pool("office", 500).drawn(PLAN);

    assertThatExceptionOfType(CatalogProblem.class)
        .isThrownBy(catalog::build)
        .withMessageContaining("drawOrder[0]: names plan");
  }

  @Test
  void an_order_names_a_kind_once() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DrawOrder(List.of(PLAN, TOP_UP, PLAN)));
  }

  @Test
  void a_trial_and_a_default_plan_must_be_in_the_catalog() {
    FreeTier trial = new FreeTier(Optional.empty(), Optional.of(new PlanId("no")), none());
    FreeTier plan = new FreeTier(Optional.empty(), none(), Optional.of(new PlanId("no")));

    assertProblem(OUTSMART, trial, "trialPlan: there is no plan no");
    assertProblem(OUTSMART, plan, "defaultPlan: there is no plan no");
  }

  @Test
  void a_trial_has_a_fixed_length_and_a_default_plan_calendar_months() {
    FreeTier trial = new FreeTier(Optional.empty(), Optional.of(new PlanId("monthly")), none());
    FreeTier plan = new FreeTier(Optional.empty(), none(), Optional.of(new PlanId("trial")));

    assertProblem(ASSISTANT_COACH, trial, "trialPlan: plan monthly");
    assertProblem(AI_EMPLOYEE, plan, "defaultPlan: plan trial");
  }

  @Test
  void a_plan_for_pools_can_not_be_the_default_plan() {
    Plan office =
        new Plan(
            new PlanId("office"),
            "Office",
            new Period.BillingCycle(),
            Optional.of(Allowance.of(credits(500))),
            Credits.NONE,
            true,
            1,
            Optional.empty(),
            List.of(),
            Optional.empty(),
            Optional.empty());
    FreeTier freeTier = new FreeTier(Optional.empty(), none(), Optional.of(office.id()));

    assertThatExceptionOfType(CatalogProblem.class)
        .isThrownBy(
            () ->
                new Catalog(
                    "tests",
                    new DrawOrder(List.of(POOL)),
                    Map.of(),
                    Map.of(office.id(), office),
                    Packs.NONE,
                    freeTier,
                    GracePolicy.STANDARD,
                    false,
                    UsageThresholds.STANDARD,
                    Links.NONE))
        .withMessageStartingWith("defaultPlan: plan office");
  }

  @Test
  void a_price_sells_one_plan() {
    Catalog sold = simple().paid("solo", 100, 0).paid("plus", 300, 0).build();
    Map<PlanId, Plan> plans = new LinkedHashMap<>();
    sold.plans().values().forEach(plan -> plans.put(plan.id(), at(plan, "price_1")));

    assertThatExceptionOfType(CatalogProblem.class)
        .isThrownBy(
            () ->
                new Catalog(
                    "tests",
                    sold.drawOrder(),
                    sold.actions(),
                    plans,
                    sold.packs(),
                    sold.freeTier(),
                    sold.gracePolicy(),
                    false,
                    UsageThresholds.STANDARD,
                    Links.NONE))
        .withMessage("plans: list the price price_1 twice");
  }

  private static Plan at(Plan plan, String stripePrice) {
    return new Plan(
        plan.id(),
        plan.name(),
        plan.period(),
        plan.allowance(),
        plan.renewalBonus(),
        plan.pool(),
        plan.shards(),
        plan.price(),
        List.of(stripePrice),
        plan.grace(),
        plan.minimumGrace());
  }

  @Test
  void only_plans_by_billing_cycle_have_renewals_or_leave_their_size_open() {
    Period month = new Period.CalendarMonth();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> plan(month, Optional.of(Allowance.of(credits(50))), 5));
    assertThatIllegalArgumentException().isThrownBy(() -> plan(month, Optional.empty(), 0));
  }

  @ParameterizedTest(name = "at {0}: {1}")
  @CsvSource({
    "2026-03-31T23:59:59.999Z, 50",
    "2026-04-01T00:00:00Z, 60",
    "2026-05-31T23:59:59.999Z, 60",
    "2026-06-01T00:00:00Z, 40"
  })
  void an_allowance_changes_from_an_instant(String instant, long amount) {
    Allowance allowance =
        new Allowance(
            credits(50),
            Map.of(utc("2026-06-01T00:00:00Z"), credits(40), Times.APRIL, credits(60)));

    assertThat(allowance.at(utc(instant))).isEqualTo(credits(amount));
  }

  @ParameterizedTest(name = "{0} ends {1}")
  @CsvSource({
    "2026-03-01T00:00:00Z, 2026-04-01T00:00:00Z",
    "2026-03-31T23:59:59.999Z, 2026-04-01T00:00:00Z",
    "2026-12-31T23:59:59.999Z, 2027-01-01T00:00:00Z",
    "2028-02-01T00:00:00Z, 2028-03-01T00:00:00Z",
    "2028-02-29T23:59:59.999Z, 2028-03-01T00:00:00Z"
  })
  void a_calendar_month_ends_at_the_next_1st_in_utc(String instant, String end) {
    assertThat(new Period.CalendarMonth().endOfMonthAt(utc(instant))).isEqualTo(utc(end));
  }

  @Test
  void thresholds_lengths_and_prices_have_bounds() {
    assertThatIllegalArgumentException().isThrownBy(() -> new UsageThresholds(90, 70));
    assertThatIllegalArgumentException().isThrownBy(() -> new UsageThresholds(70, 70));
    assertThatIllegalArgumentException().isThrownBy(() -> new UsageThresholds(0, 70));
    assertThatIllegalArgumentException().isThrownBy(() -> new UsageThresholds(70, 101));
    assertThatIllegalArgumentException().isThrownBy(() -> new Period.Fixed(0));
    assertThatIllegalArgumentException().isThrownBy(() -> new Price(-1, "usd"));
    assertThatIllegalArgumentException().isThrownBy(() -> new Price(1, "USD"));
    assertThatIllegalArgumentException().isThrownBy(() -> simple().pack("none", 0));
  }

  @Test
  void a_catalog_keeps_its_own_order_for_price_pages() {
    assertThat(AI_EMPLOYEE.plans().keySet())
        .extracting(PlanId::value)
        .containsExactly("trial", "starter", "professional", "scale", "enterprise");
  }

  private static Plan plan(Period period, Optional<Allowance> allowance, long bonus) {
    Credits renewalBonus = credits(bonus);
    return new Plan(
        new PlanId("solo"),
        "Solo",
        period,
        allowance,
        renewalBonus,
        false,
        1,
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.empty());
  }

  private static void assertProblem(Catalog catalog, FreeTier freeTier, String message) {
    DrawOrder order =
        new DrawOrder(
            catalog.drawOrder().kinds().stream().filter(kind -> kind != STARTER).toList());

    assertThatExceptionOfType(CatalogProblem.class)
        .isThrownBy(
            () ->
                new Catalog(
                    "tests",
                    order,
                    catalog.actions(),
                    catalog.plans(),
                    catalog.packs(),
                    freeTier,
                    GracePolicy.STANDARD,
                    false,
                    UsageThresholds.STANDARD,
                    Links.NONE))
        .withMessageStartingWith(message);
  }

  private static Optional<PlanId> none() {
    return Optional.empty();
  }
}
