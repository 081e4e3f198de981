package dev.drawdown.adapters.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.domain.catalog.Action;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.domain.catalog.Catalog.GracePolicy;
import dev.drawdown.domain.catalog.Catalog.Links;
import dev.drawdown.domain.catalog.DrawOrder.BucketKind;
import dev.drawdown.domain.catalog.Pack;
import dev.drawdown.domain.catalog.Pack.Price;
import dev.drawdown.domain.catalog.Plan;
import dev.drawdown.domain.catalog.Plan.Allowance;
import dev.drawdown.domain.catalog.Plan.Period;
import dev.drawdown.domain.catalog.UsageThresholds;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// The numbers of the three products, one line per action, plan and pack.
class ShippedCatalogsTest {
  static final List<String> SHIPPED = Catalogs.SHIPPED;

  @Test
  void outsmart() {
    Catalog catalog = Catalogs.shipped("outsmart");

    assertThat(sold(catalog))
        .containsExactly(
            "lab.analyze 1 once-per-document",
            "lab.interpret 1 once-per-document",
            "letter.generate 1 once-per-document",
            "lab.import 0",
            "draft.edit 0",
            "saved.open 0",
            "ask 0",
            "solo billing-cycle 100 +5 19.00 usd",
            "plus billing-cycle 300 +15 49.00 usd",
            "office billing-cycle 500 +0 pool 79.00 usd",
            "pack-50 50 12.00 usd",
            "pack-200 200 39.00 usd");
    assertThat(catalog.packs().planHoldersOnly()).isTrue();
    assertThat(catalog.gracePolicy())
        .isEqualTo(new GracePolicy(Duration.ofDays(14), Duration.ofDays(3), Set.of()));
    assertThat(catalog.upgradeResets()).isTrue();
    assertThat(catalog.freeTier())
        .hasToString(
            "FreeTier[starter=Optional[10], trial=Optional.empty, defaultPlan=Optional.empty]");
    assertThat(catalog.drawOrder().kinds())
        .containsExactly(BucketKind.PLAN, BucketKind.STARTER, BucketKind.POOL, BucketKind.TOP_UP);
  }

  @Test
  void assistant_coach() {
    Catalog catalog = Catalogs.shipped("assistant-coach");

    assertThat(sold(catalog))
        .containsExactly("checkin.draft 1", "trend.analyze 3", "monthly calendar-month 50 +0");
    assertThat(catalog.freeTier())
        .hasToString(
            "FreeTier[starter=Optional.empty, trial=Optional.empty,"
                + " defaultPlan=Optional[monthly]]");
    assertThat(catalog.drawOrder().kinds()).containsExactly(BucketKind.PLAN);
    assertThat(catalog.thresholds()).isEqualTo(new UsageThresholds(70, 90));
    assertThat(catalog.links()).isEqualTo(Links.NONE);
  }

  @Test
  void ai_employee() {
    Catalog catalog = Catalogs.shipped("ai-employee");

    assertThat(sold(catalog))
        .containsExactly(
            "reply 1",
            "command 1",
            "website.sync 25",
            "trial 14 days 100 +0",
            "starter billing-cycle 500 +0 65.00 usd",
            "professional billing-cycle 2000 +0 199.00 usd",
            "scale billing-cycle 5000 +0 399.00 usd",
            "enterprise billing-cycle custom +0",
            "pack-250 250 29.00 usd",
            "pack-1000 1000 99.00 usd");
    assertThat(catalog.packs().planHoldersOnly()).isFalse();
    assertThat(catalog.gracePolicy())
        .isEqualTo(
            new GracePolicy(Duration.ofDays(14), Duration.ofDays(3), Set.of(BucketKind.TOP_UP)));
    assertThat(catalog.upgradeResets()).isFalse();
    assertThat(catalog.freeTier())
        .hasToString(
            "FreeTier[starter=Optional.empty, trial=Optional[trial], defaultPlan=Optional.empty]");
    assertThat(catalog.drawOrder().kinds()).containsExactly(BucketKind.PLAN, BucketKind.TOP_UP);
  }

  @ParameterizedTest
  @FieldSource("SHIPPED")
  void every_shipped_catalog_is_named_after_its_product(String name) {
    assertThat(Catalogs.shipped(name).product()).isEqualTo(name);
  }

  @ParameterizedTest
  @FieldSource("SHIPPED")
  void every_plan_with_a_price_can_be_found_by_a_payment(String name) {
    assertThat(Catalogs.shipped(name).plans().values())
        .filteredOn(plan -> plan.price().isPresent())
        .allMatch(plan -> !plan.stripePrices().isEmpty());
  }

  private static Stream<String> sold(Catalog catalog) {
    return Stream.of(
            catalog.actions().values().stream().map(ShippedCatalogsTest::line),
            catalog.plans().values().stream().map(ShippedCatalogsTest::line),
            catalog.packs().byId().values().stream().map(ShippedCatalogsTest::line))
        .flatMap(lines -> lines);
  }

  private static String line(Action action) {
    return action.id()
        + " "
        + action.cost()
        + (action.oncePerDocument() ? " once-per-document" : "");
  }

  private static String line(Plan plan) {
    String credits =
        plan.allowance().map(Allowance::initially).map(Object::toString).orElse("custom");
    return "%s %s %s +%s%s%s"
        .formatted(
            plan.id(),
            period(plan.period()),
            credits,
            plan.renewalBonus(),
            plan.pool() ? " pool" : "",
            price(plan.price()));
  }

  private static String line(Pack pack) {
    return pack.id() + " " + pack.credits() + price(pack.price());
  }

  private static String period(Period period) {
    return switch (period) {
      case Period.CalendarMonth() -> "calendar-month";
      case Period.BillingCycle _ -> "billing-cycle";
      case Period.Fixed(int days) -> days + " days";
    };
  }

  private static String price(Optional<Price> price) {
    return price
        .map(p -> " %d.%02d %s".formatted(p.amount() / 100, p.amount() % 100, p.currency()))
        .orElse("");
  }
}
