package dev.drawdown.local.stripe;

import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.domain.catalog.Pack;
import dev.drawdown.domain.catalog.PackId;
import dev.drawdown.domain.catalog.Plan;
import dev.drawdown.domain.catalog.PlanId;
import dev.drawdown.domain.catalog.Price;
import java.util.Optional;

/// What plans and packs cost, and what the provider calls a plan's price. What has no price in the
/// catalog, or isn't in it, is sold for ten dollars.
record PriceList(Catalog catalog) {
  private static final Price OTHERWISE = new Price(1_000, "usd");

  Price ofPlan(String plan) {
    return plan(plan).flatMap(Plan::price).orElse(OTHERWISE);
  }

  Price ofPack(String pack) {
    return catalog.pack(new PackId(pack)).flatMap(Pack::price).orElse(OTHERWISE);
  }

  /// The provider's name of a plan's price: the catalog's where it says one.
  String idOf(String plan) {
    return plan(plan).flatMap(Plan::stripePrice).orElse("price_" + plan);
  }

  /// Whether the service finds the plan by its price.
  boolean tells(String plan) {
    return plan(plan).flatMap(Plan::stripePrice).isPresent();
  }

  private Optional<Plan> plan(String plan) {
    return catalog.plan(new PlanId(plan));
  }
}
