package dev.drawdown.domain.billing;

import static dev.drawdown.domain.billing.Paid.day;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.Credits;
import dev.drawdown.domain.Owner;
import dev.drawdown.domain.PoolId;
import dev.drawdown.domain.billing.BillingPolicy.Grace;
import dev.drawdown.domain.billing.InvoiceLines.Line;
import dev.drawdown.domain.billing.Term.Refill;
import dev.drawdown.domain.billing.Term.Upgrade;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.domain.catalog.Plan.Allowance;
import dev.drawdown.domain.catalog.Plan.PlanId;
import dev.drawdown.domain.fixtures.CatalogBuilder;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// P5, P7, P9: the term that the catalog makes of a paid plan.
class PlanSaleTest {
  private static final Owner ANNA = new AccountId("anna");
  private static final Catalog CATALOG =
      new CatalogBuilder()
          .paid("solo", 100, 5)
          .refilled("yearly", 100)
          .custom("custom")
          .pool("office", 500)
          .trial(14, 100)
          .build();

  @Test
  void the_credits_are_the_plans_times_the_quantity_and_the_bonus_counts_once() {
    assertThat(term(CATALOG, "solo", 3, Optional.empty(), true))
        .returns(Credits.of(300), Term::credits)
        .returns(Credits.of(5), Term::bonus)
        .returns(Refill.NONE, Term::refill)
        .returns(Upgrade.DIFFERENCE, Term::upgrade);
    assertThat(term(CATALOG, "solo", 1, Optional.empty(), false).bonus()).isEqualTo(Credits.NONE);
  }

  @Test
  void the_catalog_determines_refill_and_upgrade() {
    Catalog resets = new CatalogBuilder().paid("solo", 100, 0).upgradeResets().build();

    assertThat(term(CATALOG, "yearly", 1, Optional.empty(), false).refill())
        .isEqualTo(Refill.MONTHLY);
    assertThat(term(resets, "solo", 1, Optional.empty(), false).upgrade()).isEqualTo(Upgrade.RESET);
  }

  /// P1: the provider's data form the key, so an edit of the catalog doesn't change it.
  @Test
  void an_agreed_size_is_always_in_the_key_but_counts_only_if_the_plan_leaves_it_open() {
    Optional<Credits> agreed = Optional.of(Credits.of(9000));

    assertThat(term(CATALOG, "custom", 2, agreed, false))
        .returns(Credits.of(18_000), Term::credits)
        .returns(agreed, sold -> sold.key().agreed());
    assertThat(term(CATALOG, "solo", 1, agreed, false))
        .returns(Credits.of(100), Term::credits)
        .returns(agreed, sold -> sold.key().agreed());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> term(CATALOG, "custom", 1, Optional.empty(), false))
        .withMessage("the size of plan custom isn't stated");
  }

  @Test
  void the_amount_is_the_one_in_force_when_the_term_starts() {
    Map<Instant, Credits> changes = Map.of(day("2027-03-01"), Credits.of(120));
    Catalog changing =
        new CatalogBuilder().paid("solo", new Allowance(Credits.of(100), changes)).build();

    assertThat(term(changing, "solo", 1, Optional.empty(), false).credits())
        .isEqualTo(Credits.of(120));
  }

  @Test
  void a_plan_is_sold_only_to_owners_of_its_kind() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> sale("office", ANNA))
        .withMessage("plan office is sold to pools, not to accounts");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> sale("solo", new PoolId("office-1")))
        .withMessage("plan solo is sold to accounts, not to pools");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> sale("trial", ANNA))
        .withMessage("plan trial isn't sold by billing cycle");
    assertThat(sale("office", new PoolId("office-1")).term(CATALOG).credits())
        .isEqualTo(Credits.of(500));
  }

  @Test
  void the_plans_own_grace_overrides_the_catalogs() {
    Catalog catalog =
        new CatalogBuilder()
            .paid("solo", 100, 0)
            .grace(Duration.ofDays(7))
            .graceOf("plus", 300, Duration.ofDays(1))
            .build();

    BillingPolicy policy = BillingPolicy.of(catalog);

    assertThat(policy.grace(new PlanId("solo")))
        .isEqualTo(new Grace(Duration.ofDays(7), Duration.ofDays(3)));
    assertThat(policy.grace(new PlanId("plus")))
        .isEqualTo(new Grace(Duration.ofDays(1), Duration.ofDays(1)));
  }

  private static Term term(
      Catalog catalog, String plan, int quantity, Optional<Credits> agreed, boolean renewal) {
    return new PlanSale(
            catalog.plan(new PlanId(plan)).orElseThrow(), ANNA, line(quantity), agreed, renewal)
        .term(catalog);
  }

  private static PlanSale sale(String plan, Owner owner) {
    return new PlanSale(
        CATALOG.plan(new PlanId(plan)).orElseThrow(), owner, line(1), Optional.empty(), false);
  }

  private static Line line(int quantity) {
    return new Line(
        Optional.of(new ItemId("item-1")),
        new PriceId("price-1"),
        new PaidTime(day("2027-03-01"), day("2027-04-01")),
        quantity,
        BigDecimal.ONE);
  }
}
